#include "kernel/imports/rows.hpp"

#include <stdexcept>
#include <vector>

#include "kernel/imports/headings.hpp"
#include "kernel/imports/tables.hpp"
#include "lib/csv/csv.hpp"
#include "lib/json/json.hpp"
#include "lib/text/fold.hpp"
#include "lib/text/utf8_file.hpp"

namespace gandan::imports {
namespace {

using Columns = std::map<std::string, std::string>;

/// The heading that a file of rejects begins with: Rejects::write.
bool is_of_rejects(const csv::Row& heading) {
  return heading.size() > 3 && heading[0] == "line" && heading[1] == "reason" &&
         heading[2] == source_field;
}

const char* in_words(csv::Read fault) {
  return fault == csv::Read::unclosed_quote ? "a quote is not closed"
                                            : "the row is too large; no row behind it is read";
}

class CsvRows final : public Rows {
 public:
  CsvRows(const Import& it, const std::string& file, const Columns& columns)
      : input_(file), reader_(input_), names_(it, columns) {
    csv::Row heading;
    if (const csv::Read read = reader_.next(heading); read != csv::Read::row)
      throw std::runtime_error(file + ": no heading" +
                               (read == csv::Read::end ? "" : std::string(": ") + in_words(read)));
    const csv::Header header(heading);
    for (const auto& [field, column] : columns)
      if (!header.find(column)) throw std::runtime_error(file + ": no column '" + column + "'");
    fields_ = fields_of(names_, file, heading);
    rejects_ = is_of_rejects(heading);
    if (rejects_) fields_[2] = source_field;
    // The line and the reason of a reject are for who mends it.
    for (std::size_t i = rejects_ ? 3 : 0; i < heading.size(); ++i)
      if (!fields_[i]) note_unused(unused_, heading[i]);
  }

  std::optional<Row> next() override {
    csv::Row cells;
    csv::Read read = ended_ ? csv::Read::end : reader_.next(cells);
    if (read == csv::Read::row && is_first_ && numbers_columns(cells)) read = reader_.next(cells);
    is_first_ = false;
    if (read == csv::Read::end) return std::nullopt;
    Row row{.line = static_cast<std::int64_t>(reader_.line())};
    if (read != csv::Read::row) {
      ended_ = true;
      row.error = in_words(read);
      return row;
    }
    if (cells.size() != fields_.size())
      row.error =
          std::to_string(cells.size()) + " columns instead of " + std::to_string(fields_.size());
    for (std::size_t i = 0; i < cells.size() && i < fields_.size(); ++i)
      if (fields_[i]) put(row, *fields_[i], std::move(cells[i]));
    return row;
  }

  std::uint64_t bytes_read() override { return input_.bytes_read(); }
  text::Encoding encoding() const override { return input_.encoding(); }
  char delimiter() const override { return reader_.delimiter(); }
  std::set<std::string> unused() const override { return unused_; }

 private:
  /// A file of rejects has a column for every field, and a mark before what looks like a formula.
  void put(Row& row, const std::string& field, std::string cell) const {
    if (rejects_ && cell.empty()) return;
    row.fields[field] = rejects_ ? csv::without_guard(std::move(cell)) : std::move(cell);
  }

  text::Utf8File input_;
  csv::Reader reader_;
  FieldNames names_;
  std::vector<std::optional<std::string>> fields_;
  std::set<std::string> unused_;
  bool rejects_ = false;
  bool is_first_ = true;
  bool ended_ = false;
};

class JsonRows final : public Rows {
 public:
  /// `is_array`: the objects stand in one array, a line each.
  JsonRows(const Import& it, const std::string& file, const Columns& columns, bool is_array)
      : input_(file), it_(it), names_(it, columns), is_array_(is_array) {
    for (const auto& [field, column] : columns) unseen_.insert(column);
  }

  std::optional<Row> next() override {
    std::string line;
    while (read_line(line)) {
      ++line_;
      if (line.size() > longest_line) return Row{.line = line_, .error = "the row is too large"};
      if (is_array_) strip_array(line);
      if (line.find_first_not_of(" \t\r") != std::string::npos) return parse(line);
    }
    return std::nullopt;
  }

  std::uint64_t bytes_read() override { return input_.bytes_read(); }
  text::Encoding encoding() const override { return input_.encoding(); }
  std::set<std::string> unseen() const override { return unseen_; }
  std::set<std::string> unused() const override { return unused_; }

 private:
  /// Of a line that is too long its beginning alone.
  bool read_line(std::string& line) {
    using Traits = std::char_traits<char>;
    std::streambuf& bytes = *input_.rdbuf();
    line.clear();
    auto next = bytes.sbumpc();
    if (Traits::eq_int_type(next, Traits::eof())) return false;
    for (; !Traits::eq_int_type(next, Traits::eof()) && next != '\n'; next = bytes.sbumpc())
      if (line.size() <= longest_line) line.push_back(Traits::to_char_type(next));
    return true;
  }

  /// What of a line belongs to the array around the objects.
  static void strip_array(std::string& line) {
    while (!line.empty() && std::string_view(" \t\r,").find(line.back()) != std::string_view::npos)
      line.pop_back();
    if (line == "[" || line == "]") line.clear();
  }

  Row parse(const std::string& line) {
    Row row{.line = line_};
    auto value = json::parse(line);
    if (!value || !value->is_object()) {
      row.error = value ? "not a JSON object" : value.error().reason;
      return row;
    }
    for (const auto& [key, held] : value->as_object()) {
      const std::string column(key);
      if (!unseen_.empty()) unseen_.erase(column);
      const Named* named = names_.of(column);
      const bool is_field = named != nullptr && !named->is_vietnamese;
      if (!is_field) note_unused(unused_, column);
      if (!is_field || held.is_null()) continue;
      const std::string& field = named->field;
      if (held.is_object() || held.is_array()) row.error = field + ": neither text nor a number";
      // Digits would be lost, and two records taken for one.
      if (held.is_double() && it_.column(field)->is_id)
        row.error = column + ": write this number as text";
      if (row.has(field)) row.error = field + ": two keys are this field";
      row.fields[field] = held.is_string() ? std::string(held.as_string()) : json::serialize(held);
    }
    return row;
  }

  static constexpr std::size_t longest_line = csv::ReadOptions{}.max_row;

  text::Utf8File input_;
  const Import& it_;
  FieldNames names_;
  std::set<std::string> unseen_;
  std::set<std::string> unused_;
  bool is_array_;
  std::int64_t line_ = 0;
};

}  // namespace

std::unique_ptr<Rows> open_rows(const Import& it, const std::string& file, const Columns& columns) {
  text::Utf8File probe(file);
  if (!probe.is_open()) throw std::runtime_error(file + ": cannot be read");
  std::string begin(64, '\0');
  probe.read(begin.data(), static_cast<std::streamsize>(begin.size()));
  begin.resize(static_cast<std::size_t>(probe.gcount()));
  if (is_office_file(begin)) return open_tables(it, file, columns);
  const std::size_t at = begin.find_first_not_of(" \n\r\t");
  const char first = at == std::string::npos ? ' ' : begin[at];
  const std::size_t after = first == '[' ? begin.find_first_not_of(" \r\t", at + 1) : at;
  const bool is_array = first == '[' && after != std::string::npos && begin[after] == '\n';
  if (first == '[' && !is_array)
    throw std::runtime_error(file + ": is one JSON array; write one object a line (JSONL)");
  if (first == '{' || is_array) return std::make_unique<JsonRows>(it, file, columns, is_array);
  return std::make_unique<CsvRows>(it, file, columns);
}

}  // namespace gandan::imports
