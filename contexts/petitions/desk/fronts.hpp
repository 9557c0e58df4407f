// What petitions say on the first page of a leader: what goes late this week and where, what grows.
#pragma once
#include <vector>

#include "kernel/module/desk_parts.hpp"

namespace gandan::petitions {

[[nodiscard]] std::vector<desk::FrontPart> front_parts();

}  // namespace gandan::petitions
