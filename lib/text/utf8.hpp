// UTF-8: checking, repairing, decoding and encoding. Everything else in lib/text takes and gives
// UTF-8.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace gandan::text {

inline constexpr char32_t replacement_character = 0xFFFD;

/// Whether the bytes are well-formed UTF-8 (no surrogates, nothing over-long, nothing past
/// U+10FFFF).
[[nodiscard]] bool is_valid_utf8(std::string_view bytes);

/// The text with every ill-formed part replaced by U+FFFD, as the Unicode standard recommends.
[[nodiscard]] std::string repair_utf8(std::string_view bytes);

/// Whether no text may hold it: control characters but tab and newline (PostgreSQL refuses U+0000),
/// noncharacters (XML 1.0 and with it a feed refuses U+FFFE), and the controls that make a reader
/// see other words than were written (bidirectional embeddings, overrides, isolates).
[[nodiscard]] bool is_forbidden(char32_t code_point);

/// What intake stores: valid UTF-8 in NFC, lines ended by \n alone, nothing forbidden, no byte
/// order mark. The words stay as they were written.
[[nodiscard]] std::string clean(std::string_view bytes);

/// A code point and how many bytes it took; an ill-formed part gives U+FFFD.
struct Decoded {
  char32_t code_point;
  std::size_t size;
};

/// Decodes what begins at `bytes[at]`; `at` must be inside.
[[nodiscard]] Decoded decode(std::string_view bytes, std::size_t at);

/// Appends one code point.
void append(std::string& out, char32_t code_point);

/// How many code points the text has (what limits on length count).
[[nodiscard]] std::size_t length(std::string_view text);

/// The first `count` code points, cut where a word ends if one ends in the last third; `…` is not
/// added.
[[nodiscard]] std::string_view shorten(std::string_view text, std::size_t count);

}  // namespace gandan::text
