#include <algorithm>
#include <array>

#include "contexts/receptions/booking/booking.hpp"
#include "contexts/receptions/schedule/schedule.hpp"
#include "kernel/acts/record.hpp"
#include "lib/text/fold.hpp"

namespace gandan::receptions {
namespace {

const db::Sql delete_hours_ahead{
    "delete from reception_hours where place_id = :place and valid_from >= :day"};
const db::Sql end_hours{
    "update reception_hours set valid_until = :last where place_id = :place and valid_from <= "
    ":last "
    "and (valid_until is null or valid_until > :last)"};
const db::Sql insert_hours{R"(
  insert into reception_hours (id, place_id, weekday, from_minute, until_minute, valid_from,
    valid_until)
  values (:id, :place, :weekday, :from, :until, :valid_from, null))"};
const db::Sql insert_closure{R"(
  insert into reception_closures (id, place_id, first_day, last_day, from_minute, until_minute,
    repeats, until_day, reason, instead_on, entered_at, ended_at)
  values (:id, :place, :first, :last, :from, :until, :repeats, :until_day, :reason, :instead_on,
    :at, null))"};
const db::Sql end_closure_row{
    "update reception_closures set ended_at = :at where id = :id and ended_at is null"};
const db::Sql insert_day{R"(
  insert into reception_days (id, place_id, body_id, kind, day, from_minute, until_minute, state,
    head, subject, held_by, reason, moved_to, published_at, ended_at)
  values (:id, :place, :body, :kind, :day, :from, :until, :state, :head, :subject, null, '', null,
    :at, null))"};
// It is ahead until one of several takes it.
const db::Sql end_day{
    "update reception_days as d set state = :state, held_by = :held_by, reason = :reason, "
    "moved_to = :moved_to, ended_at = :at where d.id = :id and ",
    sql::day_is_ahead};

constexpr std::string_view place_verbs[] = {"open", "change", "set_hours", "close", "reopen"};
constexpr std::string_view day_verbs[] = {"publish", "move", "hold", "miss"};

bool may_keep(db::Tx& tx, const Act& act, UnitId body) {
  return acts::holds(tx, act, keep_reception_schedule, std::array{std::optional(body)});
}

bool is_stretch(int from, int until) {
  return from >= 0 && from < until && until <= 24 * 60;
}

bool has_overlap(std::span<const WeekHours> week) {
  for (const WeekHours& one : week)
    for (const WeekHours& other : week)
      if (&one != &other && one.weekday == other.weekday && one.from_minute < other.until_minute &&
          other.from_minute < one.until_minute)
        return true;
  return false;
}

std::optional<ScheduleError> wrong_with_place(const ReceptionPlace& place) {
  if (text::is_blank(place.name) || text::is_blank(place.address))
    return ScheduleError::words_missing;
  const bool fits = place.counters >= 1 && place.counters <= 50 && place.slot_minutes >= 5 &&
                    place.slot_minutes <= 240 && place.soonest_hours >= 0 &&
                    place.soonest_hours <= 24 * 30 && place.horizon_days >= 1 &&
                    place.horizon_days <= 366 && place.most_a_day >= 1 && place.most_a_day <= 20;
  return fits ? std::nullopt : std::optional(ScheduleError::hours_unfit);
}

/// A closure that comes back must end before it begins again.
bool fits_its_repeating(const Closure& closure) {
  const int span = closure.last_day - closure.first_day;
  switch (closure.repeats) {
    case Repeats::once:
      return span <= 366;
    case Repeats::weekly:
      return span < 7;
    case Repeats::monthly:
      return span < 28;
    case Repeats::yearly:
      return span < 365;
  }
  return false;
}

std::optional<ScheduleError> wrong_with_closure(const Env& env, const Closure& closure) {
  if (text::is_blank(closure.reason)) return ScheduleError::reason_missing;
  if (closure.last_day < closure.first_day || closure.last_day < env.clock.today() ||
      !fits_its_repeating(closure))
    return ScheduleError::day_unfit;
  if (closure.from_minute.has_value() != closure.until_minute.has_value() ||
      (closure.from_minute && !is_stretch(*closure.from_minute, *closure.until_minute)))
    return ScheduleError::hours_unfit;
  if (closure.repeats == Repeats::once && !closure.from_minute && !closure.instead_on)
    return ScheduleError::instead_missing;
  if (closure.instead_on &&
      (*closure.instead_on < env.clock.today() || covers(closure, *closure.instead_on)))
    return ScheduleError::instead_unfit;
  return std::nullopt;
}

/// Whether a head's day that is ahead lies in it; of one that comes back, within a year.
bool meets_head_day(db::Tx& tx, const Env& env, const Closure& closure) {
  for (const HeadDay& day :
       head_days(tx, closure.place, env.clock.today(), env.clock.today() + 366)) {
    if (day.state != DayState::ahead || !covers(closure, day.day)) continue;
    if (!closure.from_minute ||
        (day.from_minute < *closure.until_minute && *closure.from_minute < day.until_minute))
      return true;
  }
  return false;
}

HeadDay insert_head_day(db::Tx& tx, const Env& env, const Act& act, HeadDay day) {
  day.id = env.ids.next<DayId>();
  day.state = DayState::ahead;
  day.published_at = env.clock.now();
  tx.run(insert_day, {{"id", day.id},
                      {"place", day.place},
                      {"body", day.body},
                      {"kind", day.kind},
                      {"day", day.day},
                      {"from", day.from_minute},
                      {"until", day.until_minute},
                      {"state", day.state},
                      {"head", day.head},
                      {"subject", day.subject},
                      {"at", day.published_at}});
  acts::record(tx, act, ref_of(day.id), day.published_at, DayVerb::publish,
               {{"day", day.day.days}, {"place", day.place.value}});
  return day;
}

struct EndOfDay {
  DayState state;
  std::optional<HeardBy> held_by = {};
  std::string_view reason = {};
  std::optional<DayId> moved_to = {};
};

/// Whether it was still ahead.
bool end_head_day(db::Tx& tx, const Env& env, DayId id, const EndOfDay& end) {
  return tx.run(end_day, {{"id", id},
                          {"state", end.state},
                          {"held_by", end.held_by},
                          {"reason", end.reason},
                          {"moved_to", end.moved_to},
                          {"at", env.clock.now()}}) == 1;
}

/// The day, where `act` keeps it and it is still ahead.
Result<HeadDay, ScheduleError> day_to_end(db::Tx& tx, const Act& act, DayId id) {
  auto day = find_day(tx, id);
  if (!day || !may_keep(tx, act, day->body)) return fail(ScheduleError::not_allowed);
  if (day->state != DayState::ahead) return fail(ScheduleError::unfit);
  return *day;
}

}  // namespace

std::string_view name(PlaceVerb verb) {
  return place_verbs[static_cast<std::size_t>(verb)];
}

std::string_view name(DayVerb verb) {
  return day_verbs[static_cast<std::size_t>(verb)];
}

Result<ReceptionPlace, ScheduleError> open_place(db::Tx& tx, const Env& env, const Act& act,
                                                 ReceptionPlace place) {
  if (!may_keep(tx, act, place.body)) return fail(ScheduleError::not_allowed);
  if (const auto wrong = wrong_with_place(place)) return fail(*wrong);
  place = insert_place(tx, env, std::move(place));
  acts::record(tx, act, ref_of(place.id), env.clock.now(), PlaceVerb::open,
               {{"body", place.body.value}});
  return place;
}

Result<ReceptionPlace, ScheduleError> change_place(db::Tx& tx, const Env& env, const Act& act,
                                                   ReceptionPlace place) {
  const auto before = find_place(tx, place.id);
  if (!before || !may_keep(tx, act, before->body)) return fail(ScheduleError::not_allowed);
  if (const auto wrong = wrong_with_place(place)) return fail(*wrong);
  save_place(tx, place);
  acts::record(tx, act, ref_of(place.id), env.clock.now(), PlaceVerb::change);
  return place;
}

Result<void, ScheduleError> set_hours(db::Tx& tx, const Env& env, const Act& act, PlaceId id,
                                      std::span<const WeekHours> week, Date valid_from) {
  const auto place = find_place(tx, id);
  if (!place || !may_keep(tx, act, place->body)) return fail(ScheduleError::not_allowed);
  if (valid_from < env.clock.today()) return fail(ScheduleError::day_unfit);
  const bool are_fit = std::ranges::all_of(week, [](const WeekHours& each) {
    return each.weekday >= 1 && each.weekday <= 7 &&
           is_stretch(each.from_minute, each.until_minute);
  });
  if (!are_fit || has_overlap(week)) return fail(ScheduleError::hours_unfit);
  tx.run(delete_hours_ahead, {{"place", id}, {"day", valid_from}});
  tx.run(end_hours, {{"place", id}, {"last", valid_from - 1}});
  for (const WeekHours& each : week)
    tx.run(insert_hours, {{"id", env.ids.next<HoursId>()},
                          {"place", id},
                          {"weekday", each.weekday},
                          {"from", each.from_minute},
                          {"until", each.until_minute},
                          {"valid_from", valid_from}});
  acts::record(tx, act, ref_of(id), env.clock.now(), PlaceVerb::set_hours,
               {{"from", valid_from.days}});
  cancel_unfit(tx, env, act, id, {});
  return {};
}

Result<Closure, ScheduleError> add_closure(db::Tx& tx, const Env& env, const Act& act,
                                           Closure closure) {
  const auto place = find_place(tx, closure.place);
  if (!place || !may_keep(tx, act, place->body)) return fail(ScheduleError::not_allowed);
  if (const auto wrong = wrong_with_closure(env, closure)) return fail(*wrong);
  if (meets_head_day(tx, env, closure)) return fail(ScheduleError::head_receives);
  closure.id = env.ids.next<ClosureId>();
  closure.entered_at = env.clock.now();
  tx.run(insert_closure, {{"id", closure.id},
                          {"place", closure.place},
                          {"first", closure.first_day},
                          {"last", closure.last_day},
                          {"from", closure.from_minute},
                          {"until", closure.until_minute},
                          {"repeats", closure.repeats},
                          {"until_day", closure.until_day},
                          {"reason", closure.reason},
                          {"instead_on", closure.instead_on},
                          {"at", closure.entered_at}});
  acts::record(tx, act, ref_of(closure.place), closure.entered_at, PlaceVerb::close,
               {{"closure", closure.id.value}});
  cancel_unfit(tx, env, act, closure.place, closure.reason);
  return closure;
}

Result<void, ScheduleError> end_closure(db::Tx& tx, const Env& env, const Act& act, ClosureId id) {
  const auto closure = find_closure(tx, id);
  const auto place = closure ? find_place(tx, closure->place) : std::nullopt;
  if (!place || !may_keep(tx, act, place->body)) return fail(ScheduleError::not_allowed);
  if (tx.run(end_closure_row, {{"id", id}, {"at", env.clock.now()}}) != 1)
    return fail(ScheduleError::unfit);
  acts::record(tx, act, ref_of(place->id), env.clock.now(), PlaceVerb::reopen,
               {{"closure", id.value}});
  return {};
}

Result<HeadDay, ScheduleError> publish_day(db::Tx& tx, const Env& env, const Act& act,
                                           HeadDay day) {
  const auto place = find_place(tx, day.place);
  if (!place) return fail(ScheduleError::not_allowed);
  if (!day.body) day.body = place->body;
  if (!may_keep(tx, act, day.body)) return fail(ScheduleError::not_allowed);
  if (text::is_blank(day.head)) return fail(ScheduleError::words_missing);
  if (!is_stretch(day.from_minute, day.until_minute)) return fail(ScheduleError::hours_unfit);
  const Schedule that_day = Schedule::read(tx, day.place, day.day, day.day);
  const bool is_closed = that_day.closure_on(day.day) && !that_day.closure_on(day.day)->from_minute;
  if (day.day < env.clock.today() || is_closed) return fail(ScheduleError::day_unfit);
  return insert_head_day(tx, env, act, std::move(day));
}

Result<HeadDay, ScheduleError> move_day(db::Tx& tx, const Env& env, const Act& act, DayId id,
                                        Date to, int from_minute, int until_minute,
                                        std::string_view reason) {
  auto before = day_to_end(tx, act, id);
  if (!before) return fail(before.error());
  if (text::is_blank(reason)) return fail(ScheduleError::reason_missing);
  HeadDay next = *before;
  next.day = to;
  next.from_minute = from_minute;
  next.until_minute = until_minute;
  auto moved = publish_day(tx, env, act, std::move(next));
  if (!moved) return moved;
  if (!end_head_day(tx, env, id,
                    {.state = DayState::moved, .reason = reason, .moved_to = moved->id}))
    return fail(ScheduleError::unfit);
  acts::record(tx, act, ref_of(id), env.clock.now(), DayVerb::move, {{"to", moved->id.value}});
  cancel_unfit(tx, env, act, before->place, reason);
  return moved;
}

Result<void, ScheduleError> hold_day(db::Tx& tx, const Env& env, const Act& act, DayId id,
                                     HeardBy by) {
  const auto day = day_to_end(tx, act, id);
  if (!day) return fail(day.error());
  if (day->day > env.clock.today() || by == HeardBy::officer) return fail(ScheduleError::day_unfit);
  if (!end_head_day(tx, env, id, {.state = DayState::held, .held_by = by}))
    return fail(ScheduleError::unfit);
  acts::record(tx, act, ref_of(id), env.clock.now(), DayVerb::hold,
               {{"by", static_cast<std::int64_t>(by)}});
  return {};
}

Result<void, ScheduleError> miss_day(db::Tx& tx, const Env& env, const Act& act, DayId id,
                                     std::string_view reason) {
  const auto day = day_to_end(tx, act, id);
  if (!day) return fail(day.error());
  if (text::is_blank(reason)) return fail(ScheduleError::reason_missing);
  if (day->day > env.clock.today()) return fail(ScheduleError::day_unfit);
  if (!end_head_day(tx, env, id, {.state = DayState::missed, .reason = reason}))
    return fail(ScheduleError::unfit);
  acts::record(tx, act, ref_of(id), env.clock.now(), DayVerb::miss);
  return {};
}

}  // namespace gandan::receptions
