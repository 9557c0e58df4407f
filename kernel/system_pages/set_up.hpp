// What is still to be set up, for the first page of who operates everywhere: no backup, no letters,
// nobody who receives, no second administrator, no name, no telephone.
#pragma once
#include "kernel/module/desk_parts.hpp"

namespace gandan::system_pages {

[[nodiscard]] desk::FrontPart still_to_set_up();

}  // namespace gandan::system_pages
