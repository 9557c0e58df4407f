#include "contexts/petitions/import_rows.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <stdexcept>
#include <vector>

#include "lib/csv/csv.hpp"

namespace gandan::petitions {
namespace {

using Columns = std::map<std::string, std::string>;

/// column → field, from field → column.
std::map<std::string, std::string, std::less<>> inverted(const Columns& columns) {
  std::map<std::string, std::string, std::less<>> out;
  for (const auto& [field, column] : columns) out[column] = field;
  return out;
}

/// A column's field: what it was mapped to, else its own name, unless that field was mapped
/// elsewhere.
class FieldNames {
 public:
  explicit FieldNames(const Columns& columns) : columns_(columns), field_of_(inverted(columns)) {}

  [[nodiscard]] std::optional<std::string> of(std::string_view column) const {
    if (auto at = field_of_.find(column); at != field_of_.end()) return at->second;
    // "id" is the file's own word for source_id, so mapping either takes the other away.
    if (columns_.contains(std::string(column))) return std::nullopt;
    if (column == "id" && columns_.contains("source_id")) return std::nullopt;
    return std::string(column);
  }

 private:
  const Columns& columns_;
  std::map<std::string, std::string, std::less<>> field_of_;
};

class CsvRows final : public ImportRows {
 public:
  CsvRows(const std::string& file, const Columns& columns)
      : input_(file, std::ios::binary), reader_(input_), names_(columns) {
    csv::Row heading;
    if (reader_.next(heading) != csv::Read::row) throw std::runtime_error(file + ": no heading");
    std::set<std::string> seen(heading.begin(), heading.end());
    for (const auto& [field, column] : columns)
      if (!seen.contains(column)) throw std::runtime_error(file + ": no column '" + column + "'");
    for (const std::string& column : heading) fields_.push_back(names_.of(column));
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
      if (fields_[i]) row.fields[*fields_[i]] = std::move(cells[i]);
    return row;
  }

  std::uint64_t bytes_read() override {
    auto at = input_.tellg();
    return at < 0 ? 0 : static_cast<std::uint64_t>(at);
  }

 private:
  std::ifstream input_;
  csv::Reader reader_;
  FieldNames names_;
  std::vector<std::optional<std::string>> fields_;
  bool ended_ = false;
};

bool is_id(std::string_view field) {
  return field == "id" || field == "source_id";
}

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

class JsonRows final : public ImportRows {
 public:
  JsonRows(const std::string& file, const Columns& columns)
      : input_(file, std::ios::binary), names_(columns) {
    for (const auto& [field, column] : columns) unseen_.insert(column);
  }

  std::optional<ImportRow> next() override {
    std::string line;
    while (std::getline(input_, line)) {
      ++line_;
      bytes_ += line.size() + 1;
      if (line_ == 1 && line.starts_with(byte_order_mark)) line.erase(0, byte_order_mark.size());
      if (line.find_first_not_of(" \t\r") != std::string::npos) return parse(line);
    }
    return std::nullopt;
  }

  std::uint64_t bytes_read() override { return bytes_; }
  std::set<std::string> unseen() const override { return unseen_; }

 private:
  ImportRow parse(const std::string& line) {
    ImportRow row{.line = line_};
    boost::json::error_code error;
    boost::json::value value = boost::json::parse(line, error);
    if (error || !value.is_object()) {
      row.error = error ? "not JSON: " + error.message() : "not a JSON object";
      row.fields["raw"] = line;
      return row;
    }
    for (const auto& [key, held] : value.as_object()) {
      const std::string column(key);
      if (!unseen_.empty()) unseen_.erase(column);
      auto field = names_.of(column);
      if (!field || held.is_null()) continue;
      if (held.is_object() || held.is_array()) row.error = *field + ": neither text nor a number";
      // Digits would be lost, and two records taken for one.
      if (held.is_double() && is_id(*field)) row.error = column + ": write this number as text";
      row.fields[*field] =
          held.is_string() ? std::string(held.as_string()) : boost::json::serialize(held);
    }
    return row;
  }

  std::ifstream input_;
  FieldNames names_;
  std::set<std::string> unseen_;
  std::int64_t line_ = 0;
  std::uint64_t bytes_ = 0;
};

}  // namespace

std::string_view ImportRow::get(std::string_view field) const {
  auto at = fields.find(field);
  return at == fields.end() ? std::string_view() : std::string_view(at->second);
}

std::unique_ptr<ImportRows> open_rows(const std::string& file, const Columns& columns) {
  std::ifstream probe(file, std::ios::binary);
  if (!probe) throw std::runtime_error(file + ": cannot be read");
  std::string begin(64, '\0');
  probe.read(begin.data(), static_cast<std::streamsize>(begin.size()));
  begin.resize(static_cast<std::size_t>(probe.gcount()));
  if (begin.starts_with("\xFF\xFE") || begin.starts_with("\xFE\xFF"))
    throw std::runtime_error(file + ": is UTF-16; save it as UTF-8");
  if (begin.starts_with(byte_order_mark)) begin.erase(0, byte_order_mark.size());
  const std::size_t at = begin.find_first_not_of(" \n\r\t");
  const char first = at == std::string::npos ? ' ' : begin[at];
  if (first == '[')
    throw std::runtime_error(file + ": is one JSON array; write one object a line (JSONL)");
  if (first == '{') return std::make_unique<JsonRows>(file, columns);
  return std::make_unique<CsvRows>(file, columns);
}

}  // namespace gandan::petitions
