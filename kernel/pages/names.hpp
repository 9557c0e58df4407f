// Names of places and bodies as a sentence and a narrow list say them.
#pragma once
#include <string>
#include <string_view>

#include "lib/i18n/locale.hpp"

namespace gandan::pages {

/// Within a Vietnamese sentence only the place's own name has a capital: "xã Hữu Lũng". Other
/// names, "Thành phố Hồ Chí Minh", and other languages keep theirs.
[[nodiscard]] std::string in_sentence(const i18n::Locale& locale, std::string_view name);

/// "UBND xã Hữu Lũng", of a committee whose name says it in full; its full name stands beside it.
[[nodiscard]] std::string short_body(std::string_view name);

}  // namespace gandan::pages
