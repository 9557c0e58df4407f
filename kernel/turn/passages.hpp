// What a search found, as the pieces of a card: the words that were looked for are marked.
#pragma once
#include <vector>

#include "kernel/pages/parts.hpp"
#include "lib/search/passage.hpp"

namespace gandan {

/// "… " and " …" where the passage is cut.
[[nodiscard]] std::vector<pages::Piece> pieces_of(const search::Passage& passage);

}  // namespace gandan
