// The working-day calendar: an immutable table in memory that counts and adds working days in O(1).
// Saturdays and Sundays are off unless a day says otherwise; the days that do are data.
#pragma once
#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <vector>

#include "lib/base/time.hpp"

namespace gandan::rules {

/// What a day of the calendar is, against its weekday.
enum class DayKind : std::int64_t {
  off = 1,     ///< a holiday, a day in lieu of one, or a working day swapped away
  worked = 2,  ///< a Saturday or Sunday worked in exchange (hoán đổi ngày làm việc)
};

struct SpecialDay {
  Date date;
  DayKind kind = DayKind::off;
  bool verified = true;  ///< the announcement itself was read
};

class Calendar {
 public:
  /// The days a calendar knows: 1945-01-01 to 2144-12-31. Nothing is counted beyond them.
  static constexpr Date first = Date::of(1945, 1, 1);
  static constexpr Date last = Date::of(2144, 12, 31);

  /// Only Saturdays and Sundays are off.
  Calendar() : Calendar(std::span<const SpecialDay>{}) {}
  /// Where a date is given twice the later entry stands; days outside [first, last] are ignored.
  explicit Calendar(std::span<const SpecialDay> days);

  [[nodiscard]] static constexpr bool holds(Date date) { return first <= date && date <= last; }

  /// The functions below take dates that the calendar holds.
  [[nodiscard]] bool is_working(Date date) const;
  /// Working days in (after, through]; negative where `through` is before `after`.
  [[nodiscard]] int working_days(Date after, Date through) const;
  /// The n-th working day after `date` (n ≥ 1), `date` itself not counted; for n ≤ −1 the n-th
  /// before it; for 0 `date` itself. Nothing where that day is beyond the calendar.
  [[nodiscard]] std::optional<Date> add_working_days(Date date, int n) const;
  /// `date` where it is a working day, else the next one. Nothing beyond the calendar.
  [[nodiscard]] std::optional<Date> roll_forward(Date date) const;
  /// Whether the holidays of that year were entered: a date counted over a year that is not known
  /// is provisional, since the holidays of the lunar year and the swaps are only announced a year
  /// ahead.
  [[nodiscard]] bool knows(int year) const { return years_.contains(year); }
  /// Whether every day in (after, through] is surely what it is here: its year was entered, and no
  /// day off or worked among them still waits to be verified.
  [[nodiscard]] bool is_sure(Date after, Date through) const;

 private:
  [[nodiscard]] std::size_t index(Date date) const {
    return static_cast<std::size_t>(date - first);
  }

  std::vector<std::int32_t> through_;  // working days in [first, day], for each day
  std::vector<Date> working_;          // every working day, in order
  std::set<int> years_;
  std::set<Date> unverified_;
};

}  // namespace gandan::rules
