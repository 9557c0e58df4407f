#include "kernel/rules/calendar.hpp"

#include <cassert>

namespace gandan::rules {

Calendar::Calendar(std::span<const SpecialDay> days) {
  const auto size = static_cast<std::size_t>(last - first) + 1;
  std::vector<bool> working(size);
  for (std::size_t i = 0; i < size; ++i) {
    unsigned weekday = (first + static_cast<int>(i)).weekday();
    working[i] = weekday != 0 && weekday != 6;
  }
  for (const SpecialDay& day : days) {
    if (!holds(day.date)) continue;
    working[index(day.date)] = day.kind == DayKind::worked;
    years_.insert(day.date.year());
    if (day.verified)
      unverified_.erase(day.date);
    else
      unverified_.insert(day.date);
  }
  through_.reserve(size);
  working_.reserve(size);
  for (std::size_t i = 0; i < size; ++i) {
    if (working[i]) working_.push_back(first + static_cast<int>(i));
    through_.push_back(static_cast<std::int32_t>(working_.size()));
  }
}

bool Calendar::is_working(Date date) const {
  assert(holds(date));
  std::size_t i = index(date);
  return through_[i] != (i == 0 ? 0 : through_[i - 1]);
}

int Calendar::working_days(Date after, Date through) const {
  assert(holds(after) && holds(through));
  return through_[index(through)] - through_[index(after)];
}

std::optional<Date> Calendar::add_working_days(Date date, int n) const {
  assert(holds(date));
  if (n == 0) return date;
  // working_[k] is the (k+1)-th working day; counted back, a working `date` is not its own first.
  std::int64_t before = through_[index(date)] - (n < 0 && is_working(date) ? 1 : 0);
  std::int64_t k = n > 0 ? before + n - 1 : before + n;
  if (k < 0 || k >= static_cast<std::int64_t>(working_.size())) return std::nullopt;
  return working_[static_cast<std::size_t>(k)];
}

std::optional<Date> Calendar::roll_forward(Date date) const {
  return is_working(date) ? std::optional(date) : add_working_days(date, 1);
}

bool Calendar::is_sure(Date after, Date through) const {
  for (int year = (after + 1).year(); year <= through.year(); ++year)
    if (!knows(year)) return false;
  const auto next = unverified_.upper_bound(after);
  return next == unverified_.end() || *next > through;
}

}  // namespace gandan::rules
