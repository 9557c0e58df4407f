// What must hold of accounts, roles, sessions and what is sealed.
#pragma once
#include <vector>

#include "kernel/invariants/invariants.hpp"

namespace gandan::people {

[[nodiscard]] std::vector<invariants::Invariant> invariants_of_people();

}  // namespace gandan::people
