// Bookings: who has said that they will come, on which slot (seats.hpp), or waits for one.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "contexts/receptions/booking/seats.hpp"
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

/// Code points of the matter, which is said in two sentences; of a name or an address.
inline constexpr std::size_t longest_booking_matter = 1000, longest_booking_line = 200;

struct BookingContact {
  std::string name, phone, email;
};
struct NewBooking {
  ReceptionPlace place;
  Date day;
  std::optional<Instant> starts_at;  ///< nothing: the waiting list of that day
  std::string matter, named_code;
  bool is_unsaid = false;  ///< they tell the matter to the officer alone
  std::int64_t needs = 0;
  std::string needs_language;
  int people = 1;
  BookingContact contact;
  std::string language = "vi";
  std::string holder;  ///< of the form: sent twice it books once
};
struct Booked {
  Booking booking;
  bool is_repeated = false;  ///< the same form booked before: nothing was added
};
[[nodiscard]] Result<Booked, BookingError> book(db::Tx& tx, const Env& env, const Act& act,
                                                const NewBooking& wanted);
/// To another slot of the place. Who waits gets the one that is free now.
[[nodiscard]] Result<Booking, BookingError> move_booking(db::Tx& tx, const Env& env, const Act& act,
                                                         BookingId id, Instant to);
/// By who booked. The first who waits for that day gets the slot.
[[nodiscard]] Result<void, BookingError> cancel_booking(db::Tx& tx, const Env& env, const Act& act,
                                                        BookingId id);
/// What a change of the schedule leaves without its hours: cancelled with the reason, and told.
/// Returns how many.
int cancel_unfit(db::Tx& tx, const Env& env, const Act& act, PlaceId place,
                 std::string_view reason);
/// Slots that are free again (held by who did not go on, opened by the place) go to those who wait
/// for their days; how many of them got one.
int give_free_slots(db::Tx& tx, const Env& env);

[[nodiscard]] std::optional<Booking> find_booking(db::Tx& tx, BookingId id);
[[nodiscard]] std::optional<Booking> find_booking(db::Tx& tx, std::string_view code);
/// The booking of a code as it is typed, or of the address that its QR code holds; in every state.
[[nodiscard]] std::optional<Booking> booked(db::Tx& tx, std::string_view typed);
/// Of the day, by slot; those that wait stand last.
[[nodiscard]] std::vector<Booking> bookings_of(db::Tx& tx, PlaceId place, Date day);
[[nodiscard]] std::optional<BookingContact> contact_of(db::Tx& tx, BookingId id);
/// Whether who booked may still cancel it: its time has not come.
[[nodiscard]] bool lies_ahead(const Booking& booking, Instant now);
/// Whether it can be heard yet: it has its slot, or has come.
[[nodiscard]] bool can_be_heard(const Booking& booking);

/// Who booked is here and has a ticket; false where the booking does not stand any more.
[[nodiscard]] bool arrived(db::Tx& tx, const Env& env, const Act& act, BookingId id,
                           TicketId ticket);
/// Was received, and entered as this visit, where it was entered; nothing where it does not stand.
/// Of no denunciation: no column in clear ties a person to one.
void heard(db::Tx& tx, const Env& env, const Act& act, BookingId id, std::optional<VisitId> visit);

}  // namespace gandan::receptions
