// Splits text into words (in Vietnamese: syllables), numbers, dates and document references.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

namespace gandan::text {

enum class TokenKind : std::uint8_t {
  word,       ///< a run of letters, perhaps with digits: "đường", "QL1A", "2b"
  number,     ///< "30", "1.234.567,89"
  date,       ///< "01/7/2011", "31-12-2020"
  reference,  ///< a document's number, or another joined by / and -: "05-HD/BTCTW",
              ///< "154/2026/NĐ-CP", "2020-2025"
};

/// A piece of the text that was split; borrows from it.
struct Token {
  std::string_view text;
  TokenKind kind;
  bool is_part = false;  ///< one of the pieces of the reference that came just before it
};

/// The tokens in order. A reference comes whole and then in its parts (05-HD/BTCTW, 05, HD, BTCTW),
/// so that both find it; dates and numbers come whole only. Punctuation separates and is dropped.
/// Works on raw and on folded text alike: boundaries are the same.
[[nodiscard]] std::vector<Token> tokens(std::string_view text);

/// The same without allocating a new vector: clears `out` first.
void tokens(std::string_view text, std::vector<Token>& out);

}  // namespace gandan::text
