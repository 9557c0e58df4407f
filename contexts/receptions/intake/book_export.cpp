#include "contexts/receptions/intake/book_export.hpp"

#include <array>
#include <boost/json/object.hpp>
#include <unordered_map>
#include <variant>
#include <vector>

#include "contexts/receptions/intake/book_rows.hpp"
#include "contexts/receptions/record/places.hpp"
#include "kernel/units/units.hpp"
#include "lib/csv/csv.hpp"
#include "lib/db/query.hpp"
#include "lib/documents/write.hpp"
#include "lib/json/json.hpp"
#include "lib/xlsx/xlsx.hpp"

namespace gandan::receptions {
namespace {

constexpr int rows_at_once = 500;

/// Text, a number, or a mark.
using BookCell = std::variant<std::string, std::int64_t, bool>;
/// One a column of book_columns.
using BookCells = std::vector<BookCell>;

std::string two_digits(std::int64_t n) {
  return (n < 10 ? "0" : "") + std::to_string(n);
}

/// As the book writes it, or as programs do; the time of the day where there is one.
std::string moment(Instant at, bool for_people) {
  const Date day = civil_date(at);
  const std::int64_t minutes = (at - start_of(day)).count() / 60'000'000;
  std::string words = for_people ? two_digits(day.day()) + "/" + two_digits(day.month()) + "/" +
                                       std::to_string(day.year())
                                 : day.iso();
  if (minutes > 0) words += " " + two_digits(minutes / 60) + ":" + two_digits(minutes % 60);
  return words;
}

/// Of a transaction: names are read once.
class BookReader {
 public:
  BookReader(db::Tx& tx, const crypto::KeyFile& keys, bool for_people)
      : tx_(tx), keys_(keys), for_people_(for_people) {
    for (const units::Field& field : units::list_fields(tx))
      fields_.emplace(field.id, field.code.empty() ? field.name : field.code);
  }

  [[nodiscard]] BookCells cells_of(const Visit& v) {
    const auto people = people_of(tx_, keys_, v);
    const Directed directed{v.directed_unit ? unit_name(*v.directed_unit) : v.directed_to,
                            v.document};
    const bool is_guided = v.outcome == Outcome::guided || v.outcome == Outcome::returned;
    const ReceptionPlace& place = place_of(v.place);
    BookCells cells{std::int64_t{v.book_number},
                    moment(v.received_at, for_people_),
                    people_in_cell(people),
                    parts_in_cell(people, &Person::identity),
                    v.matter,
                    said(v.kind),
                    std::int64_t{v.people},
                    v.handled_before,
                    v.is_competent,
                    is_guided ? in_cell(directed) : std::string(),
                    is_guided ? std::string() : in_cell(directed),
                    v.followed,
                    v.note,
                    place.code,
                    place.name,
                    unit_name(v.body),
                    said(v.outcome),
                    v.ground ? ground(*v.ground) : std::string(),
                    std::int64_t{v.present},
                    heard_by(v.heard_by),
                    channel(v.channel),
                    roles_in_cell(people),
                    parts_in_cell(people, &Person::phone),
                    parts_in_cell(people, &Person::email),
                    v.is_read_back,
                    v.is_hot,
                    v.field ? fields_[*v.field] : std::string(),
                    area(v),
                    v.due_at ? moment(start_of(civil_date(*v.due_at)), for_people_) : "",
                    v.told_at ? moment(*v.told_at, for_people_) : "",
                    std::string(),
                    std::string(),
                    std::int64_t{v.turn}};
    if (v.sitting != v.id)
      if (const auto begin = find_visit(tx_, v.sitting))
        cells[with_at] = std::int64_t{begin->book_number};
    if (v.matter_id != v.id)
      if (const auto first = find_visit(tx_, v.matter_id))
        cells[first_at] = place_of(first->place).code + "/" + std::to_string(first->book_year) +
                          "/" + std::to_string(first->book_number);
    return cells;
  }

 private:
  static constexpr std::size_t with_at = book_columns.size() - 3, first_at = with_at + 1;
  static_assert(book_columns[with_at] == with_column && book_columns[first_at] == first_column);

