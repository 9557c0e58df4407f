// Letters as a module: table, pages of the links, jobs.
#pragma once
#include "kernel/module/module.hpp"

namespace gandan::letters {

[[nodiscard]] Module module();

}  // namespace gandan::letters
