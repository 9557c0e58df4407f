// Slots and their seats: what of a day can be booked by the rules of its place, and whose a seat
// is. A slot has as many seats as people are received at once; the key of the table of seats is
// what lets one of two people have the last.
#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "contexts/receptions/schedule/schedule.hpp"

namespace gandan::receptions {

struct Slot {
  Instant starts_at;
  int free = 0;
  std::optional<DayId> head_day;  ///< the head receives
};
/// Those of a day that can be booked from now on by the rules of the place, full ones too.
[[nodiscard]] std::vector<Slot> slots_on(db::Tx& tx, const Env& env, const ReceptionPlace& place,
                                         Date day);
/// Days with slots, within the horizon of the place: how many are free on each.
struct BookableDay {
  Date day;
  int free = 0;
  bool has_head = false;
};
[[nodiscard]] std::vector<BookableDay> bookable_days(db::Tx& tx, const Env& env,
                                                     const ReceptionPlace& place);
/// Whether it lies between today and the horizon of the place.
[[nodiscard]] bool is_within_horizon(const Env& env, const ReceptionPlace& place, Date day);
/// The opening that a slot begins in; nothing where it is no slot that can be booked now.
[[nodiscard]] std::optional<Opening> opening_of_slot(db::Tx& tx, const Env& env,
                                                     const ReceptionPlace& place, Instant at);

/// While somebody fills in the form a seat is theirs, for ten minutes; they hold one at a time.
/// `holder`: what their form carries, which nobody else knows.
inline constexpr std::chrono::minutes held_for{10};
[[nodiscard]] bool hold_slot(db::Tx& tx, const Env& env, const ReceptionPlace& place,
                             Instant starts_at, std::string_view holder);
/// What this form holds at the place is free again.
void release_slot(db::Tx& tx, const Env& env, const ReceptionPlace& place, std::string_view holder);

/// A seat at the slot for a booking; false where none is free. Another transaction that takes the
/// same one makes this one run again.
[[nodiscard]] bool take_seat(db::Tx& tx, const Env& env, const ReceptionPlace& place,
                             const Opening& opening, Instant starts_at, BookingId booking);
void give_up_seat(db::Tx& tx, BookingId booking);

}  // namespace gandan::receptions