  template <class E>
  [[nodiscard]] std::string said(E value) const {
    return std::string(for_people_ ? vietnamese(value) : name(value));
  }
  [[nodiscard]] std::string ground(Ground of) const {
    return std::string(for_people_ ? article_of(of) : name(of));
  }
  [[nodiscard]] std::string heard_by(HeardBy by) const {
    constexpr std::array words{"cán bộ", "người đứng đầu", "cấp phó"};
    return for_people_ ? words.at(static_cast<std::size_t>(by) - 1) : std::string(name(by));
  }
  [[nodiscard]] std::string channel(VisitChannel by) const {
    if (!for_people_) return std::string(name(by));
    return by == VisitChannel::online ? "trực tuyến" : "trực tiếp";
  }
  [[nodiscard]] const units::Unit* unit(UnitId id) {
    auto [at, fresh] = units_.try_emplace(id);
    if (fresh) at->second = units::find_unit(tx_, id);
    return at->second ? &*at->second : nullptr;
  }
  [[nodiscard]] std::string unit_name(UnitId id) {
    const units::Unit* found = unit(id);
    return found == nullptr ? "" : found->name;
  }
  [[nodiscard]] std::string area(const Visit& v) {
    const auto id = v.area ? v.area : v.province;
    const units::Unit* found = id ? unit(*id) : nullptr;
    if (found == nullptr) return {};
    return found->code.empty() ? found->name : found->code;
  }
  [[nodiscard]] const ReceptionPlace& place_of(PlaceId id) {
    auto [at, fresh] = places_.try_emplace(id);
    if (fresh) at->second = find_place(tx_, id).value();
    return at->second;
  }

