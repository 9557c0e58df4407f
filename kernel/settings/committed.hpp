// What of settings, and of the number of an installation, the log vouches for
// (kernel/journal/committed.hpp).
#pragma once
#include "kernel/journal/committed.hpp"

namespace gandan::settings {

[[nodiscard]] journal::Commitments commitments_to_settings();

}  // namespace gandan::settings
