// From parsed views to C++: one header and one source for a file; and their messages.
#pragma once
#include <span>
#include <string>

#include "tools/loom/program.hpp"

namespace gandan::loom {

/// Where the header of a file is included from: "contexts/petitions/views/petition.hpp".
[[nodiscard]] std::string header_path(const File& file);
/// Declares the views of one file in `name_space`, with the includes their parameters need.
[[nodiscard]] std::string header(const File& file, const std::string& name_space);
/// Defines the views of one file, with the headers of those of `files` whose views it calls.
[[nodiscard]] std::string definitions(const File& file, std::span<const File> files,
                                      const std::string& name_space);
/// Includes the headers of all files.
[[nodiscard]] std::string umbrella(std::span<const File> files);
/// The table of all examples, `examples` in `name_space`; none where there is no example.
[[nodiscard]] std::string examples(std::span<const File> files, const std::string& name_space);
/// The messages of one file as entries of a gettext template (.pot).
[[nodiscard]] std::string messages(const File& file);

}  // namespace gandan::loom
