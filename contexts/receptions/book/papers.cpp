#include "contexts/receptions/book/papers.hpp"

#include <algorithm>

#include "contexts/receptions/conclusions/conclusions.hpp"
#include "contexts/receptions/desk/desk.hpp"
#include "contexts/receptions/record/places.hpp"
#include "kernel/numbering/issuer.hpp"
#include "kernel/people/policies.hpp"
#include "kernel/units/units.hpp"
#include "lib/documents/write.hpp"
#include "lib/i18n/locale.hpp"
#include "lib/text/parse.hpp"
#include "lib/text/tracking_code.hpp"

namespace gandan::receptions {
namespace {

using documents::Document, documents::Paragraph;

Paragraph says(std::string words) {
  return {.text = documents::plain(std::move(words))};
}
Paragraph item(int nth, std::string words) {
  return {.text = documents::plain(std::move(words)), .marker = std::to_string(nth) + "."};
}

std::string two_places(unsigned n) {
  return (n < 10 ? "0" : "") + std::to_string(n);
}
std::string numeric(Date day) {
  return two_places(day.day()) + "/" + two_places(day.month()) + "/" + std::to_string(day.year());
}

std::string small(std::string_view word) {
  // The kinds of the law begin with a letter of ASCII.
  std::string all(word);
  if (!all.empty() && all[0] >= 'A' && all[0] <= 'Z') all[0] = static_cast<char>(all[0] + 32);
  return all;
}

/// As somebody typed it, to go on in a sentence: without the stop at its end.
std::string without_stop(std::string_view typed) {
  std::string_view words = text::trim(typed);
  if (words.ends_with('.') && !words.ends_with("..")) words.remove_suffix(1);
  return std::string(words);
}

/// What a form leaves to the hand.
constexpr const char* by_hand = "....................";
std::string or_by_hand(const std::string& words) {
  return words.empty() ? by_hand : words;
}

std::string points_for(std::size_t letters) {
  return std::string(letters, '.');
}

/// Who issues a paper of the visit; the number as it was typed ("12/TB-UBND"), or a gap for one.
Document begun(const numbering::Issuer& issuer, const char* kind, const char* subject,
               std::string_view number) {
  Document document;
  numbering::issue(document, issuer, numbering::Kind::notice, std::nullopt, Date{});
  document.day.reset();
  document.kind = kind;
  document.subject = subject;
  const auto slash = std::min(number.find('/'), number.size());
  document.number->number = number.substr(0, slash);
  if (slash < number.size()) document.number->symbol = number.substr(slash + 1);
  return document;
}

/// What is read for each of them.
struct OfVisit {
  const Visit& visit;
  std::vector<Person> people;
  numbering::Issuer issuer;
  std::string place;

