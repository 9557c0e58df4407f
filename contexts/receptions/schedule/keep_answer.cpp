// What was answered where a place or its schedule is changed, and what becomes of it.
#include <algorithm>
#include <charconv>

#include "contexts/receptions/schedule/keeping.hpp"
#include "contexts/receptions/schedule/times.hpp"
#include "kernel/desk/forms.hpp"
#include "kernel/units/body_search.hpp"
#include "lib/text/fold.hpp"

namespace gandan::receptions {
namespace {

std::optional<Date> day_said(Keeping& at, const char* field, bool may_be_empty) {
  const std::string typed = at.said(field);
  if (typed.empty() && may_be_empty) return std::nullopt;
  const auto day = desk::parse_day(typed, at.words.today);
  if (!day) at.refuse(field, N_("Write a day like 5/12/2026."));
  return day;
}

/// One stretch; nothing where it may be empty and is.
std::optional<std::pair<int, int>> hours_said(Keeping& at, bool may_be_empty) {
  const std::string typed = at.said("hours");
  if (typed.empty() && may_be_empty) return std::nullopt;
  const auto all = parse_stretches(typed);
  if (all && all->size() == 1) return all->front();
  at.refuse("hours", N_("Write hours like 7:30-11:30."));
  return std::nullopt;
}

std::optional<UnitId> body_said(const Keeping& at) {
  const std::string words = at.said("body");
  if (words.empty()) return std::nullopt;
  const auto found = units::bodies_named(*at.directory, words);
  for (const units::Unit* body : found)
    if (text::fold(body->name) == text::fold(words)) return body->id;
  return found.size() == 1 ? std::optional(found.front()->id) : std::nullopt;
}

ReceptionPlace place_said(Keeping& at) {
  ReceptionPlace place = at.place.value_or(ReceptionPlace{});
  if (!at.place) {
    place.opened_on = at.words.today;
    if (const auto body = body_said(at))
      place.body = *body;
    else
      at.refuse("body", N_("Write the name of one body in full."));
  }
  place.name = at.said("name");
  place.address = at.said("address");
  place.directions = at.said("directions");
  place.phone = at.said("phone");
  place.languages = at.said("languages");
  if (text::is_blank(place.name)) at.refuse("name", N_("Write what the place is called."));
  if (text::is_blank(place.address)) at.refuse("address", N_("Write where it is."));
  const std::string counters = at.said("counters");
  place.counters = 0;
  std::from_chars(counters.data(), counters.data() + counters.size(), place.counters);
  if (place.counters < 1 || place.counters > 50)
    at.refuse("counters", N_("Write a number from 1 to 50."));
  place.access = 0;
  for (const Access each : accesses)
    if (desk::is_ticked(at.request.form, "access", name(each)))
      place.access |= static_cast<std::int64_t>(each);
  place.online = at.request.form.has("online");
  return place;
}

std::vector<WeekHours> week_said(Keeping& at) {
  std::vector<WeekHours> week;
  for (int weekday = 1; weekday <= 7; ++weekday) {
    const std::string field = hours_field(weekday);
    const auto all = parse_stretches(at.said(field));
    if (!all) at.refuse(field, N_("Write hours like 7:30-11:30, 13:30-17:00, or nothing."));
    for (const auto& [from, until] : all.value_or(std::vector<std::pair<int, int>>{}))
      week.push_back({weekday, from, until});
  }
  return week;
}

Closure closure_said(Keeping& at) {
  Closure closure{.place = at.place->id, .reason = at.said("reason")};
  const auto repeats = std::ranges::find(repeats_names, at.said("repeats"));
  if (repeats != std::end(repeats_names))
    closure.repeats = static_cast<Repeats>(repeats - std::begin(repeats_names));
  closure.first_day = day_said(at, "first_day", false).value_or(at.words.today);
  closure.last_day = day_said(at, "last_day", true).value_or(closure.first_day);
  closure.instead_on = day_said(at, "instead_on", true);
  closure.until_day = day_said(at, "until_day", true);
  if (const auto hours = hours_said(at, true)) {
    closure.from_minute = hours->first;
    closure.until_minute = hours->second;
  }
  return closure;
}

HeadDay day_to_publish(Keeping& at) {
  const auto hours = hours_said(at, false).value_or(std::pair{0, 0});
  return {.place = at.place->id,
          .kind = at.said("kind") == "ad_hoc" ? DayKind::ad_hoc : DayKind::regular,
          .day = day_said(at, "day", false).value_or(at.words.today),
          .from_minute = hours.first,
          .until_minute = hours.second,
          .head = at.said("head"),
          .subject = at.said("subject")};
}

template <class T>
Kept kept(const Keeping& at, const Result<T, ScheduleError>& done) {
  if (!done) return fail(done.error());
  return *at.place;
}

}  // namespace

void refuse_by(Keeping& at, ScheduleError error) {
  const Deed deed = at.words_of_deed->deed;
  const bool is_closing = deed == Deed::close, is_hours = deed == Deed::hours;
  switch (error) {
    case ScheduleError::words_missing:
      return at.refuse(deed == Deed::publish ? "head" : "name", N_("Write who receives."));
    case ScheduleError::hours_unfit:
      return at.refuse(is_hours ? "hours1" : "hours",
                       N_("The hours do not fit: they end before they begin, or overlap."));
    case ScheduleError::day_unfit:
      return at.refuse(is_closing           ? "first_day"
                       : is_hours           ? "valid_from"
                       : deed == Deed::hold ? "by"
                       : deed == Deed::miss ? "reason"
                                            : "day",
                       deed == Deed::hold || deed == Deed::miss
                           ? N_("The day has not come yet: it can be moved.")
                           : N_("The day does not fit: it is past, or closed."));
    case ScheduleError::reason_missing:
      return at.refuse("reason", N_("Say why: nothing changes without a reason."));
    case ScheduleError::instead_missing:
      return at.refuse("instead_on", N_("Say when people are received in its place."));
    case ScheduleError::instead_unfit:
      return at.refuse("instead_on", N_("That day is past, or closed by this very closure."));
    case ScheduleError::head_receives:
      return at.refuse("first_day", N_("The head receives within this time: move that day first."));
    case ScheduleError::unfit:
    case ScheduleError::not_allowed:
      return at.refuse(is_closing ? "first_day" : "id", N_("This has changed meanwhile, or is not "
                                                           "yours to do. Look at it again."));
  }
}

Answer answer_of(Keeping& at) {
  Answer answer;
  answer.reason = at.said("reason");
  switch (at.words_of_deed->deed) {
    case Deed::open:
    case Deed::change:
      answer.place = place_said(at);
      break;
    case Deed::hours:
      answer.week = week_said(at);
      answer.valid_from = day_said(at, "valid_from", false).value_or(at.words.today);
      break;
    case Deed::close:
      answer.closure = closure_said(at);
      break;
    case Deed::publish:
    case Deed::move:
      answer.day = day_to_publish(at);
      break;
    case Deed::hold:
      answer.by = parse_heard_by(at.said("by"));
      if (!answer.by) at.refuse("by", N_("Choose who received."));
      break;
    case Deed::miss:
    case Deed::reopen:
      break;
  }
  return answer;
}

Kept do_deed(const Keeping& at, db::Tx& tx, const Env& env, const Answer& answer) {
  const Act act = at.act();
  const bool is_of_day = at.words_of_deed->deed >= Deed::move;
  if (is_of_day && !day_asked(at, tx).id) return fail(ScheduleError::not_allowed);
  const DayId day{at.id()};
  switch (at.words_of_deed->deed) {
    case Deed::open:
      return open_place(tx, env, act, answer.place);
    case Deed::change:
      return change_place(tx, env, act, answer.place);
    case Deed::hours:
      return kept(at, set_hours(tx, env, act, at.place->id, answer.week, answer.valid_from));
    case Deed::close:
      return kept(at, add_closure(tx, env, act, answer.closure));
    case Deed::reopen: {
      const auto closure = find_closure(tx, ClosureId{at.id()});
      if (!closure || closure->place != at.place->id) return fail(ScheduleError::not_allowed);
      return kept(at, end_closure(tx, env, act, closure->id));
    }
    case Deed::publish:
      return kept(at, publish_day(tx, env, act, answer.day));
    case Deed::move:
      return kept(at, move_day(tx, env, act, day, answer.day.day, answer.day.from_minute,
                               answer.day.until_minute, answer.reason));
    case Deed::hold:
      return kept(at, hold_day(tx, env, act, day, *answer.by));
    case Deed::miss:
      return kept(at, miss_day(tx, env, act, day, answer.reason));
  }
  return fail(ScheduleError::not_allowed);
}

}  // namespace gandan::receptions
