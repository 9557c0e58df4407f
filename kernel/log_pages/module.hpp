// The pages of the log.
#pragma once
#include "kernel/module/module.hpp"

namespace gandan::log_pages {

[[nodiscard]] Module module();

}  // namespace gandan::log_pages
