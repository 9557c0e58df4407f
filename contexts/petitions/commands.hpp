// The commands on petitions: group, similar, search, report, letter.
#pragma once
#include <vector>

#include "kernel/module/module.hpp"

namespace gandan::petitions {

[[nodiscard]] std::vector<cli::Command> commands(OpenServices open);

}  // namespace gandan::petitions
