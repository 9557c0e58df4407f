// What the waiting room asks of bookings: whether a code is one of them, and to be told what became
// of it. The rules of booking stand elsewhere.
#pragma once
#include <optional>
#include <string_view>

#include "contexts/receptions/record/places.hpp"

namespace gandan::receptions {

/// The booking of a code as it is typed, or of the address that its QR code holds; nothing where
/// none has it.
[[nodiscard]] std::optional<Booking> booked(db::Tx& tx, std::string_view typed);
/// Who booked is here and has a ticket; false where the booking does not stand any more.
[[nodiscard]] bool arrived(db::Tx& tx, const Env& env, const Act& act, BookingId id,
                           TicketId ticket);
/// Was received, and entered as this visit, where it was entered.
void heard(db::Tx& tx, const Env& env, const Act& act, BookingId id, std::optional<VisitId> visit);

}  // namespace gandan::receptions
