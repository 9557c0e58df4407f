// The files that came with a form.
#pragma once
#include <optional>
#include <vector>

#include "kernel/files/take.hpp"
#include "kernel/turn/turn.hpp"

namespace gandan {

/// Takes what came in the field "files" into the folder, before the transaction that stores it; at
/// most so many, and no more than are taken at once. Where something is wrong with it, says so at
/// the field, and that all is to be chosen anew: no form can bring files back.
[[nodiscard]] std::optional<std::vector<files::Taken>> take_sent_files(Turn& turn,
                                                                       std::size_t most);

}  // namespace gandan
