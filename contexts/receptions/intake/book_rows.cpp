#include "contexts/receptions/intake/book_rows.hpp"

#include <algorithm>

#include "lib/text/parse.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::receptions {
namespace {

using imports::Column;

/// Another heading of a column. Its name is never written.
struct OtherHeading {
  std::string_view name, vietnamese, same_as;
  bool personal = false;
};
constexpr OtherHeading other_headings[] = {
    {"no", "TT", number_column},
    {"ordinal", "Số thứ tự", number_column},
    {"day", "Ngày tiếp công dân", date_column},
    {"name", "Họ và tên, địa chỉ", who_column, true},
    {"name_and_number", "Họ tên - Địa chỉ - CMND/Hộ chiếu của công dân", who_column, true},
    {"name_and_card", "Họ tên - Địa chỉ - CMND/CCCD/Hộ chiếu của công dân", who_column, true},
    {"id_card", "CMND/CCCD/Hộ chiếu", identity_column, true},
    {"id_card_or_else", "CMND/CCCD/Hộ chiếu (hoặc thông tin định danh khác)", identity_column,
     true},
    {"passport", "CCCD/Hộ chiếu", identity_column, true},
    {"content", "Nội dung vụ việc", matter_column, true},
    {"summary", "Tóm tắt nội dung vụ việc", matter_column, true},
    {"kind_of_letter", "Loại đơn", kind_column},
    {"class", "Phân loại đơn", kind_column},
    {"class_and_number", "Phân loại đơn/Số người", kind_column},
    {"class_with_people", "Phân loại đơn (KN/TC/KN/PA)/số người có cùng nội dung", kind_column},
    {"class_of_letters", "Phân loại đơn (KN/TC/KN/PA)", kind_column},
    {"class_of_letters_and_people", "Phân loại đơn/Số người có cùng nội dung", kind_column},
    {"people_with_it", "Số người có cùng nội dung", people_column},
    {"accepted", "Thụ lý để giải quyết", competent_column},
    {"accepted_mark", "Thụ lý để giải quyết (x)", competent_column},
    {"in_competence", "Thuộc thẩm quyền", competent_column},
    {"guided", "Hướng dẫn công dân đến cơ quan, tổ chức, đơn vị có thẩm quyền", guided_column},
    {"returned", "Trả lại đơn", returned_column},
    {"forwarded", "Chuyển đơn", forwarded_column},
    {"forwarded_in_full", "Chuyển đơn đến cơ quan có thẩm quyền", forwarded_column},
    {"settling_body", "Cơ quan, tổ chức, đơn vị thụ lý", settled_column}};

Column column_of(const OtherHeading& other) {
  return {.name = other.name,
          .vietnamese = other.vietnamese,
          .meaning = "another heading of a column above",
          .same_as = other.same_as,
          .personal = other.personal};
}

std::string one_line(std::string_view text) {
  std::string line = cleaned_cell(text);
  std::ranges::replace(line, '\n', ' ');
  std::ranges::replace(line, ';', ',');
  return line;
}

std::vector<std::string> parted(std::string_view cell) {
  std::vector<std::string> parts;
  for (std::size_t at = 0;;) {
    const std::size_t end = cell.find(';', at);
    parts.push_back(cleaned_cell(cell.substr(at, end - at)));
    if (end == std::string_view::npos) return parts;
    at = end + 1;
  }
}

/// Where the name ends: what follows is the address.
Person person_of(std::string_view words) {
  std::size_t at = std::string_view::npos, size = 0;
  for (const std::string_view mark : {",", "\n", " - ", " – "})
    if (const std::size_t found = words.find(mark); found < at) {
      at = found;
      size = mark.size();
    }
  Person person;
  person.name = cleaned_cell(words.substr(0, at));
  if (at != std::string_view::npos) person.address = one_line(words.substr(at + size));
  return person;
}

/// A number of nine or twelve digits in what stands for an address, with the words before it: the
/// older form has one column for all.
void take_number(Person& person) {
  if (!person.identity.empty()) return;
  const std::string& address = person.address;
  for (std::size_t at = 0; at < address.size();) {
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    const std::size_t begin = at;
    while (at < address.size() && is_digit(address[at])) ++at;
    if (at - begin == 9 || at - begin == 12) {
      person.identity = address.substr(begin, at - begin);
      std::string before = address.substr(0, begin);
      for (const std::string_view mark : {"CMND", "CCCD", "Hộ chiếu", "CMT"})
        if (const std::size_t found = before.rfind(mark); found != std::string::npos)
          before.resize(found);
      while (!before.empty() && std::string_view(" ,-:").find(before.back()) != std::string::npos)
        before.pop_back();
      person.address = before + address.substr(at);
      return;
    }
    if (at == begin) ++at;
  }
}

constexpr std::string_view before_number = "số ", between = ", số ";

/// As the form has them.
std::vector<Column> columns_of_form() {
  return {
      {.name = number_column,
       .vietnamese = "STT",
       .meaning = "its number in the book of the place and the year (the next one)",
       .is_id = true},
      {.name = date_column,
       .vietnamese = "Ngày tiếp",
       .meaning = "when they were received: a day, or a moment; needed"},
      {.name = who_column,
       .vietnamese = "Họ tên, địa chỉ",
       .meaning = "who came, a comma, where they live; several people with ; between them",
       .personal = true},
      {.name = identity_column,
       .vietnamese = "CCCD/CMND/Hộ chiếu",
       .meaning = "the numbers of their papers, in the same order; sealed",
       .personal = true},
      {.name = matter_column,
       .vietnamese = "Nội dung đơn",
       .meaning = "what it is about; needed but of a denunciation",
       .personal = true},
      {.name = kind_column,
       .vietnamese = "Loại đơn (KN/TC/KN/PA)",
       .meaning = "khiếu nại (KN), tố cáo (TC), kiến nghị (KNg) or phản ánh (PA), and as KN/3 the "
                  "number of people; complaint, denunciation, proposal, report; needed"},
      {.name = people_column,
       .vietnamese = "Số người cùng nội dung",
       .meaning = "how many have the same matter (as many as are named)"},
      {.name = before_column,
       .vietnamese = "Cơ quan đã giải quyết",
       .meaning = "which body has decided it, and by what"},
      {.name = competent_column,
       .vietnamese = "Thuộc thẩm quyền (x)",
       .meaning = "x where the body is competent: it was accepted"},
      {.name = guided_column,
       .vietnamese = "Hướng dẫn công dân đến cơ quan có thẩm quyền",
       .meaning = "to which body they were told to turn, and as \", số …\" the letter's number"},
      {.name = settled_column,
       .vietnamese = "Cơ quan, đơn vị thụ lý",
       .meaning = "which body settles it, and as \", số …\" the number of the letter by which it "
                  "was sent on"},
      {.name = followed_column,
       .vietnamese = "Theo dõi kết quả giải quyết",
       .meaning = "what came of it"},
      {.name = note_column, .vietnamese = "Ghi chú", .meaning = "a note"}};
}

/// What the form leaves to the place, and how they were heard.
std::vector<Column> columns_of_reception() {
  return {
      {.name = place_column,
       .vietnamese = "Mã nơi tiếp",
       .meaning = "the code of the place of reception (the only one that is open)",
       .is_key = true},
      {.name = place_name_column,
       .vietnamese = "Nơi tiếp công dân",
       .meaning = "its name, where it is not here yet"},
      {.name = body_column,
       .vietnamese = "Cơ quan tiếp công dân",
       .meaning = "the body that received (of the place)",
       .is_key = true},
      {.name = outcome_column,
       .vietnamese = "Hướng xử lý",
       .meaning = "thụ lý để giải quyết, hướng dẫn, trả lại đơn, chuyển đơn, trả lời ngay or từ "
                  "chối tiếp; accepted, guided, returned, forwarded, answered_at_once, refused (as "
                  "columns 9 to 13 of the form say)"},
      {.name = ground_column,
       .vietnamese = "Căn cứ từ chối",
       .meaning = "of what was refused: the article, or its name (settled_before)"},
      {.name = present_column,
       .vietnamese = "Số người đến",
       .meaning = "how many came (as many as have the same matter)"},
      {.name = heard_column,
       .vietnamese = "Người tiếp",
       .meaning = "cán bộ, người đứng đầu or cấp phó; officer, head, deputy (officer)"},
      {.name = channel_column,
       .vietnamese = "Hình thức tiếp",
       .meaning = "trực tiếp or trực tuyến; in_person, online (in_person)"},
      {.name = role_column,
       .vietnamese = "Tư cách",
       .meaning =
           "as what each came: việc của mình, người đại diện, người được ủy quyền, luật sư or "
           "trợ giúp viên pháp lý; own_matter, representative, authorised, lawyer, "
           "legal_aid"}};
}

/// Who can be called, and what became of it.
std::vector<Column> columns_of_course() {
  return {
      {.name = phone_column,
       .vietnamese = "Điện thoại",
       .meaning = "their telephones",
       .personal = true},
      {.name = email_column,
       .vietnamese = "Thư điện tử",
       .meaning = "their addresses",
       .personal = true},
      {.name = read_back_column,
       .vietnamese = "Đã đọc lại cho người trình bày (x)",
       .meaning = "x where it was read to who cannot write, and confirmed"},
      {.name = hot_column,
       .vietnamese = "Vụ việc phức tạp (x)",
       .meaning = "x where it is shown to the leader"},
      {.name = field_column,
       .vietnamese = "Lĩnh vực",
       .meaning = "the field; one that is not known is entered",
       .is_key = true},
      {.name = area_column,
       .vietnamese = "Địa bàn",
       .meaning = "the area that it is about: a code, or in words"},
      {.name = due_column,
       .vietnamese = "Hạn thông báo",
       .meaning = "by when they are still to be told what becomes of it"},
      {.name = told_column,
       .vietnamese = "Ngày thông báo",
       .meaning = "when they were told (when they came, where nothing is due)"},
      {.name = with_column,
       .vietnamese = "Cùng buổi với STT",
       .meaning = "of a mixed matter: the number of the first row of the same reception"},
      {.name = first_column,
       .vietnamese = "Lần đầu",
       .meaning = "the first reception on the same matter: code of the place/year/number"},
      {.name = turn_column,
       .vietnamese = "Lần tiếp",
       .meaning = "the how manieth reception on the matter"},
      {.name = returned_column,
       .vietnamese = "Trả lại đơn và hướng dẫn",
       .meaning = "of the older form: the letter was given back, and where to they were told to "
                  "turn"},
      {.name = forwarded_column,
       .vietnamese = "Chuyển đơn đến cơ quan, tổ chức, đơn vị có thẩm quyền",
       .meaning = "of the older form: to which body the letter was sent on"}};
}

}  // namespace

