// Undertakings as a module: table, page, what must hold.
#pragma once
#include "kernel/module/module.hpp"

namespace gandan::tasks {

[[nodiscard]] Module module();

}  // namespace gandan::tasks
