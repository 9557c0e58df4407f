// What must hold of every clock that runs, for a context's Module::invariants.
#pragma once
#include <string_view>
#include <vector>

#include "kernel/invariants/invariants.hpp"

namespace gandan::clocks {

/// A context's rows with clocks, and the names of what must hold of them.
struct Rows {
  std::string_view noun;             ///< as Clocks has it
  std::string_view table;            ///< "petitions p"
  std::string_view is_open, stands;  ///< of a row `p`: it is not closed; its clock stands
  std::string_view clock, standing_clock, pauses;  ///< "petitions.clock", …
};
[[nodiscard]] std::vector<invariants::Invariant> invariants_of(const Rows& rows);

}  // namespace gandan::clocks
