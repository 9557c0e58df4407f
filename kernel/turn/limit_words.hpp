// Limits of the law in words: how long, by which article, and whether anybody has read its text.
#pragma once
#include <string>
#include <string_view>

#include "kernel/rules/limit.hpp"
#include "kernel/turn/wording.hpp"

namespace gandan {

/// "15 working days", from a limit of kernel/rules.
[[nodiscard]] std::string limit_in_words(const i18n::Locale& locale, int value,
                                         rules::LimitUnit unit);

/// The article of a limit, as people are shown it; of a body's own it is said whose, and from when.
[[nodiscard]] std::string basis_of(const Wording& words, const rules::Limit& limit);
/// Whether nobody has read its text: it is no law to people. A page marks it as a starting value,
/// and explains the mark once.
[[nodiscard]] bool is_starting_value(const rules::Limit& limit);
/// "10 days (starting value)": the mark within words.
[[nodiscard]] std::string as_starting_value(const i18n::Locale& locale, std::string_view words);
/// The article where no note can explain a mark, as in a letter.
[[nodiscard]] std::string basis_in_full(const Wording& words, const rules::Limit& limit);

}  // namespace gandan
