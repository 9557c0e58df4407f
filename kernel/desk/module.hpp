// The desk as a module: the table of what is held back.
#pragma once
#include "kernel/module/module.hpp"

namespace gandan::desk {

[[nodiscard]] Module module();

}  // namespace gandan::desk
