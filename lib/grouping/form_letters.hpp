// Form letters: texts that repeat one another but for names and numbers. A campaign brings hundreds
// of them; weighed by rarity they would differ in just what is rare, the names, so they are found
// before anything is weighed and speak with one voice.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "lib/grouping/terms.hpp"

namespace gandan::grouping {

/// All texts, by number, in sets: the copies of one form letter together, every other text alone.
/// Only many copies make a form letter; two texts alike are left to similarity. Sets come by their
/// first text. The time it takes grows with the texts, not with their pairs (MinHash: Broder 1997;
/// banding: Indyk and Motwani 1998).
[[nodiscard]] std::vector<std::vector<std::uint32_t>> form_letters(
    std::span<const Terms* const> texts, unsigned threads);

/// What more than half of the texts say, with mean weights: a form letter without what was filled
/// in.
[[nodiscard]] Terms common_terms(std::span<const Terms* const> texts);

}  // namespace gandan::grouping
