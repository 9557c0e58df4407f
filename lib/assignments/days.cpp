#include "lib/assignments/days.hpp"

#include <array>
#include <chrono>

namespace gandan::assignments {
namespace {

constexpr int months_of_quarter = 3, months_of_half = 6;

int number_at(const std::vector<Word>& words, std::size_t at) {
  if (at >= words.size() || !words[at].is_number || words[at].key.size() > 4) return -1;
  return amount_at({words[at]}, 0)->value;
}

/// A year of four figures that a plan may name.
int year_at(const std::vector<Word>& words, std::size_t at) {
  const int year = number_at(words, at);
  return year >= 1900 && year <= 2199 && words[at].key.size() == 4 ? year : 0;
}

int between(int value, int last) {
  return value >= 1 && value <= last ? value : 0;
}

bool is_joint(const std::vector<Word>& words, std::size_t at) {
  return stand_at(words, at, {"/"}) || stand_at(words, at, {"-"}) || stand_at(words, at, {"."});
}

/// The year behind: "năm 2025", "/2025", "-2025", "của năm 2025".
void take_year(const std::vector<Word>& words, Point& point) {
  std::size_t at = point.after;
  if (stand_at(words, at, {"cua"})) ++at;
  if (stand_at(words, at, {"nam"}) || is_joint(words, at)) ++at;
  if (const int year = year_at(words, at); year != 0) {
    point.year = year;
    point.after = at + 1;
  }
}

bool is_valid(const Point& point) {
  using namespace std::chrono;
  if (point.day == 0) return true;
  const int in_year = point.year != 0 ? point.year : 2000;  // of a year with a 29 February
  return year_month_day(year(in_year), month(static_cast<unsigned>(point.month)),
                        day(static_cast<unsigned>(point.day)))
      .ok();
}

/// "31/12/2025", "01-5-2012", "30/6", "6/2025".
std::optional<Point> in_figures(const std::vector<Word>& words, std::size_t at) {
  const int first = number_at(words, at);
  if (first < 0 || !is_joint(words, at + 1)) return {};
  const int second = number_at(words, at + 2);
  if (year_at(words, at + 2) != 0 && between(first, 12) != 0 && !stand_at(words, at + 1, {"."}) &&
      !stand_at(words, at + 3, {"/"}))  // else the number of a document
    return Point{.month = first, .year = second, .begin = at, .after = at + 3};
  Point point{
      .day = between(first, 31), .month = between(second, 12), .begin = at, .after = at + 3};
  if (point.day == 0 || point.month == 0) return {};
  const bool goes_on = is_joint(words, at + 3) && number_at(words, at + 4) >= 0;
  if (goes_on && year_at(words, at + 4) == 0) return {};  // the number of a document
  if (goes_on) {
    point.year = year_at(words, at + 4);
    point.after = at + 5;
  } else if (!stand_at(words, at + 1, {"/"})) {
    return {};  // "2 - 3" is no day
  } else {
    take_year(words, point);
  }
  return point;
}

/// "31 tháng 12 [năm 2025]".
std::optional<Point> in_words(const std::vector<Word>& words, std::size_t at) {
  const int day = between(number_at(words, at), 31);
  if (day == 0 || !stand_at(words, at + 1, {"thang"})) return {};
  const int month = between(number_at(words, at + 2), 12);
  if (month == 0) return {};
  Point point{.day = day, .month = month, .begin = at, .after = at + 3};
  take_year(words, point);
  return point;
}

std::optional<Point> month_at(const std::vector<Word>& words, std::size_t at) {
  if (!stand_at(words, at, {"thang"})) return {};
  const auto amount = amount_at(words, at + 1);
  if (!amount || between(amount->value, 12) == 0) return {};
  Point point{.month = amount->value, .begin = at, .after = amount->after};
  take_year(words, point);
  return point;
}

int roman(std::string_view key) {
  constexpr std::array numerals{"i", "ii", "iii", "iv"};
  for (std::size_t i = 0; i < numerals.size(); ++i)
    if (key == numerals[i]) return static_cast<int>(i) + 1;
  return 0;
}

std::optional<Point> quarter_at(const std::vector<Word>& words, std::size_t at) {
  if (!stand_at(words, at, {"qui"}) || at + 1 >= words.size()) return {};
  const int quarter = roman(words[at + 1].key) != 0 ? roman(words[at + 1].key)
                                                    : between(number_at(words, at + 1), 4);
  if (quarter == 0) return {};
  Point point{.quarter = quarter, .begin = at, .after = at + 2};
  take_year(words, point);
  return point;
}

/// "6 tháng đầu năm [2026]", "06 tháng cuối năm".
std::optional<Point> half_at(const std::vector<Word>& words, std::size_t at) {
  const auto amount = amount_at(words, at);
  if (!amount || amount->value != months_of_half || !stand_at(words, amount->after, {"thang"}))
    return {};
  const bool first = stand_at(words, amount->after + 1, {"dau"});
  if (!first && !stand_at(words, amount->after + 1, {"cuoi"})) return {};
  Point point{.half = first ? 1 : 2, .begin = at, .after = amount->after + 2};
  if (stand_at(words, point.after, {"nam"}) && year_at(words, point.after + 1) == 0) ++point.after;
  take_year(words, point);
  return point;
}

std::optional<Point> bare_year_at(const std::vector<Word>& words, std::size_t at) {
  const std::size_t number = stand_at(words, at, {"nam"}) ? at + 1 : at;
  const bool is_in_a_number = (at > 0 && stand_at(words, at - 1, {"/"})) ||
                              stand_at(words, number + 1, {"/"});  // of a document
  if (year_at(words, number) == 0 || is_in_a_number) return {};
  return Point{.year = year_at(words, number), .begin = at, .after = number + 1};
}

std::optional<Point> point_at(const std::vector<Word>& words, std::size_t at) {
  for (const auto& read : {in_figures, in_words, half_at, month_at, quarter_at, bare_year_at})
    if (auto point = read(words, at)) return point;
  return {};
}

/// Another of its kind in a list: the "III" of "Quý II, III/2026", the "9" of "tháng 6 và 9".
std::optional<Point> another_at(const std::vector<Word>& words, const Point& one) {
  std::size_t at = one.after;
  const bool is_list = stand_at(words, at, {","}) || stand_at(words, at, {"va"}) ||
                       stand_at(words, at, {"hoac"}) || stand_at(words, at, {"-"});
  if (one.year != 0 || !is_list || ++at >= words.size()) return {};
  Point point{.begin = at, .after = at + 1};
  if (one.quarter != 0) {
    point.quarter =
        roman(words[at].key) != 0 ? roman(words[at].key) : between(number_at(words, at), 4);
    if (point.quarter == 0) return {};
  } else if (one.day == 0 && one.month != 0) {
    point.month = between(number_at(words, at), 12);
    if (point.month == 0 || is_joint(words, at + 1) != (year_at(words, at + 2) != 0)) return {};
  } else {
    return {};
  }
  take_year(words, point);
  return point;
}

int last_month(const Point& point) {
  if (point.month != 0) return point.month;
  if (point.quarter != 0) return point.quarter * months_of_quarter;
  return point.half == 1 ? months_of_half : 12;
}

int first_month(const Point& point) {
  if (point.month != 0) return point.month;
  if (point.quarter != 0) return (point.quarter - 1) * months_of_quarter + 1;
  return point.half == 2 ? months_of_half + 1 : 1;
}

}  // namespace

std::vector<Point> points_of(const std::vector<Word>& words) {
  std::vector<Point> points;
  for (std::size_t at = 0; at < words.size();) {
    auto point = points.empty() || points.back().after != at ? std::nullopt
                                                             : another_at(words, points.back());
    if (!point) point = point_at(words, at);
    at = point ? point->after : at + 1;
    if (point && is_valid(*point)) points.push_back(*point);
  }
  // A list names the year once, at its end.
  for (std::size_t i = points.size(); i-- > 1;)
    if (points[i - 1].year == 0 && points[i].begin == points[i - 1].after + 1)
      points[i - 1].year = points[i].year;
  return points;
}

Date first_day(const Point& point) {
  return Date::of(point.year, static_cast<unsigned>(first_month(point)),
                  static_cast<unsigned>(point.day != 0 ? point.day : 1));
}

Date last_day(const Point& point) {
  using namespace std::chrono;
  const auto in_month = year(point.year) / static_cast<int>(last_month(point));
  return point.day != 0 ? first_day(point)
                        : Date{static_cast<std::int32_t>(
                              sys_days(in_month / last).time_since_epoch().count())};
}

}  // namespace gandan::assignments
