#include <algorithm>

#include "contexts/receptions/schedule/schedule.hpp"
#include "lib/db/query.hpp"

namespace gandan::receptions {
namespace {

const db::Sql hours_of_place{
    "select ", hours_columns,
    " from reception_hours h where h.place_id = :place and h.valid_from <= "
    ":to and (h.valid_until is null or h.valid_until >= :from) order by "
    "h.weekday, h.from_minute, h.id"};
const db::Sql closures_of_place{
    "select ", closure_columns,
    " from reception_closures c where c.place_id = :place and c.ended_at is null and ("
    "(c.repeats = 0 and c.first_day <= :to and c.last_day >= :from) or "
    "(c.repeats <> 0 and c.first_day <= :to and (c.until_day is null or c.until_day >= :from)) or "
    "(c.instead_on between :from and :to)) order by c.first_day, c.id"};
const db::Sql days_of_place{"select ", day_columns,
                            " from reception_days d where d.place_id = :place and d.day between "
                            ":from and :to order by d.day, d.from_minute, d.id"};
const db::Sql day_by_id{"select ", day_columns, " from reception_days d where d.id = :id"};
const db::Sql closure_by_id{"select ", closure_columns,
                            " from reception_closures c where c.id = :id"};
static_assert(Repeats{0} == Repeats::once);

using Openings = std::vector<Opening>;

/// What of them lies outside [from, until).
Openings without(const Openings& all, int from, int until) {
  Openings rest;
  for (const Opening& each : all) {
    if (each.until_minute <= from || each.from_minute >= until) {
      rest.push_back(each);
      continue;
    }
    if (each.from_minute < from) rest.push_back({each.from_minute, from, each.head_day});
    if (each.until_minute > until) rest.push_back({until, each.until_minute, each.head_day});
  }
  return rest;
}

bool is_standing(const HeadDay& day) {
  return day.state == DayState::ahead || day.state == DayState::held;
}

/// A weekday of the calendar that is off. That a Saturday is one too, a calendar does not say.
bool is_holiday(Date day, const rules::Calendar& calendar) {
  return rules::Calendar::holds(day) && weekday_of(day) <= 5 && !calendar.is_working(day);
}

/// The day in that month with this number; nothing where the month has none.
std::optional<Date> nth_of_month(int year, unsigned month, unsigned nth) {
  const std::chrono::year_month_day civil{std::chrono::year(year), std::chrono::month(month),
                                          std::chrono::day(nth)};
  return civil.ok() ? std::optional(Date::of(year, month, nth)) : std::nullopt;
}

}  // namespace

int weekday_of(Date day) {
  return day.weekday() == 0 ? 7 : static_cast<int>(day.weekday());
}

bool covers(const Closure& closure, Date day) {
  const int span = closure.last_day - closure.first_day;
  if (day < closure.first_day || (closure.until_day && day > *closure.until_day)) return false;
  const auto since = [&](std::optional<Date> start) {
    return start && *start >= closure.first_day && *start <= day && day <= *start + span;
  };
  const Date first = closure.first_day;
  switch (closure.repeats) {
    case Repeats::once:
      return day <= closure.last_day;
    case Repeats::weekly:
      return (day - first) % 7 <= span;
    case Repeats::monthly: {
      const bool is_january = day.month() == 1;
      return since(nth_of_month(day.year(), day.month(), first.day())) ||
             since(nth_of_month(is_january ? day.year() - 1 : day.year(),
                                is_january ? 12 : day.month() - 1, first.day()));
    }
    case Repeats::yearly:
      return since(nth_of_month(day.year(), first.month(), first.day())) ||
             since(nth_of_month(day.year() - 1, first.month(), first.day()));
  }
  return false;
}

Schedule Schedule::read(db::Tx& tx, PlaceId place, Date from, Date to) {
  Schedule it;
  // Permanent hours of today stand for a closed day in whose place another one is open.
  it.hours_ = tx.all<Hours>(hours_of_place, {{"place", place}, {"from", from}, {"to", to}});
  it.closures_ = tx.all<Closure>(closures_of_place, {{"place", place}, {"from", from}, {"to", to}});
  it.days_ = tx.all<HeadDay>(days_of_place, {{"place", place}, {"from", from}, {"to", to}});
  return it;
}

std::vector<Opening> Schedule::hours_of(int weekday, Date as_of) const {
  Openings all;
  for (const Hours& each : hours_)
    if (each.weekday == weekday && each.valid_from <= as_of &&
        (!each.valid_until || *each.valid_until >= as_of))
      all.push_back({each.from_minute, each.until_minute, std::nullopt});
  return all;
}

std::vector<Opening> Schedule::openings_on(Date day, const rules::Calendar& calendar) const {
  Openings open;
  if (!is_holiday(day, calendar)) open = hours_of(weekday_of(day), day);
  for (const Closure& closure : closures_)
    if (closure.instead_on == day)
      for (const Opening& each : hours_of(weekday_of(closure.first_day), day)) {
        open = without(open, each.from_minute, each.until_minute);
        open.push_back(each);
      }
  for (const Closure& closure : closures_)
    if (covers(closure, day))
      open = without(open, closure.from_minute.value_or(0), closure.until_minute.value_or(24 * 60));
  for (const HeadDay& head : days_)
    if (head.day == day && is_standing(head)) {
      open = without(open, head.from_minute, head.until_minute);
      open.push_back({head.from_minute, head.until_minute, head.id});
    }
  std::ranges::sort(open, {}, &Opening::from_minute);
  return open;
}

const Closure* Schedule::closure_on(Date day) const {
  for (const Closure& closure : closures_)
    if (covers(closure, day)) return &closure;
  return nullptr;
}

const HeadDay* Schedule::head_day(DayId id) const {
  const auto found = std::ranges::find(days_, id, &HeadDay::id);
  return found == days_.end() ? nullptr : &*found;
}

std::vector<Opening> openings_on(db::Tx& tx, const rules::Calendar& calendar, PlaceId place,
                                 Date day) {
  return Schedule::read(tx, place, day, day).openings_on(day, calendar);
}

std::optional<HeadDay> find_day(db::Tx& tx, DayId id) {
  return tx.one<HeadDay>(day_by_id, {{"id", id}});
}

std::optional<Closure> find_closure(db::Tx& tx, ClosureId id) {
  return tx.one<Closure>(closure_by_id, {{"id", id}});
}

std::vector<HeadDay> head_days(db::Tx& tx, PlaceId place, Date from, Date to) {
  return tx.all<HeadDay>(days_of_place, {{"place", place}, {"from", from}, {"to", to}});
}

std::vector<HeadDay> head_days(db::Tx& tx, const std::vector<UnitId>& bodies, Date from, Date to) {
  db::Query query("select ");
  query.add(day_columns).add(" from reception_days d where d.day between :from and :to");
  query.any_of("d.body_id", bodies).add(" order by d.day, d.id");
  query.bind("from", from).bind("to", to);
  return query.all<HeadDay>(tx);
}

std::optional<HeadDay> head_day_of(db::Tx& tx, PlaceId place, Date day) {
  for (HeadDay& each : head_days(tx, place, day, day))
    if (is_standing(each)) return std::move(each);
  return std::nullopt;
}

}  // namespace gandan::receptions
