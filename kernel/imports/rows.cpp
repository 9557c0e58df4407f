#include "kernel/imports/rows.hpp"

#include <algorithm>
#include <stdexcept>
#include <unordered_map>
#include <vector>

#include "lib/csv/csv.hpp"
#include "lib/json/json.hpp"
#include "lib/text/fold.hpp"
#include "lib/text/utf8_file.hpp"

namespace gandan::imports {
namespace {

using Columns = std::map<std::string, std::string>;

/// The field that a heading means, and whether it is the Vietnamese one, which programs do not
/// write: JSON has none.
struct Named {
  std::string field;
  bool is_vietnamese = false;
};

/// The fields of an import by the headings of a file, as these are compared: what each was mapped
/// to, else its own name, unless that field was mapped elsewhere.
class FieldNames {
 public:
  FieldNames(const Import& it, const Columns& mapped) : it_(it) {
    for (const Column& column : it.columns)
      if (!column.vietnamese.empty())
        named_[csv::heading_key(column.vietnamese)] = {std::string(column.name), true};
    std::erase_if(named_, [&](const auto& each) {
      return std::ranges::any_of(mapped, [&](const auto& one) {
        return stands_for(one.first) == stands_for(each.second.field);
      });
    });
    for (const Column& column : it.columns)
      named_[csv::heading_key(column.name)] = {std::string(column.name)};
    // Another name is the file's own word for a field, so mapping that takes it away.
    for (const Column& column : it.columns)
      if (mapped.contains(std::string(column.same_as))) named_.erase(csv::heading_key(column.name));
    for (const auto& [field, column] : mapped) named_.erase(csv::heading_key(field));
    for (const auto& [field, column] : mapped) named_[csv::heading_key(column)] = {field};
  }

  /// nullptr where it is no field.
  [[nodiscard]] const Named* of(std::string_view column) const {
    const auto at = named_.find(csv::heading_key(column));
    return at == named_.end() ? nullptr : &at->second;
  }

  /// The field that it stands for.
  [[nodiscard]] std::string_view stands_for(std::string_view field) const {
    const Column* column = it_.column(field);
    return column != nullptr && !column->same_as.empty() ? column->same_as : field;
  }

 private:
  const Import& it_;
  std::unordered_map<std::string, Named> named_;
};

/// The heading that a file of rejects begins with: Rejects::write.
bool is_of_rejects(const csv::Row& heading) {
  return heading.size() > 3 && heading[0] == "line" && heading[1] == "reason" &&
         heading[2] == source_field;
}

class CsvRows final : public Rows {
 public:
  CsvRows(const Import& it, const std::string& file, const Columns& columns)
      : input_(file), reader_(input_), names_(it, columns) {
    csv::Row heading;
    if (reader_.next(heading) != csv::Read::row) throw std::runtime_error(file + ": no heading");
    const csv::Header header(heading);
    for (const auto& [field, column] : columns)
      if (!header.find(column)) throw std::runtime_error(file + ": no column '" + column + "'");
    name_fields(file, heading);
    rejects_ = is_of_rejects(heading);
    if (rejects_) fields_[2] = source_field;
    // The line and the reason of a reject are for who mends it.
    for (std::size_t i = rejects_ ? 3 : 0; i < heading.size(); ++i)
      if (!fields_[i] && !text::is_blank(heading[i])) unused_.insert(heading[i]);
  }

  std::optional<Row> next() override {
    csv::Row cells;
    csv::Read read = ended_ ? csv::Read::end : reader_.next(cells);
    if (read == csv::Read::end) return std::nullopt;
    Row row{.line = static_cast<std::int64_t>(reader_.line())};
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
  /// A heading in Vietnamese means its field where no other column is that: "mã" beside "id" is
  /// something else.
  void name_fields(const std::string& file, const csv::Row& heading) {
    std::set<std::string_view> own;
    for (const std::string& column : heading)
      if (const Named* named = names_.of(column); named != nullptr && !named->is_vietnamese)
        own.insert(names_.stands_for(named->field));
    std::set<std::string> seen;
    for (const std::string& column : heading) {
      const Named* named = names_.of(column);
      const bool is_field = named != nullptr && !(named->is_vietnamese &&
                                                  own.contains(names_.stands_for(named->field)));
      fields_.push_back(is_field ? std::optional(named->field) : std::nullopt);
      if (is_field && !seen.insert(named->field).second)
        throw std::runtime_error(file + ": two columns are '" + column + "'");
    }
  }

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
  bool ended_ = false;
};

class JsonRows final : public Rows {
 public:
  JsonRows(const Import& it, const std::string& file, const Columns& columns)
      : input_(file), it_(it), names_(it, columns) {
    for (const auto& [field, column] : columns) unseen_.insert(column);
  }

  std::optional<Row> next() override {
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
      if (!is_field && unused_.size() < most_named) unused_.insert(column);
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

  static constexpr std::size_t most_named = 100;  // of keys that each line makes up anew

  text::Utf8File input_;
  const Import& it_;
  FieldNames names_;
  std::set<std::string> unseen_;
  std::set<std::string> unused_;
  std::int64_t line_ = 0;
};

}  // namespace

std::unique_ptr<Rows> open_rows(const Import& it, const std::string& file, const Columns& columns) {
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
  if (first == '{') return std::make_unique<JsonRows>(it, file, columns);
  return std::make_unique<CsvRows>(it, file, columns);
}

}  // namespace gandan::imports
