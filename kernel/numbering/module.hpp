#pragma once
#include "kernel/module/module.hpp"

namespace gandan::numbering {

/// Its tables, and what must hold of them.
[[nodiscard]] Module module();

}  // namespace gandan::numbering
