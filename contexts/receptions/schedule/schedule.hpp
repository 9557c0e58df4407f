// Who receives when at a place: permanent hours, closures, the head's days; who changes them, and
// what of it holds on a day. All else (pages, bookings, the waiting room) asks `openings_on`.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "contexts/receptions/record/places.hpp"
#include "contexts/receptions/record/rows.hpp"
#include "kernel/rules/calendar.hpp"
#include "lib/base/result.hpp"

namespace gandan::receptions {

/// Names are stored: "reception_place.open", "reception_day.publish".
enum class PlaceVerb : std::uint8_t { open, change, set_hours, close, reopen };
enum class DayVerb : std::uint8_t { publish, move, hold, miss };
[[nodiscard]] std::string_view name(PlaceVerb verb);
[[nodiscard]] std::string_view name(DayVerb verb);

enum class ScheduleError : std::uint8_t {
  not_allowed,
  words_missing,    ///< a name, an address, who will receive
  hours_unfit,      ///< from after until, or two of one day overlap
  day_unfit,        ///< it is past, or not yet come
  reason_missing,   ///< nothing changes without one
  instead_missing,  ///< a whole day is closed once: when people are received in its place
  instead_unfit,    ///< that day is past, or closed by this very closure
  head_receives,    ///< the head receives within the closure: that day is moved first
  unfit,            ///< the day is no longer ahead
};

/// A stretch of a day in which people are received. Those of a day do not overlap, and are in
/// order.
struct Opening {
  int from_minute = 0, until_minute = 0;
  std::optional<DayId> head_day;  ///< the head receives
  bool operator==(const Opening&) const = default;
};

/// What is known of a place in a range of days, read once.
class Schedule {
 public:
  [[nodiscard]] static Schedule read(db::Tx& tx, PlaceId place, Date from, Date to);

  /// On a day of the range: permanent hours, but for holidays of the calendar and closures, and the
  /// head's days that are ahead or were held.
  [[nodiscard]] std::vector<Opening> openings_on(Date day, const rules::Calendar& calendar) const;
  /// Why nobody is received by permanent hours that day, or for a part of it; nullptr: as always.
  [[nodiscard]] const Closure* closure_on(Date day) const;
  [[nodiscard]] const HeadDay* head_day(DayId id) const;
  /// Of the range, in order, in every state.
  [[nodiscard]] const std::vector<HeadDay>& head_days() const { return days_; }
  /// That touch the range, in order of their entry.
  [[nodiscard]] const std::vector<Closure>& closures() const { return closures_; }
  [[nodiscard]] const std::vector<Hours>& hours() const { return hours_; }
  /// From this weekday's permanent hours (1 Monday … 7 Sunday), as of a day.
  [[nodiscard]] std::vector<Opening> hours_of(int weekday, Date as_of) const;

 private:
  std::vector<Hours> hours_;
  std::vector<Closure> closures_;
  std::vector<HeadDay> days_;
};

/// Whether the closure holds on the day, for a part of it or all.
[[nodiscard]] bool covers(const Closure& closure, Date day);
[[nodiscard]] std::vector<Opening> openings_on(db::Tx& tx, const rules::Calendar& calendar,
                                               PlaceId place, Date day);
/// 1 Monday … 7 Sunday.
[[nodiscard]] int weekday_of(Date day);

[[nodiscard]] std::optional<HeadDay> find_day(db::Tx& tx, DayId id);
/// In order of the days, in every state.
[[nodiscard]] std::vector<HeadDay> head_days(db::Tx& tx, PlaceId place, Date from, Date to);
/// Of the heads of these bodies; of all where none is named.
[[nodiscard]] std::vector<HeadDay> head_days(db::Tx& tx, const std::vector<UnitId>& bodies,
                                             Date from, Date to);
/// That which is ahead or was held that day.
[[nodiscard]] std::optional<HeadDay> head_day_of(db::Tx& tx, PlaceId place, Date day);
[[nodiscard]] std::optional<Closure> find_closure(db::Tx& tx, ClosureId id);

// ---- who keeps it: keep_reception_schedule at the body
// -------------------------------------------

[[nodiscard]] Result<ReceptionPlace, ScheduleError> open_place(db::Tx& tx, const Env& env,
                                                               const Act& act,
                                                               ReceptionPlace place);
/// Its words and the rules of booking; its body and code stay.
[[nodiscard]] Result<ReceptionPlace, ScheduleError> change_place(db::Tx& tx, const Env& env,
                                                                 const Act& act,
                                                                 ReceptionPlace place);

struct WeekHours {
  int weekday = 1, from_minute = 0, until_minute = 0;
};
/// These in place of what holds from that day on, today or later.
[[nodiscard]] Result<void, ScheduleError> set_hours(db::Tx& tx, const Env& env, const Act& act,
                                                    PlaceId place, std::span<const WeekHours> week,
                                                    Date valid_from);
/// With a reason and, where whole days are closed once, the day in their place.
[[nodiscard]] Result<Closure, ScheduleError> add_closure(db::Tx& tx, const Env& env, const Act& act,
                                                         Closure closure);
/// It holds no longer.
[[nodiscard]] Result<void, ScheduleError> end_closure(db::Tx& tx, const Env& env, const Act& act,
                                                      ClosureId id);

/// Of the body of the place where it names none.
[[nodiscard]] Result<HeadDay, ScheduleError> publish_day(db::Tx& tx, const Env& env, const Act& act,
                                                         HeadDay day);
/// Another day in its place, with the reason; the new one.
[[nodiscard]] Result<HeadDay, ScheduleError> move_day(db::Tx& tx, const Env& env, const Act& act,
                                                      DayId id, Date to, int from_minute,
                                                      int until_minute, std::string_view reason);
/// By the head or by a deputy, which is shown as what it is.
[[nodiscard]] Result<void, ScheduleError> hold_day(db::Tx& tx, const Env& env, const Act& act,
                                                   DayId id, HeardBy by);
[[nodiscard]] Result<void, ScheduleError> miss_day(db::Tx& tx, const Env& env, const Act& act,
                                                   DayId id, std::string_view reason);

}  // namespace gandan::receptions
