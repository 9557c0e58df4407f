#include "kernel/rules/csv.hpp"

namespace gandan::rules {

std::vector<CsvRow> read_csv(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  std::vector<CsvRow> rows;
  CsvRow row{.line = 1, .cells = {""}};
  int line = 1;
  bool quoted = false;
  auto end_row = [&] {
    if (row.cells.size() > 1 || !row.cells[0].empty()) rows.push_back(std::move(row));
    row = {.line = line, .cells = {""}};
  };
  for (std::size_t at = 0; at < text.size(); ++at) {
    char c = text[at];
    if (c == '\n') ++line;
    if (quoted) {
      if (c != '"')
        row.cells.back() += c;
      else if (at + 1 < text.size() && text[at + 1] == '"')
        row.cells.back() += text[++at];
      else
        quoted = false;
    } else if (c == '"') {
      quoted = true;
    } else if (c == ',') {
      row.cells.emplace_back();
    } else if (c == '\n') {
      end_row();
    } else if (c != '\r') {
      row.cells.back() += c;
    }
  }
  end_row();
  return rows;
}

CsvTable::CsvTable(std::string_view text) : rows_(read_csv(text)) {
  if (rows_.empty()) return;
  for (std::size_t i = 0; i < rows_[0].cells.size(); ++i) columns_.emplace(rows_[0].cells[i], i);
  rows_.erase(rows_.begin());
}

std::string_view CsvTable::cell(const CsvRow& row, const std::string& column) const {
  auto at = columns_.find(column);
  if (at == columns_.end() || at->second >= row.cells.size()) return {};
  return row.cells[at->second];
}

}  // namespace gandan::rules
