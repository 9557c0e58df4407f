// Which petitions have a limit that is counted anew when more is known of days off, limits or
// remote areas.
#pragma once
#include "contexts/petitions/use_cases.hpp"
#include "kernel/clocks/recount.hpp"

namespace gandan::petitions {

/// Every open case, and what was imported answered, of whose limit nobody was told. Each that moves
/// is in the journal as "petition.limit".
[[nodiscard]] const clocks::Recount& limits_of_petitions();

}  // namespace gandan::petitions
