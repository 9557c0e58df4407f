// Which part of a record is not as it was committed to: a mark of each part is kept beside the root
// over all of them, which alone would tell that something is another and not what.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/journal/opening.hpp"

namespace gandan::journal {

/// The first four bytes of each hash. They vouch for nothing: the root over the hashes does.
[[nodiscard]] std::string marks_of(std::span<const tlog::Hash> parts);

/// In words: the names of the parts whose marks are not among those that were kept, and how many of
/// these are of no part any more. `kept`: nothing of an entry from before there were marks.
[[nodiscard]] std::string differences(std::span<const Part> parts,
                                      std::span<const tlog::Hash> hashes,
                                      std::optional<std::string_view> kept);

}  // namespace gandan::journal
