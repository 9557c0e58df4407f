// What the page on which a visit is entered takes from a booking.
#pragma once
#include <string_view>

#include "contexts/receptions/desk/enter_page.hpp"
#include "kernel/desk/desk.hpp"

namespace gandan::receptions {

/// Who is still to come today, and the booking that was named, where it stands at a place where the
/// officer receives: it fills in what was not typed yet.
void take_from_booking(const desk::Desk& desk, db::Tx& tx, std::string_view typed,
                       VisitEntryPage& page);

}  // namespace gandan::receptions
