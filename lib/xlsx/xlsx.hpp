// Workbooks (Office Open XML) of plain tables: what a cell is stands in its type, so that a
// spreadsheet counts with it, and text is never a formula.
#pragma once
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "lib/base/time.hpp"

namespace gandan::xlsx {

/// 0.854, shown as 85.4%.
struct Share {
  double value = 0;
};
/// The first day of a month, shown as 07/2026.
struct Month {
  Date first;
};
/// An empty text is an empty cell.
using Cell = std::variant<std::string, std::int64_t, Share, Date, Month>;

struct Sheet {
  std::string name;  ///< cut where the format has no room for it (31 characters)
  std::vector<std::string> headings;
  std::vector<std::vector<Cell>> rows;
  bool has_total = false;  ///< the last row is the sum of the others
};
struct Book {
  std::string title;
  Date made;  ///< said in its properties
  std::vector<Sheet> sheets;
};

inline constexpr const char* media_type =
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The bytes of the file. Throws std::runtime_error where it cannot be made.
[[nodiscard]] std::string write(const Book& book);

}  // namespace gandan::xlsx
