// Finds words as a reader does, in capitals or not and over a line's end, and puts others in their
// place.
#pragma once
#include <string>
#include <string_view>

namespace gandan::text {

/// The text with `with` in place of every occurrence of the words: as they stand, in other letter
/// case, or with other blanks, ends of lines and punctuation between them. Both in NFC; with no
/// words the text as it is. A part of a word is replaced where it stands as it is written.
[[nodiscard]] std::string replace_words(std::string_view text, std::string_view words,
                                        std::string_view with);

}  // namespace gandan::text
