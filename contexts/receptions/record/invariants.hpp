// What must hold of all rows of receptions.
#pragma once
#include <vector>

#include "kernel/invariants/invariants.hpp"

namespace gandan::receptions {

[[nodiscard]] std::vector<invariants::Invariant> invariants_of_receptions();

}  // namespace gandan::receptions
