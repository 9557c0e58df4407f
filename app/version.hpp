// What `gandan --version` says: the project's version, and of which source it was built.
#pragma once
#include <string_view>

namespace gandan::app {

/// "gandan 0.1.0 (4f76c2092a90)"; a + after the revision: with changes that are not committed.
/// Without the revision where the sources were no checkout of git.
[[nodiscard]] std::string_view version();

}  // namespace gandan::app
