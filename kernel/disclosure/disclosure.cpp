#include "kernel/disclosure/disclosure.hpp"

#include <algorithm>

#include "kernel/units/units.hpp"

namespace gandan::disclosure {

Cell Cell::of(std::int64_t count) {
  return {count / smallest_cell * smallest_cell};
}

Cell& Cell::operator+=(const Cell& other) {
  at_least += other.at_least;
  return *this;
}

Told Told::of(const Course& c) {
  Told told{.received =
                Cell::of(c.answered_in_time + c.answered_late + c.waits_in_time + c.waits_late)};
  if (std::min({c.answered_in_time, c.answered_late, c.waits_in_time, c.waits_late}) <
      smallest_cell)
    return told;
  told.answered = Cell::of(c.answered_in_time + c.answered_late);
  told.late = Cell::of(c.answered_late + c.waits_late);
  return told;
}

Told& Told::operator+=(const Told& other) {
  received += other.received;
  auto add = [](std::optional<Cell>& to, const std::optional<Cell>& more) {
    if (more) (to ? *to : to.emplace()) += *more;
  };
  add(answered, other.answered);
  add(late, other.late);
  return *this;
}

Quarter Quarter::of(Date day) {
  return {day.year(), static_cast<int>(day.month() - 1) / 3 + 1};
}

Date Quarter::first() const {
  return Date::of(year, static_cast<unsigned>(number * 3 - 2), 1);
}

Date Quarter::last() const {
  return number == 4 ? Date::of(year, 12, 31)
                     : Date::of(year, static_cast<unsigned>(number * 3 + 1), 1) - 1;
}

Quarter Quarter::before() const {
  return number == 1 ? Quarter{year - 1, 4} : Quarter{year, number - 1};
}

std::string Quarter::name() const {
  return std::to_string(year) + "-Q" + std::to_string(number);
}

std::vector<Quarter> closed_quarters(Date from, Date to, Date today, int most) {
  std::vector<Quarter> quarters;
  for (Quarter at = Quarter::of(std::min(to, today)); at.first() >= from && most > 0;
       at = at.before()) {
    if (at.last() > to || at.closes() >= today) continue;
    quarters.push_back(at);
    --most;
  }
  return quarters;
}

bool holds(db::Tx& tx, const people::Principal* reader, people::Permission permission,
           std::optional<UnitId> unit) {
  if (reader == nullptr) return false;
  if (reader->may_everywhere(permission)) return true;
  if (!unit) return false;
  const std::vector<UnitId> above = units::ancestors(tx, *unit);
  const auto grants = reader->where(permission);
  return std::any_of(grants.begin(), grants.end(), [&](const people::Grant& grant) {
    if (grant.reach == people::Reach::area)
      return grant.unit == *unit ||
             std::find(above.begin(), above.end(), grant.unit) != above.end();
    return grant.unit == *unit && units::parts_of(tx, *unit).size() == 1;
  });
}

}  // namespace gandan::disclosure
