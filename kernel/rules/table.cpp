#include "kernel/rules/table.hpp"

namespace gandan::rules {

Table::Table(std::string_view text) {
  csv::Reader reader(text, {.delimiter = ','});
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

std::string_view Table::cell(const TableRow& row, std::string_view column) const {
  auto at = header_ ? header_->find(column) : std::nullopt;
  return at && *at < row.cells.size() ? std::string_view(row.cells[*at]) : std::string_view();
}

}  // namespace gandan::rules
