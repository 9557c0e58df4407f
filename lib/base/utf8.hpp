// UTF-8 at the edges of the program: what comes in is checked once, so that the inside can trust
// it.
#pragma once
#include <string>
#include <string_view>

namespace gandan {

/// Whether the bytes are UTF-8: no surrogates, no overlong forms, nothing above U+10FFFF.
[[nodiscard]] bool is_utf8(std::string_view bytes);

/// How many bytes from the start are UTF-8: the whole length where all are.
[[nodiscard]] std::size_t utf8_prefix(std::string_view bytes);

/// The text with each byte that is not UTF-8, and each NUL, as U+FFFD: what a database takes.
[[nodiscard]] std::string storable_text(std::string_view bytes);

}  // namespace gandan
