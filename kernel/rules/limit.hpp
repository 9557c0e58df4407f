// A statutory limit as a dated row with its source, and the arithmetic of due dates.
// The arithmetic is stated formally in kernel/rules/README.md; no number of the law stands in code.
#pragma once
#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "kernel/ids/unit_id.hpp"
#include "kernel/rules/calendar.hpp"
#include "lib/base/id.hpp"
#include "lib/base/result.hpp"
#include "lib/base/time.hpp"

namespace gandan::rules {

using LimitId = Id<struct LimitTag>;

/// What a row of the table limits.
enum class LimitKind : std::int64_t {
  due = 1,           ///< something must be done within it, counted forward from an event
  extension = 2,     ///< by how much a due date may be moved at most, each time it is granted
  notice = 3,        ///< something must be done this long before an event, counted backward
  minimum = 4,       ///< something must last at least this long
  prescription = 5,  ///< a right may be used within it (thời hiệu)
  most = 6,          ///< so many at most
};

/// Of a count, of people or of times, no day follows.
enum class LimitUnit : std::int64_t {
  working_day = 1,
  calendar_day = 2,
  month = 3,
  hour = 4,
  count = 5
};

/// One limit as it stood between two dates, for everybody or for one body's own, stricter rule.
struct Limit {
  LimitId id;
  std::string rule;  ///< its name: "complaint.first_settlement"
  UnitId body;       ///< whose own rule it is; none: the law's, for all
  LimitKind kind = LimitKind::due;
  int value = 0;  ///< in `unit`
  LimitUnit unit = LimitUnit::calendar_day;
  std::optional<int> remote_value;  ///< where travel is hard (vùng sâu, vùng xa đi lại khó khăn)
  bool rolls = true;                ///< ends on the next working day where its last day is off
  int times = 1;                    ///< extension: how often it may be granted
  std::string title_vi;
  std::string title_en;
  std::string basis;  ///< the article, as people are shown it: "Luật Khiếu nại 2011, Điều 28"
  std::string source;  ///< where it was confirmed: the text itself, or a report of it
  Date valid_from;
  std::optional<Date> valid_to;  ///< the last day on which it held
  bool verified = false;         ///< the text itself was read, where `source` says

  [[nodiscard]] int value_at(bool remote) const {
    return remote ? remote_value.value_or(value) : value;
  }
  [[nodiscard]] bool in_force(Date date) const {
    return valid_from <= date && (!valid_to || date <= *valid_to);
  }
};

/// A time in which a clock stood: while the petitioner was asked for something, or by a decision to
/// suspend. Still open where `resumed` is missing.
struct Pause {
  Instant stopped;
  std::optional<Instant> resumed;
};

/// A decision to give more time.
struct Extension {
  int value = 0;
  LimitUnit unit = LimitUnit::calendar_day;
  std::string reason;  ///< shown to the petitioner; never empty
};

struct DueDate {
  Date date;      ///< the last day on which it is on time
  Instant at;     ///< the last microsecond on which it is on time
  int value = 0;  ///< what was counted, extensions not included
  LimitUnit unit = LimitUnit::calendar_day;
  bool remote = false;       ///< the value for remote areas was used
  bool rolled = false;       ///< moved from a day off to the next working day
  bool stopped = false;      ///< the clock stands: the date moves on until it is resumed
  bool provisional = false;  ///< it rests on a day off that is not entered, or not verified
  bool verified = false;     ///< the text of the row was read
  std::string basis;
};

enum class DueError {
  unknown_rule,  ///< no rule has this name
  not_in_force,  ///< the rule had no value on the day of receipt
  out_of_range,  ///< a date beyond the calendar, a negative number of days, or a mere count
};

/// When something received at `received` is due under `limit`. Pauses stand in the order of time.
[[nodiscard]] Result<DueDate, DueError> due(const Calendar& calendar, const Limit& limit,
                                            Instant received, bool remote,
                                            std::span<const Pause> pauses = {},
                                            std::span<const Extension> extensions = {});

/// The n-th day after the day of receipt, in working or in calendar days; the latter does not roll.
[[nodiscard]] Result<DueDate, DueError> due_days(const Calendar& calendar, Date received, int days,
                                                 bool working);

/// Until when a notice is in time for an event at `event`: so many days lie between, the day of the
/// event not counted, or so many hours before it. `limit` is of kind notice, not in months.
[[nodiscard]] Result<DueDate, DueError> latest_notice(const Calendar& calendar, const Limit& limit,
                                                      Instant event);

/// On time: closed at or before the target or, while open, not yet past it; always, without a
/// target.
[[nodiscard]] constexpr bool on_time(std::optional<Instant> target, std::optional<Instant> closed,
                                     Instant now) {
  return !target || closed.value_or(now) <= *target;
}

/// The same for a clock that may stand: while it stands, nothing becomes late.
[[nodiscard]] constexpr bool on_time(const DueDate& due, std::optional<Instant> closed,
                                     Instant now) {
  return (due.stopped && !closed) || on_time(std::optional(due.at), closed, now);
}

}  // namespace gandan::rules
