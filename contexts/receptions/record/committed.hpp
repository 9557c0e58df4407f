// What of receptions the log vouches for (kernel/journal/committed.hpp).
#pragma once
#include <vector>

#include "kernel/journal/committed.hpp"
#include "kernel/journal/kept.hpp"

namespace gandan::receptions {

[[nodiscard]] journal::Commitments commitments_to_receptions();
/// Which records each have an entry.
[[nodiscard]] std::vector<journal::Kept> kept_of_receptions();

}  // namespace gandan::receptions
