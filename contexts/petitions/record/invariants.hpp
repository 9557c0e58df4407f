// What must hold of the rows of petitions, whatever was done.
#pragma once
#include <vector>

#include "kernel/invariants/invariants.hpp"

namespace gandan::petitions {

[[nodiscard]] std::vector<invariants::Invariant> invariants_of_petitions();

}  // namespace gandan::petitions
