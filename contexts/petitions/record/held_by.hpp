// What in the words of a petition lets them wait for an officer's look, as its sender reads it.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "kernel/pages/parts.hpp"
#include "lib/i18n/locale.hpp"

namespace gandan::petitions {

struct HeldBy {
  struct Part {
    std::string words;  ///< as they were written; empty where no part alone does
    std::string why;    ///< "a telephone number"
  };
  std::vector<Part> parts;
  bool is_too_long = false;  ///< for anything to be looked for in it
};
[[nodiscard]] HeldBy held_by(const i18n::Locale& locale, std::string_view text);
/// "a telephone number, a name": each once.
[[nodiscard]] std::string reasons_of(const HeldBy& held);
/// The text in pieces, what holds it marked; none where nothing does.
[[nodiscard]] std::vector<pages::Piece> marked(std::string_view text);

}  // namespace gandan::petitions
