// Bytes that are ASCII, whatever the locale says.
#pragma once
#include <string_view>

namespace gandan {

[[nodiscard]] constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
[[nodiscard]] constexpr bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
/// Without the spaces and tabs around it: what HTTP calls optional white space (RFC 9110, 5.6.3).
/// Of what people type: text::trim.
[[nodiscard]] constexpr std::string_view without_spaces_around(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

}  // namespace gandan
