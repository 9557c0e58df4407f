// Receptions as a module: what the house knows of them.
#pragma once
#include "kernel/module/module.hpp"

namespace gandan::receptions {

[[nodiscard]] Module module();

}  // namespace gandan::receptions
