// What is counted of receptions, each with its definition. Outcomes add up to the visits. Everybody
// is told nothing of denunciations; who handles them at the unit is.
#pragma once
#include <vector>

#include "kernel/indicators/report.hpp"
#include "kernel/rules/rules.hpp"

namespace gandan::receptions {

/// As whoever asks may see it.
[[nodiscard]] const indicators::Subject& figures_of_receptions();
/// With denunciations: for the operator's own account.
[[nodiscard]] indicators::Subject figures_with_denunciations();

/// How many days the head of a body of this level owes in a period, by the weeks and months that
/// lie in it as a whole (Law 42/2013/QH13 art. 11, 12, 15, 18).
[[nodiscard]] int days_owed(const rules::Rulebook& rules, units::Level level, Date from, Date to);

}  // namespace gandan::receptions
