// Bulletins as a module: its line in the composition.
#pragma once
#include "kernel/module/module.hpp"

namespace gandan::bulletins {

[[nodiscard]] Module module();

}  // namespace gandan::bulletins
