// What of undertakings the log vouches for (kernel/journal/committed.hpp).
#pragma once
#include "kernel/journal/committed.hpp"

namespace gandan::tasks {

[[nodiscard]] journal::Commitments commitments_to_undertakings();

}  // namespace gandan::tasks
