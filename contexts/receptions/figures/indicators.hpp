// What is counted of receptions, each with its definition. Outcomes add up to the visits. Everybody
// is told nothing of denunciations; who handles them at the unit is.
#pragma once
#include "kernel/indicators/report.hpp"

namespace gandan::receptions {

/// As whoever asks may see it.
[[nodiscard]] const indicators::Subject& figures_of_receptions();
/// With denunciations: for the operator's own account.
[[nodiscard]] indicators::Subject figures_with_denunciations();

}  // namespace gandan::receptions
