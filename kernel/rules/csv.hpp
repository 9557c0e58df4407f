// Reads the small CSV tables of this module: RFC 4180, UTF-8 with or without byte order mark.
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace gandan::rules {

struct CsvRow {
  int line = 0;  ///< where it begins, from 1
  std::vector<std::string> cells;
};

/// Every row, the heading first; empty lines are skipped.
[[nodiscard]] std::vector<CsvRow> read_csv(std::string_view text);

/// A table whose cells are asked for by the names of its heading.
class CsvTable {
 public:
  explicit CsvTable(std::string_view text);

  [[nodiscard]] bool has(const std::string& column) const { return columns_.contains(column); }
  [[nodiscard]] const std::vector<CsvRow>& rows() const { return rows_; }
  /// The cell, or "" where the row is short or the column is missing.
  [[nodiscard]] std::string_view cell(const CsvRow& row, const std::string& column) const;

 private:
  std::map<std::string, std::size_t> columns_;
  std::vector<CsvRow> rows_;
};

}  // namespace gandan::rules
