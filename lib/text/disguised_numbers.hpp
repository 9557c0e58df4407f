// Finds telephone and identity numbers whose digits are spelled out, lettered, spread or foreign:
// "không chín một hai …", "O9l2 …", "0 9 - - 1 2 …", "０９１２ …".
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lib/text/personal_data.hpp"
#include "lib/text/tokens.hpp"

namespace gandan::text {

/// The spans in order, none overlapping. `tokens` are those of the text, `folded` the markless key
/// of each. Numerals of ordinary speech are none: sums, years, dates, counting, numbers of
/// documents.
[[nodiscard]] std::vector<PersonalSpan> find_disguised_numbers(std::string_view text,
                                                               std::span<const Token> tokens,
                                                               std::span<const std::string> folded);

}  // namespace gandan::text
