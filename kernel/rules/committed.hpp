// What of limits and days off the log vouches for (kernel/journal/committed.hpp).
#pragma once
#include "kernel/journal/committed.hpp"

namespace gandan::rules {

/// A change of the calendar has an entry for each day that it changes, also where a whole year is
/// imported, or the program ships another.
[[nodiscard]] journal::Commitments commitments_to_rules();

}  // namespace gandan::rules