std::string cleaned_cell(std::string_view bytes) {
  return std::string(text::trim(text::clean(bytes)));
}

std::vector<Column> columns_of_book() {
  std::vector<Column> all;
  for (auto* some : {columns_of_form, columns_of_reception, columns_of_course})
    for (Column& column : some()) all.push_back(std::move(column));
  for (const OtherHeading& other : other_headings) all.push_back(column_of(other));
  return all;
}

std::string_view said_in(const imports::Row& row, std::string_view column) {
  if (const std::string_view said = row.get(column); !said.empty()) return said;
  for (const OtherHeading& other : other_headings)
    if (other.same_as == column)
      if (const std::string_view said = row.get(other.name); !said.empty()) return said;
  return {};
}

std::string people_in_cell(const std::vector<Person>& people) {
  std::string cell;
  for (const Person& person : people) {
    std::string name = one_line(person.name);
    std::ranges::replace(name, ',', ' ');
    if (&person != people.data()) cell += "; ";
    cell += cleaned_cell(name);
    if (!person.address.empty()) cell += ", " + one_line(person.address);
  }
  return cell;
}

std::string parts_in_cell(const std::vector<Person>& people, std::string Person::*part) {
  const bool is_said =
      std::ranges::any_of(people, [&](const Person& person) { return !(person.*part).empty(); });
  std::string cell;
  if (is_said)
    for (const Person& person : people)
      cell += (&person == people.data() ? "" : "; ") + one_line(person.*part);
  return cell;
}

