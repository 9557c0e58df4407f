// The demonstration: a year of receptions in three places, replayed through the real use cases at
// the moments when they are said to have happened. What a field means stands in README.md.
#pragma once
#include <string>

namespace gandan {
struct Services;
}

namespace gandan::receptions {

/// Enters it in one transaction; what was entered, as a line. Throws std::runtime_error where there
/// are places of reception already, or where the data does what a use case refuses.
[[nodiscard]] std::string load_reception_demo(Services& services);

}  // namespace gandan::receptions
