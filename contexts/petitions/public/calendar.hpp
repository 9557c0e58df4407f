// Petitions by their days: when they were answered, and by when they must be; and how many wait in
// the places beneath one. Only what everybody may read.
#pragma once
#include <vector>

#include "kernel/module/calendar.hpp"
#include "kernel/module/services.hpp"
#include "kernel/module/unit_parts.hpp"

namespace gandan::petitions {

[[nodiscard]] ReadCalendar calendar(Services& services);
/// By place, of what came from the place or a part of it.
[[nodiscard]] std::vector<PlaceCount> waiting_beneath(db::Tx& tx, const UnitVisit& visit);

}  // namespace gandan::petitions
