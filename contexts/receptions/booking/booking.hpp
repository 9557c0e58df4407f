// Bookings: who has said that they will come, on which slot. A slot has as many seats as people are
// received at once; the key of the table of seats is what lets one of two people have the last.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "contexts/receptions/schedule/schedule.hpp"
#include "lib/base/result.hpp"

namespace gandan::receptions {

enum class BookingError : std::uint8_t {
  matter_missing,
  name_missing,
  contact_missing,  ///< neither a telephone nor an e-mail address that can be one
  slot_gone,        ///< somebody else has it, or it is no slot
  too_many,         ///< the place lets one person have no more on that day
  slots_left,       ///< the waiting list is for days on which no slot is free
  unfit,            ///< it was cancelled, or is over
};

struct Slot {
  Instant starts_at;
  int free = 0;
  std::optional<DayId> head_day;
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

/// While somebody fills in the form a seat is theirs, for ten minutes; they hold one at a time.
/// `holder`: what their form carries, which nobody else knows.
inline constexpr std::chrono::minutes held_for{10};
[[nodiscard]] bool hold_slot(db::Tx& tx, const Env& env, const ReceptionPlace& place,
                             Instant starts_at, std::string_view holder);

struct BookingContact {
  std::string name, phone, email;
};
struct NewBooking {
  ReceptionPlace place;
  Date day;
  std::optional<Instant> starts_at;  ///< nothing: the waiting list of that day
  std::string matter, named_code;
  std::int64_t needs = 0;
  std::string needs_language;
  int people = 1;
  BookingContact contact;
  std::string language = "vi";
  std::string holder;  ///< of the form: sent twice it books once
};
[[nodiscard]] Result<Booking, BookingError> book(db::Tx& tx, const Env& env, const Act& act,
                                                 const NewBooking& wanted);
/// To another slot of the place; who waits gets the one that is free now.
[[nodiscard]] Result<Booking, BookingError> move_booking(db::Tx& tx, const Env& env, const Act& act,
                                                         BookingId id, Instant to);
/// With the reason where the place cancels. The first who waits for that day gets the slot, unless
/// the place has closed it.
[[nodiscard]] Result<void, BookingError> cancel_booking(db::Tx& tx, const Env& env, const Act& act,
                                                        BookingId id, std::string_view reason = {});
/// What a change of the schedule leaves without a place: cancelled with its reason, and told.
/// Returns how many.
int cancel_unfit(db::Tx& tx, const Env& env, const Act& act, PlaceId place,
                 std::string_view reason);

[[nodiscard]] std::optional<Booking> find_booking(db::Tx& tx, BookingId id);
[[nodiscard]] std::optional<Booking> find_booking(db::Tx& tx, std::string_view code);
/// Of the day, by slot; those that wait stand last.
[[nodiscard]] std::vector<Booking> bookings_of(db::Tx& tx, PlaceId place, Date day);
[[nodiscard]] std::optional<BookingContact> contact_of(db::Tx& tx, BookingId id);
/// False where it does not stand any more.
bool mark_arrived(db::Tx& tx, const Env& env, const Act& act, BookingId id, TicketId ticket);
/// Of a denunciation without the visit, so that nothing ties the two.
bool mark_heard(db::Tx& tx, const Env& env, const Act& act, BookingId id,
                std::optional<VisitId> visit);

}  // namespace gandan::receptions
