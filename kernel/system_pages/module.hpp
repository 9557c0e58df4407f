// The operator's page of the installation as it runs, /admin/system: versions, settings, the last
// backup, work that waits, letters.
#pragma once
#include <string>

#include "kernel/module/module.hpp"

namespace gandan::system_pages {

/// `version` is the program's, as `gandan --version` says it.
[[nodiscard]] Module module(std::string version);

}  // namespace gandan::system_pages
