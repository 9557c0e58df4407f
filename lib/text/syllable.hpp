// Tells whether a word can be a Vietnamese syllable: what detects broken encodings and OCR noise.
#pragma once
#include <string_view>

namespace gandan::text {

/// Whether `word` (UTF-8, any case) is an onset, a rime and a tone that Vietnamese spelling allows
/// together: "tỉnh" is, "tØnh" and "tỉhn" are not. Says nothing about meaning. Knows the rimes of
/// the standard spelling, not those of loan words or of other languages of Viet Nam.
[[nodiscard]] bool is_syllable(std::string_view word);

}  // namespace gandan::text
