// What somebody else wrote, printed on a terminal.
#pragma once
#include <string>
#include <string_view>

namespace gandan::app {

/// Such that on a terminal it moves nothing and no line of it looks like one of ours.
[[nodiscard]] std::string inert(std::string_view words);

}  // namespace gandan::app
