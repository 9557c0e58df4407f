// Petitions as a module of the application: routes, jobs, commands.
#pragma once
#include "kernel/module/module.hpp"

namespace gandan::petitions {

[[nodiscard]] Module module();

}  // namespace gandan::petitions
