// Keys for comparing text: NFC and four levels of folding. Stored text is never rewritten; these
// make the keys of search, of duplicates and of grouping.
#pragma once
#include <string>
#include <string_view>

namespace gandan::text {

/// Canonical composition (NFC); ill-formed bytes become U+FFFD. Mends NFD and the mixture that
/// Windows keyboards send (ê followed by a combining tone).
[[nodiscard]] std::string nfc(std::string_view text);

/// What two keys may differ in and still be equal. Each level forgets what the one before forgets.
enum class Fold {
  exact,      ///< letter case, and how the code points were composed
  placement,  ///< where in the syllable the tone mark stands: hoà = hòa, thuý = thúy, uỷ = ủy
  toneless,  ///< the tone itself: hoà = hoa; but ă, â, đ, ê, ô, ơ, ư stay
  markless,  ///< all marks of Latin letters: Điện = dien. Also look-alikes (Ð, Cyrillic А within a
             ///< Latin word, full-width forms), invisible characters, and y for i after a consonant
             ///< (Mỹ = Mĩ)
};

/// The key of `text` at a level. Takes any bytes; keeps word boundaries, punctuation and every
/// script but Latin as they are (Korean, Cyrillic), in lower case. Idempotent at exact, toneless
/// and markless. A placement key carries the tones after their syllable, so it is for comparing,
/// not for showing.
[[nodiscard]] std::string fold(std::string_view text, Fold level);

/// fold(text, Fold::markless): the level of search and grouping.
[[nodiscard]] inline std::string fold(std::string_view text) {
  return fold(text, Fold::markless);
}

/// Whether there is nothing to read in it: no letter and no digit of any script that is seen.
[[nodiscard]] bool is_blank(std::string_view text);

/// Folds and appends, for callers that build many keys in one buffer.
void fold_append(std::string& out, std::string_view text, Fold level);

}  // namespace gandan::text
