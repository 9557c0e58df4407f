// A small CSV table read whole, whose cells are asked for by the names of its heading.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lib/csv/csv.hpp"

namespace gandan::rules {

struct TableRow {
  std::size_t line = 0;  ///< where it begins, from 1
  csv::Row cells;
};

class Table {
 public:
  explicit Table(std::string_view text);
  /// Reads a file of an operator: any delimiter, any encoding that lib/text reads. Throws
  /// std::runtime_error where it cannot be read.
  [[nodiscard]] static Table read(const std::string& file);

  [[nodiscard]] bool has(std::string_view column) const;
  [[nodiscard]] std::optional<std::string_view> doubled(
      std::span<const std::string_view> columns) const;
  [[nodiscard]] const std::vector<TableRow>& rows() const { return rows_; }
  /// The cell, or "" where the row is short or the column is missing.
  [[nodiscard]] std::string_view cell(const TableRow& row, std::string_view column) const;

 private:
  Table() = default;
  void take(csv::Reader& reader);

  std::optional<csv::Header> header_;
  std::vector<TableRow> rows_;
};

}  // namespace gandan::rules