  [[nodiscard]] Person first() const { return people.empty() ? Person{} : people.front(); }
  /// "Lò Thị Mẫu"; of a group those who speak for it; never who helps them.
  [[nodiscard]] std::string names() const {
    std::string all;
    for (const Person& person : people)
      if (!person.name.empty() && person.role == first().role)
        all += (all.empty() ? "" : ", ") + person.name;
    return or_by_hand(all);
  }
  /// "Lò Thị Mẫu, Vàng A Mẫu (đại diện cho 11 người)".
  [[nodiscard]] std::string names_for_whom() const {
    const bool is_group = first().role == PersonRole::representative;
    return names() + (is_group ? " (đại diện cho " + std::to_string(visit.people) + " người)" : "");
  }
  /// After the words of the form that say of which papers.
  [[nodiscard]] std::string identity() const {
    return " (hoặc giấy tờ tùy thân): " + or_by_hand(first().identity) +
           ", ngày cấp: ..../..../......, nơi cấp: " + by_hand;
  }
};

/// "điểm h khoản 1 Điều 4 Nghị định số 154/2026/NĐ-CP ngày …": in full, as the form wants it.
std::string article_in_full(Ground ground) {
  std::string article(article_of(ground));
  constexpr std::string_view decree = "Nghị định ";
  const std::size_t at = article.find(decree);
  if (at == std::string::npos) return article;
  article.insert(at + decree.size(), "số ");
  return article +
         " ngày 15 tháng 5 năm 2026 của Chính phủ quy định chi tiết một số điều và biện pháp tổ "
         "chức thi hành Luật Tiếp công dân";
}

std::string given_ground(db::Tx& tx, const Visit& visit) {
  std::string why(i18n::find_locale("vi")->tr(label(*visit.ground)));
  for (const VisitNote& note : notes_of(tx, visit.id))
    if (note.verb == name(Verb::enter) && note.readers == acts::Readers::resident)
      why += ". " + without_stop(note.text);
  return why + ".";
}

std::optional<Document> refusal(db::Tx& tx, const OfVisit& of) {
  const Visit& visit = of.visit;
  if (!visit.ground || !needs_notice(*visit.ground)) return std::nullopt;
  Document document =
      begun(of.issuer, "THÔNG BÁO", "Về việc từ chối tiếp công dân", visit.document);
  document.form = "Mẫu số 01/TCD";
  if (visit.told_at) document.day = civil_date(*visit.told_at);
  document.addressees = {"Ông (bà) " + of.names()};
  const std::string kind = small(vietnamese(visit.kind));
  document.blocks = {
      says("Ngày " + numeric(civil_date(visit.received_at)) + ", ông (bà) " + of.names_for_whom() +
           ", số căn cước/giấy chứng nhận căn cước/số định danh cá nhân/số hộ chiếu" +
           of.identity() + ", địa chỉ: " + or_by_hand(of.first().address) + ", đến " + of.place +
           " để " + kind + " về việc: " + without_stop(visit.matter) + "."),
      says("Lý do từ chối: " + given_ground(tx, visit)),
      says("Căn cứ " + article_in_full(*visit.ground) + ", " + of.issuer.name +
           " từ chối tiếp nhận nội dung " + kind + " của ông (bà) " + of.names() +
           " và thông báo để ông (bà) được biết."),
      says("Nếu không đồng ý với việc từ chối tiếp, ông (bà) có quyền khiếu nại theo quy định tại "
           "Điều 7 Luật Khiếu nại số 02/2011/QH13")};
  // The head signs for themself: who refuses is the head (art. 4(3)).
  document.signature = documents::Signature{.position = of.issuer.signature.position,
                                            .note = "(Ký, ghi rõ họ tên, đóng dấu)"};
  document.recipients = {"Như trên;", "Lưu: VT, hồ sơ."};
  return document;
}

std::string_view condition_in_words(PaperCondition condition) {
  switch (condition) {
    case PaperCondition::original:
      return "bản chính";
    case PaperCondition::copy:
      return "bản phô tô";
    case PaperCondition::certified_copy:
      return "bản sao chứng thực";
  }
  return "";
}

std::optional<Document> receipt(db::Tx& tx, const OfVisit& of) {
  const auto receipts = receipts_of(tx, of.visit.id);
  if (receipts.empty()) return std::nullopt;
  const ReceiptRow& given = receipts.back();
  const Date day = civil_date(given.given_at);
  const auto minutes = static_cast<unsigned>((given.given_at - start_of(day)).count() / 60'000'000);
  Document document = begun(of.issuer, "GIẤY BIÊN NHẬN", "Thông tin, tài liệu", "");
  document.form = "Mẫu số 02/TCD";
  document.number =
      documents::Number{std::to_string(given.number), std::to_string(given.book_year) + "/BN-TCD"};
  document.day = day;
  document.ends = false;
  document.blocks = {says("Vào " + two_places(minutes / 60) + " giờ " + two_places(minutes % 60) +
                          ", ngày " + numeric(day) + ", tại: " + of.place),
                     says("Tôi là: " + points_for(52) + " Chức vụ: " + points_for(38)),
                     says("Đã nhận của ông (bà): " + of.names()),
                     says("Số CCCD/Hộ chiếu" + of.identity()),
                     says("Địa chỉ: " + or_by_hand(of.first().address)),
                     says("các thông tin, tài liệu sau:")};
  int nth = 0;
  for (const Paper& paper : papers_of(tx, given.id))
    document.blocks.emplace_back(item(
        ++nth, paper.name + (paper.pages ? ", " + std::to_string(*paper.pages) + " trang" : "") +
                   ", " + std::string(condition_in_words(paper.condition)) + "."));
  document.blocks.emplace_back(says("Giấy biên nhận thông tin, tài liệu được lập thành " +
                                    two_places(static_cast<unsigned>(given.copies)) +
                                    " bản, giao cho người cung cấp thông tin, tài liệu 01 bản."));
  document.signature = documents::Signature{.position = "NGƯỜI NHẬN",
                                            .note = "(Ký, ghi rõ họ tên, đóng dấu nếu có)"};
  document.other_signature = documents::Signature{.position = "NGƯỜI CUNG CẤP\nTHÔNG TIN, TÀI LIỆU",
                                                  .note = "(Ký, ghi rõ họ tên)"};
  return document;
}

/// Who concluded, "Vy Minh Quý, Chủ tịch Ủy ban nhân dân tỉnh", in its halves; one without a comma
/// is an office.
struct Concluder {
  std::string name, office;
};
Concluder concluder_of(std::string_view typed) {
  const auto comma = typed.find(',');
  if (comma == std::string_view::npos) return {{}, std::string(text::trim(typed))};
  return {std::string(text::trim(typed.substr(0, comma))),
          std::string(text::trim(typed.substr(comma + 1)))};
}

/// As it stands above a name: the head's office alone, since the heading names the body; a deputy
/// signs for the head (Decree 30/2020, appendix I).
documents::Signature signed_by(const Concluder& by, const numbering::Issuer& issuer) {
  const std::string& head = issuer.signature.position;
  std::string position = by.office;
  if (by.office.starts_with(head)) position = head;
  if (by.office.starts_with("Phó " + head)) position = "KT. " + head + "\nPhó " + head;
  return {.position = std::move(position), .name = by.name};
}

std::optional<Document> conclusion(db::Tx& tx, const OfVisit& of) {
  const auto all = conclusions_of(tx, of.visit.id);
  if (all.empty()) return std::nullopt;
  const Conclusion& last = all.back();
  const Concluder by = concluder_of(last.concluded_by);
  const std::string who = by.name.empty() ? by.office : "ông (bà) " + by.name + ", " + by.office;
  const std::string& address = of.first().address;
  Document document = begun(of.issuer, "THÔNG BÁO", "Kết luận việc tiếp công dân", last.number);
  document.day = last.concluded_on;
  document.blocks = {says("Ngày " + numeric(civil_date(of.visit.received_at)) + ", tại " +
                          of.place + ", " + who + ", tiếp ông (bà) " + of.names_for_whom() +
                          (address.empty() ? "" : ", địa chỉ: " + address) +
                          ", trình bày về việc: " + without_stop(of.visit.matter) + "."),
                     says("Sau khi nghe trình bày, " + by.office + " kết luận như sau:"),
                     says(without_stop(last.text) + ".")};
  int nth = 0;
  for (const ConclusionItem& each : items_of(tx, of.visit.id)) {
    if (each.conclusion != last.id) continue;
    const auto body = units::find_unit(tx, each.body);
    const std::string owes = body ? body->name : by_hand;
    document.blocks.emplace_back(item(++nth, "Giao " + owes + ": " + without_stop(each.product) +
                                                 "; hoàn thành chậm nhất ngày " +
                                                 numeric(each.due_on) + "."));
    document.recipients.push_back(owes + " (để thực hiện);");
  }
  if (!last.contact.empty())
    document.blocks.emplace_back(says("Ông (bà) " + of.names() + " liên hệ " +
                                      without_stop(last.contact) + " để biết kết quả"));
  document.signature = signed_by(by, of.issuer);
  document.recipients.insert(document.recipients.begin(), "Ông (bà) " + of.names() + ";");
  document.recipients.push_back("Lưu: VT, hồ sơ tiếp công dân.");
  return document;
}

http::Response paper_file(const desk::Desk& desk, std::string_view typed, VisitPaper paper,
                          bool is_docx) {
  const auto code = text::parse_tracking_code(typed, visit_prefix);
  if (!code) return http::Response::not_found();
  const crypto::KeyFile& keys = desk.services.keys.get();
  const auto document = desk.services.database.read([&](db::Tx& tx) -> std::optional<Document> {
    const auto visit = find_visit(tx, *code);
    if (!visit || !may_read(tx, desk.officer, *visit)) return std::nullopt;
    return visit_paper(tx, keys, *visit, paper);
  });
  if (!document) return http::Response::not_found();
  http::Response answer;
  answer.header("Content-Type", is_docx ? documents::docx_type : documents::pdf_type);
  answer.body = is_docx ? documents::to_docx(*document) : documents::to_pdf(*document);
  return std::move(answer).download_as(*code + "-" + std::string(name(paper)) +
                                       (is_docx ? ".docx" : ".pdf"));
}

}  // namespace

std::string_view name(VisitPaper paper) {
  constexpr std::string_view names[] = {"refusal", "receipt", "conclusion"};
  return names[static_cast<std::size_t>(paper)];
}
const char* label(VisitPaper paper) {
  constexpr const char* labels[] = {N_("Notice of refusal (form 01/TCD)"),
                                    N_("Receipt for papers (form 02/TCD)"),
                                    N_("Notice of the conclusion")};
  return labels[static_cast<std::size_t>(paper)];
}

std::optional<Document> visit_paper(db::Tx& tx, const crypto::KeyFile& keys, const Visit& visit,
                                    VisitPaper paper) {
  if (is_sealed(visit)) return std::nullopt;
  auto issuer = numbering::issuer_of(tx, visit.body);
  if (!issuer) return std::nullopt;
  const auto place = find_place(tx, visit.place);
  const OfVisit of{.visit = visit,
                   .people = people_of(tx, keys, visit),
                   .issuer = *std::move(issuer),
                   .place = place ? place->name : std::string(by_hand)};
  switch (paper) {
    case VisitPaper::refusal:
      return refusal(tx, of);
    case VisitPaper::receipt:
      return receipt(tx, of);
    case VisitPaper::conclusion:
      return conclusion(tx, of);
  }
  return std::nullopt;
}

void add_visit_papers(http::App& app, Services& services) {
  using people::Permission;
  const auto reads =
      people::permission({read_receptions, Permission::answer}, people::Where::at_record);
  const auto answer = [&services](VisitPaper paper, bool is_docx) {
    return [&services, paper, is_docx](http::Request& request, std::string_view code) {
      return paper_file(desk::Desk(request, services, OnDesk::base), code, paper, is_docx);
    };
  };
  auto& router = app.router;
  router.get("/desk/receptions/{code}/refusal.docx", reads, answer(VisitPaper::refusal, true),
             desk::route);
  router.get("/desk/receptions/{code}/refusal.pdf", reads, answer(VisitPaper::refusal, false),
             desk::route);
  router.get("/desk/receptions/{code}/receipt.docx", reads, answer(VisitPaper::receipt, true),
             desk::route);
  router.get("/desk/receptions/{code}/receipt.pdf", reads, answer(VisitPaper::receipt, false),
             desk::route);
  router.get("/desk/receptions/{code}/conclusion.docx", reads, answer(VisitPaper::conclusion, true),
             desk::route);
  router.get("/desk/receptions/{code}/conclusion.pdf", reads, answer(VisitPaper::conclusion, false),
             desk::route);
}

}  // namespace gandan::receptions
