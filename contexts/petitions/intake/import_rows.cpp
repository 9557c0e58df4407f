#include "contexts/petitions/intake/import_rows.hpp"

#include <stdexcept>
#include <unordered_map>
#include <vector>

#include "contexts/petitions/intake/import.hpp"
#include "lib/csv/csv.hpp"
#include "lib/json/json.hpp"
#include "lib/text/fold.hpp"
#include "lib/text/utf8_file.hpp"

namespace gandan::petitions {
namespace {

using Columns = std::map<std::string, std::string>;

/// What the columns of a file are called, as headings are compared, and the field of each: what it
/// was mapped to, else its own name, unless that field was mapped elsewhere.
class FieldNames {
 public:
  explicit FieldNames(const Columns& columns) {
    for (const std::string_view field : import_fields())
      field_of_[csv::heading_key(field)] = std::string(field);
    // "id" is the file's own word for source_id, so mapping either takes the other away.
    if (columns.contains("source_id")) field_of_.erase("id");
    for (const auto& [field, column] : columns) field_of_.erase(csv::heading_key(field));
    for (const auto& [field, column] : columns) field_of_[csv::heading_key(column)] = field;
  }

  [[nodiscard]] std::optional<std::string> of(std::string_view column) const {
    const auto at = field_of_.find(csv::heading_key(column));
    return at == field_of_.end() ? std::nullopt : std::optional(at->second);
  }

 private:
  std::unordered_map<std::string, std::string> field_of_;
};

/// The heading that a file of rejects begins with: write_rejects_heading.
bool is_of_rejects(const csv::Row& heading) {
  return heading.size() > 3 && heading[0] == "line" && heading[1] == "reason" &&
         heading[2] == "source";
}

class CsvRows final : public ImportRows {
 public:
  CsvRows(const std::string& file, const Columns& columns)
      : input_(file), reader_(input_), names_(columns) {
    csv::Row heading;
    if (reader_.next(heading) != csv::Read::row) throw std::runtime_error(file + ": no heading");
    const csv::Header header(heading);
    for (const auto& [field, column] : columns)
      if (!header.find(column)) throw std::runtime_error(file + ": no column '" + column + "'");
    std::set<std::string> seen;
    for (const std::string& column : heading) {
      fields_.push_back(names_.of(column));
      if (fields_.back() && !seen.insert(*fields_.back()).second)
        throw std::runtime_error(file + ": two columns are '" + column + "'");
    }
    rejects_ = is_of_rejects(heading);
    if (rejects_) fields_[2] = "source";
    // The line and the reason of a reject are for who mends it.
    for (std::size_t i = rejects_ ? 3 : 0; i < heading.size(); ++i)
      if (!fields_[i] && !text::is_blank(heading[i])) unused_.insert(heading[i]);
  }

  std::optional<ImportRow> next() override {
    csv::Row cells;
    csv::Read read = ended_ ? csv::Read::end : reader_.next(cells);
    if (read == csv::Read::end) return std::nullopt;
    ImportRow row{.line = static_cast<std::int64_t>(reader_.line())};
    if (read != csv::Read::row) {
      ended_ = true;
      row.error =
          read == csv::Read::unclosed_quote ? "a quote is not closed" : "the row is too large";
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
  void put(ImportRow& row, const std::string& field, std::string cell) const {
    if (rejects_ && cell.empty()) return;
    row.fields[field] = rejects_ ? csv::without_guard(std::move(cell)) : std::move(cell);
  }

  text::Utf8File input_;
  csv::Reader reader_;
  FieldNames names_;
  std::vector<std::optional<std::string>> fields_;
  std::set<std::string> unused_;
  bool rejects_ = false;
  bool ended_ = false;
};

bool is_id(std::string_view field) {
  return field == "id" || field == "source_id";
}

class JsonRows final : public ImportRows {
 public:
  JsonRows(const std::string& file, const Columns& columns) : input_(file), names_(columns) {
    for (const auto& [field, column] : columns) unseen_.insert(column);
  }

  std::optional<ImportRow> next() override {
    std::string line;
    while (std::getline(input_, line)) {
      ++line_;
      if (line.find_first_not_of(" \t\r") != std::string::npos) return parse(line);
    }
    return std::nullopt;
  }

  std::uint64_t bytes_read() override { return input_.bytes_read(); }
  text::Encoding encoding() const override { return input_.encoding(); }
  std::set<std::string> unseen() const override { return unseen_; }
  std::set<std::string> unused() const override { return unused_; }

 private:
  ImportRow parse(const std::string& line) {
    ImportRow row{.line = line_};
    auto value = json::parse(line);
    if (!value || !value->is_object()) {
      row.error = value ? "not a JSON object" : value.error().reason;
      return row;
    }
    for (const auto& [key, held] : value->as_object()) {
      const std::string column(key);
      if (!unseen_.empty()) unseen_.erase(column);
      auto field = names_.of(column);
      if (!field && unused_.size() < most_named) unused_.insert(column);
      if (!field || held.is_null()) continue;
      if (held.is_object() || held.is_array()) row.error = *field + ": neither text nor a number";
      // Digits would be lost, and two records taken for one.
      if (held.is_double() && is_id(*field)) row.error = column + ": write this number as text";
      if (row.has(*field)) row.error = *field + ": two keys are this field";
      row.fields[*field] = held.is_string() ? std::string(held.as_string()) : json::serialize(held);
    }
    return row;
  }

  static constexpr std::size_t most_named = 100;  // of keys that each line makes up anew

  text::Utf8File input_;
  FieldNames names_;
  std::set<std::string> unseen_;
  std::set<std::string> unused_;
  std::int64_t line_ = 0;
};

}  // namespace

std::string_view ImportRow::get(std::string_view field) const {
  auto at = fields.find(field);
  return at == fields.end() ? std::string_view() : std::string_view(at->second);
}

std::unique_ptr<ImportRows> open_rows(const std::string& file, const Columns& columns) {
  text::Utf8File probe(file);
  if (!probe.is_open()) throw std::runtime_error(file + ": cannot be read");
  std::string begin(64, '\0');
  probe.read(begin.data(), static_cast<std::streamsize>(begin.size()));
  begin.resize(static_cast<std::size_t>(probe.gcount()));
  if (begin.starts_with("PK\x03\x04"))
    throw std::runtime_error(file + ": is a workbook or an archive; save the table as CSV");
  const std::size_t at = begin.find_first_not_of(" \n\r\t");
  const char first = at == std::string::npos ? ' ' : begin[at];
  if (first == '[')
    throw std::runtime_error(file + ": is one JSON array; write one object a line (JSONL)");
  if (first == '{') return std::make_unique<JsonRows>(file, columns);
  return std::make_unique<CsvRows>(file, columns);
}

}  // namespace gandan::petitions
