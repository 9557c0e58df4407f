// From parsed views to C++: one header for a folder, one source for a file; and their messages.
#pragma once
#include <span>
#include <string>

#include "tools/loom/program.hpp"

namespace gandan::loom {

/// Declares every view of a folder in `name_space`, with the includes their parameters need.
[[nodiscard]] std::string header(std::span<const File> files, const std::string& name_space);
/// Defines the views of one file; `header_path` is how to include the header.
[[nodiscard]] std::string definitions(const File& file, const std::string& name_space,
                                      const std::string& header_path);
/// The messages of one file as entries of a gettext template (.pot).
[[nodiscard]] std::string messages(const File& file);

}  // namespace gandan::loom
