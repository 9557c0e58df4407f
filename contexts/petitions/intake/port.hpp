// Petitions as what is said elsewhere becomes (kernel/intake): at a reception, at a meeting.
#pragma once
#include <functional>

#include "contexts/petitions/intake/similar.hpp"
#include "kernel/intake/intake.hpp"

namespace gandan::petitions {

/// `advisor` is asked when petitions alike are looked for; a command has none.
[[nodiscard]] intake::Port intake_port(std::function<const Advisor*()> advisor);

}  // namespace gandan::petitions
