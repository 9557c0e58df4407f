// Why petitions are proposed as one topic: kept as JSON, said in words of the reader's language.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "lib/grouping/document.hpp"
#include "lib/i18n/locale.hpp"

namespace gandan::petitions {

/// “cầu treo”, “đèn đường”: at most so many.
[[nodiscard]] std::string quoted(const std::vector<std::string>& phrases, std::size_t most);

[[nodiscard]] std::string to_json(const grouping::Explanation& explanation);
/// "Same words." or "Same request: “…”, “…”; same document 05-HD/BTCTW; same body." Empty for "{}".
[[nodiscard]] std::string in_words(const grouping::Explanation& explanation,
                                   const i18n::Locale& locale);
[[nodiscard]] std::string in_words(std::string_view json, const i18n::Locale& locale);

}  // namespace gandan::petitions
