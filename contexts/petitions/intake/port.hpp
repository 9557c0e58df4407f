// Petitions as what is said elsewhere becomes (kernel/intake): at a reception, at a meeting.
#pragma once
#include "kernel/intake/intake.hpp"

namespace gandan::petitions {

[[nodiscard]] intake::Port intake_port();

}  // namespace gandan::petitions