  db::Tx& tx_;
  const crypto::KeyFile& keys_;
  bool for_people_;
  std::unordered_map<FieldId, std::string> fields_;
  std::unordered_map<UnitId, std::optional<units::Unit>> units_;
  std::unordered_map<PlaceId, ReceptionPlace> places_;
};

db::Query book_of(const BookAsked& asked, const std::vector<UnitId>& bodies) {
  db::Query query(db::joined(
      {"select ", visit_columns, " from visits v where v.received_at between :from and :until"}));
  query.bind("from", start_of(asked.from)).bind("until", end_of(asked.to));
  if (asked.unit && bodies.empty()) query.add(" and 1 = 0");
  query.any_of("v.body_id", bodies);
  return query;
}

/// Hands over each row of the book; some hundred are read in a transaction.
template <class Take>
void read_book(db::Database& database, const crypto::KeyFile& keys, const BookAsked& asked,
               bool for_people, Take&& take) {
  std::vector<UnitId> bodies;
  if (asked.unit)
    bodies = database.read([&](db::Tx& tx) { return bodies_of_unit(tx, *asked.unit, asked.to); });
  std::optional<db::Cursor> after;
  do {
    const auto page = database.read([&](db::Tx& tx) {
      auto query = book_of(asked, bodies);
      const auto found = query.page_of<Visit>(
          tx, {"v.received_at", "v.id"}, after, rows_at_once, [](const Visit& last) {
            return db::Cursor{0, last.received_at.micros, last.id.value};
          });
      BookReader reader(tx, keys, for_people);
      std::pair<std::vector<BookCells>, std::optional<db::Cursor>> read{{}, found.next};
      for (const Visit& visit : found.rows) read.first.push_back(reader.cells_of(visit));
      return read;
    });
    for (const BookCells& cells : page.first) take(cells);
    after = page.second;
  } while (after);
}

std::string text_of(const BookCell& cell) {
  if (const auto* text = std::get_if<std::string>(&cell)) return *text;
  if (const auto* mark = std::get_if<bool>(&cell)) return *mark ? "x" : "";
  return std::to_string(std::get<std::int64_t>(cell));
}

std::vector<std::string> headings(std::size_t count) {
  std::vector<std::string> all;
  const imports::Import it{.columns = columns_of_book()};
  for (std::size_t i = 0; i < count; ++i) all.emplace_back(it.column(book_columns[i])->vietnamese);
  return all;
}

xlsx::Cell cell_of(const BookCell& cell) {
  if (const auto* number = std::get_if<std::int64_t>(&cell)) return *number;
  return text_of(cell);
}

boost::json::value json_of(const BookCell& cell) {
  return std::visit([](const auto& value) { return boost::json::value(value); }, cell);
}

documents::Row header_row(const std::vector<std::string>& words) {
  documents::Row row;
  for (const std::string& each : words)
    row.push_back({.text = documents::bold(each), .align = documents::Align::centre});
  return row;
}

/// The form as it is printed: columns, their numbers, rows.
documents::Document form_of(db::Database& database, const crypto::KeyFile& keys,
                            const BookAsked& asked) {
  documents::Table table{.widths = {4.8, 8.6, 12, 9, 15, 7.4, 6.4, 9, 8, 10, 10, 9, 7},
                         .size = 9,
                         .about = "Sổ tiếp công dân"};
  std::vector<std::string> numbers;
  for (std::size_t i = 1; i <= form_columns; ++i) numbers.push_back(std::to_string(i));
  table.header = {header_row(headings(form_columns)), header_row(numbers)};
  read_book(database, keys, asked, true, [&](const BookCells& cells) {
    documents::Row row;
    for (std::size_t i = 0; i < form_columns; ++i)
      row.push_back({.text = documents::plain(text_of(cells[i]))});
    table.rows.push_back(std::move(row));
  });
  std::string body;
  if (asked.unit)
    if (const auto unit =
            database.read([&](db::Tx& tx) { return units::find_unit(tx, *asked.unit); }))
      body = unit->name;
  return {.landscape = true,
          .form = "Mẫu số 03/TCD",
          .body = body,
          .kind = "SỔ TIẾP CÔNG DÂN",
          .subject = "Từ ngày " + moment(start_of(asked.from), true) + " đến ngày " +
                     moment(start_of(asked.to), true),
          .blocks = {std::move(table)},
          .ends = false};
}

void write_csv(db::Database& database, const crypto::KeyFile& keys, const BookAsked& asked,
               std::ostream& out) {
  csv::Writer writer(out, {.byte_order_mark = true});
  writer.row(headings(book_columns.size()));
  read_book(database, keys, asked, true, [&](const BookCells& cells) {
    csv::Row row;
    for (const BookCell& cell : cells) row.push_back(text_of(cell));
    writer.row(row);
  });
}

/// One array, a row a line: so that it is read as a whole, and line by line.
void write_json(db::Database& database, const crypto::KeyFile& keys, const BookAsked& asked,
                std::ostream& out) {
  bool is_first = true;
  out << "[\n";
  read_book(database, keys, asked, false, [&](const BookCells& cells) {
    boost::json::object row;
    for (std::size_t i = 0; i < cells.size(); ++i) row[book_columns[i]] = json_of(cells[i]);
    out << (is_first ? "" : ",\n") << json::serialize(row);
    is_first = false;
  });
  out << (is_first ? "]\n" : "\n]\n");
}

std::string xlsx_of(db::Database& database, const crypto::KeyFile& keys, const BookAsked& asked) {
  xlsx::Sheet sheet{.name = "Sổ tiếp công dân", .headings = headings(book_columns.size())};
  read_book(database, keys, asked, true, [&](const BookCells& cells) {
    std::vector<xlsx::Cell> row;
    for (const BookCell& cell : cells) row.push_back(cell_of(cell));
    sheet.rows.push_back(std::move(row));
  });
  return xlsx::write({.title = "Sổ tiếp công dân", .made = asked.to, .sheets = {std::move(sheet)}});
}

}  // namespace

std::optional<BookFormat> parse_book_format(std::string_view name) {
  constexpr std::array names{"csv", "json", "xlsx", "docx", "pdf"};
  for (std::size_t i = 0; i < names.size(); ++i)
    if (name == names[i]) return static_cast<BookFormat>(i);
  return std::nullopt;
}

void write_book(db::Database& database, const crypto::KeyFile& keys, const BookAsked& asked,
                BookFormat format, std::ostream& out) {
  switch (format) {
    case BookFormat::csv:
      return write_csv(database, keys, asked, out);
    case BookFormat::json:
      return write_json(database, keys, asked, out);
    case BookFormat::xlsx:
      out << xlsx_of(database, keys, asked);
      return;
    case BookFormat::docx:
      out << documents::to_docx(form_of(database, keys, asked));
      return;
    case BookFormat::pdf:
      out << documents::to_pdf(form_of(database, keys, asked));
      return;
  }
}

}  // namespace gandan::receptions
