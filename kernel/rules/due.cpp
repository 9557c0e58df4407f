#include <algorithm>
#include <cassert>

#include "kernel/rules/limit.hpp"

namespace gandan::rules {
namespace {

/// A day that no longer fits the calendar ends the computation.
using Counted = std::optional<Date>;

/// The n-th counted day after `from`, rolling left to the caller.
Counted add(const Calendar& calendar, Date from, int n, LimitUnit unit) {
  if (unit == LimitUnit::working_day) return calendar.add_working_days(from, n);
  return n <= Calendar::last - from ? Counted(from + n) : std::nullopt;
}

/// Counted days in (after, through].
int between(const Calendar& calendar, Date after, Date through, LimitUnit unit) {
  return unit == LimitUnit::working_day ? calendar.working_days(after, through) : through - after;
}

/// The same day of the month n months later, or the last day of that month (Civil Code, art.
/// 148(4)).
Counted add_months(Date from, int n) {
  auto month = from.civil().year() / from.civil().month() + std::chrono::months(n);
  auto last = std::chrono::year_month_day(month / std::chrono::last);
  Date date = Date::of(static_cast<int>(month.year()), static_cast<unsigned>(month.month()),
                       std::min(from.day(), static_cast<unsigned>(last.day())));
  return Calendar::holds(date) ? Counted(date) : std::nullopt;
}

/// Whether the clock was already past its end when the pause began: what has lapsed cannot be
/// stopped.
bool lapsed(const Calendar& calendar, Date end, bool rolls, Date stopped) {
  if (rolls) end = calendar.roll_forward(end).value_or(end);
  return end < stopped;
}

/// Days count unless they lie in a pause: from the day after the clock stopped to the day on which
/// it was resumed. So the days before a pause are spent first, and the rest is counted after it.
Counted add_with_pauses(const Calendar& calendar, Date from, int n, const Limit& limit,
                        std::span<const Pause> pauses) {
  Counted end = add(calendar, from, n, limit.unit);
  for (const Pause& pause : pauses) {
    if (!end || !pause.resumed) break;
    Date stopped = std::max(civil_date(pause.stopped), from);
    Date resumed = civil_date(*pause.resumed);
    if (resumed <= stopped) continue;
    if (!Calendar::holds(resumed)) return std::nullopt;
    if (lapsed(calendar, *end, limit.rolls, stopped)) break;
    n = std::max(0, n - between(calendar, from, stopped, limit.unit));
    from = resumed;
    end = add(calendar, from, n, limit.unit);
  }
  return end;
}

/// Months count as months; each pause that began in time then moves the end by its own days.
Counted add_months_with_pauses(const Calendar& calendar, Date from, int n, const Limit& limit,
                               std::span<const Pause> pauses) {
  Counted end = add_months(from, n);
  for (const Pause& pause : pauses) {
    if (!end || !pause.resumed) break;
    Date stopped = std::max(civil_date(pause.stopped), from);
    Date resumed = civil_date(*pause.resumed);
    if (resumed <= stopped) continue;
    if (lapsed(calendar, *end, limit.rolls, stopped)) break;
    end = add(calendar, *end, resumed - stopped, LimitUnit::calendar_day);
  }
  return end;
}

/// Whether the end could move once the days off are known better. Working days depend on every day
/// that was counted; calendar days and months only on those over which the end rolled.
bool is_provisional(const Calendar& calendar, const Limit& limit,
                    std::span<const Extension> extensions, Date from, Date unrolled, Date end) {
  const bool counts_working_days =
      limit.unit == LimitUnit::working_day ||
      std::any_of(extensions.begin(), extensions.end(), [](const Extension& extension) {
        return extension.unit == LimitUnit::working_day;
      });
  if (counts_working_days) return !calendar.is_sure(from, end);
  return limit.rolls && !calendar.is_sure(unrolled - 1, end);
}

/// More than the calendar has days cannot be counted, and nothing is counted backward.
bool countable(int n) {
  return 0 <= n && n <= Calendar::last - Calendar::first;
}

/// Whether the clock stands now, and did not only stop after it had run out.
bool stands(std::span<const Pause> pauses, Instant end) {
  return !pauses.empty() && !pauses.back().resumed && pauses.back().stopped <= end;
}

/// Hours run through nights and days off (Civil Code, art. 147(1)) and stop to the microsecond.
Instant add_hours(Instant from, int n, std::span<const Pause> pauses) {
  Instant end = from + std::chrono::hours(n);
  for (const Pause& pause : pauses) {
    if (!pause.resumed || pause.stopped >= end) break;
    Instant stopped = std::max(pause.stopped, from);
    if (*pause.resumed > stopped) end = end + (*pause.resumed - stopped);
  }
  return end;
}

}  // namespace

Result<DueDate, DueError> due(const Calendar& calendar, const Limit& limit, Instant received,
                              bool remote, std::span<const Pause> pauses,
                              std::span<const Extension> extensions) {
  const Date from = civil_date(received);
  const int value = limit.value_at(remote);
  if (!Calendar::holds(from) || !countable(value)) return fail(DueError::out_of_range);

  if (limit.unit == LimitUnit::count) return fail(DueError::out_of_range);
  DueDate out{.value = value,
              .unit = limit.unit,
              .remote = remote && limit.remote_value.has_value(),
              .verified = limit.verified,
              .basis = limit.basis};
  // Extensions in the limit's own unit lengthen it; others are counted on from its end.
  int total = value;
  for (const Extension& extension : extensions) {
    if (extension.unit == limit.unit) total += extension.value;
    if (!countable(extension.value) || !countable(total)) return fail(DueError::out_of_range);
  }

  if (limit.unit == LimitUnit::hour) {
    out.at = add_hours(received, total, pauses);
    out.date = civil_date(out.at);
    if (!Calendar::holds(out.date)) return fail(DueError::out_of_range);
    out.stopped = stands(pauses, out.at);
    return out;
  }

  Counted end = limit.unit == LimitUnit::month
                    ? add_months_with_pauses(calendar, from, total, limit, pauses)
                    : add_with_pauses(calendar, from, total, limit, pauses);
  for (const Extension& extension : extensions) {
    if (!end || extension.unit == limit.unit) continue;
    if (extension.unit == LimitUnit::hour) return fail(DueError::out_of_range);
    end = extension.unit == LimitUnit::month ? add_months(*end, extension.value)
                                             : add(calendar, *end, extension.value, extension.unit);
  }
  if (!end) return fail(DueError::out_of_range);
  const Date unrolled = *end;
  if (limit.rolls) end = calendar.roll_forward(unrolled);
  if (!end) return fail(DueError::out_of_range);
  out.rolled = *end != unrolled;
  out.date = *end;
  out.at = end_of(*end);
  out.stopped = stands(pauses, out.at);
  out.provisional = is_provisional(calendar, limit, extensions, from, unrolled, *end);
  return out;
}

Result<DueDate, DueError> due_days(const Calendar& calendar, Date received, int days,
                                   bool working) {
  Limit limit{.value = days,
              .unit = working ? LimitUnit::working_day : LimitUnit::calendar_day,
              .rolls = false,
              .verified = true};
  return due(calendar, limit, start_of(received), false);
}

Result<DueDate, DueError> latest_notice(const Calendar& calendar, const Limit& limit,
                                        Instant event) {
  assert(limit.unit != LimitUnit::month);
  const Date day = civil_date(event);
  if (!Calendar::holds(day) || !countable(limit.value) || limit.unit == LimitUnit::count)
    return fail(DueError::out_of_range);
  DueDate out{
      .value = limit.value, .unit = limit.unit, .verified = limit.verified, .basis = limit.basis};
  if (limit.unit == LimitUnit::hour) {
    out.at = event + -std::chrono::hours(limit.value);
    out.date = civil_date(out.at);
    return Calendar::holds(out.date) ? Result<DueDate, DueError>(out)
                                     : fail(DueError::out_of_range);
  }
  const bool in_working_days = limit.unit == LimitUnit::working_day;
  const Counted date =
      in_working_days ? calendar.add_working_days(day, -limit.value) : Counted(day - limit.value);
  if (!date || !Calendar::holds(*date)) return fail(DueError::out_of_range);
  out.date = *date;
  out.at = end_of(*date);
  out.provisional = in_working_days && !calendar.is_sure(*date - 1, day);
  return out;
}

}  // namespace gandan::rules
