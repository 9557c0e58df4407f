#include "kernel/rules/table.hpp"

#include <stdexcept>

#include "lib/text/utf8_file.hpp"

namespace gandan::rules {

Table::Table(std::string_view text) {
  csv::Reader reader(text, {.delimiter = ','});
  take(reader);
}

Table Table::read(const std::string& file) {
  text::Utf8File input(file);
  if (!input.is_open()) throw std::runtime_error(file + ": cannot be read");
  csv::Reader reader(input);
  Table table;
  table.take(reader);
  return table;
}

void Table::take(csv::Reader& reader) {
  csv::Row cells;
  while (reader.next(cells) == csv::Read::row) {
    if (header_)
      rows_.push_back({.line = reader.line(), .cells = cells});
    else
      header_.emplace(cells);
  }
}

bool Table::has(std::string_view column) const {
  return header_ && header_->find(column);
}

std::optional<std::string_view> Table::doubled(std::span<const std::string_view> columns) const {
  return header_ ? header_->doubled(columns) : std::nullopt;
}

std::string_view Table::cell(const TableRow& row, std::string_view column) const {
  auto at = header_ ? header_->find(column) : std::nullopt;
  return at && *at < row.cells.size() ? std::string_view(row.cells[*at]) : std::string_view();
}

}  // namespace gandan::rules
