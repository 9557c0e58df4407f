// What of limits and days off the log vouches for (kernel/journal/committed.hpp), and which of them
// have an entry in the journal.
#pragma once
#include <vector>

#include "kernel/journal/committed.hpp"
#include "kernel/journal/kept.hpp"

namespace gandan::rules {

/// A change of the calendar has an entry for each day that it changes, also where a whole year is
/// imported, or the program ships another.
[[nodiscard]] journal::Commitments commitments_to_rules();
[[nodiscard]] std::vector<journal::Kept> kept_of_rules();

}  // namespace gandan::rules