std::string roles_in_cell(const std::vector<Person>& people) {
  std::string cell;
  const bool is_said = std::ranges::any_of(
      people, [](const Person& person) { return person.role != PersonRole::own_matter; });
  if (is_said)
    for (const Person& person : people)
      cell += (&person == people.data() ? "" : "; ") + std::string(vietnamese(person.role));
  return cell;
}

std::vector<Person> people_of_row(const imports::Row& row) {
  std::vector<Person> people;
  for (const std::string& words : parted(said_in(row, who_column)))
    people.push_back(person_of(words));
  const auto fill = [&](std::string_view column, auto take) {
    const auto parts = parted(said_in(row, column));
    while (people.size() < parts.size()) people.emplace_back();
    for (std::size_t i = 0; i < parts.size(); ++i) take(people[i], parts[i]);
  };
  fill(identity_column, [](Person& to, const std::string& part) { to.identity = part; });
  fill(phone_column, [](Person& to, const std::string& part) { to.phone = part; });
  fill(email_column, [](Person& to, const std::string& part) { to.email = part; });
  fill(role_column, [](Person& to, const std::string& part) {
    to.role = parse_person_role(part).value_or(PersonRole::own_matter);
  });
  for (Person& person : people) take_number(person);
  std::erase_if(people, [](const Person& person) { return person.empty(); });
  return people;
}

std::string in_cell(const Directed& directed) {
  if (directed.document.empty()) return directed.to;
  return directed.to.empty() ? std::string(before_number) + directed.document
                             : directed.to + std::string(between) + directed.document;
}

Directed directed_of_cell(std::string_view cell) {
  const std::string words = cleaned_cell(cell);
  if (words.starts_with(before_number)) return {{}, words.substr(before_number.size())};
  const std::size_t at = words.rfind(between);
  if (at == std::string::npos) return {words, {}};
  return {words.substr(0, at), words.substr(at + between.size())};
}

}  // namespace gandan::receptions
