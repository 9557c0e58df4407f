// Days, months, quarters and years in a wording, each with the words that it takes.
#pragma once
#include <optional>
#include <vector>

#include "lib/assignments/deadline.hpp"
#include "lib/assignments/words.hpp"

namespace gandan::assignments {

/// A point of the calendar; what is not said is 0. With a quarter no month, with a month no
/// quarter.
struct Point {
  int day = 0, month = 0, quarter = 0, half = 0, year = 0;
  std::size_t begin = 0, after = 0;  ///< the words
};

/// "ngày 31 tháng 12 năm 2026", "31/12/2025", "30/6", "tháng 6", "6/2025", "Quý II/2026", "năm
/// 2025", "6 tháng đầu năm 2026", "2025", in order, none within another. A list shares what stands
/// at its end: "tháng 3, 6/2025", "30 tháng 5 và 31 tháng 10".
[[nodiscard]] std::vector<Point> points_of(const std::vector<Word>& words);

/// The first and the last day that it names. It has a year.
[[nodiscard]] Date first_day(const Point& point);
[[nodiscard]] Date last_day(const Point& point);

}  // namespace gandan::assignments
