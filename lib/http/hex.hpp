// Ids, tags and versions in text.
#pragma once
#include <cstdint>
#include <string>

namespace gandan::http {

/// Sixteen small hexadecimal digits.
[[nodiscard]] inline std::string hex(std::uint64_t value) {
  static constexpr char digits[] = "0123456789abcdef";
  std::string out(16, '0');
  for (char& digit : out) {
    digit = digits[value >> 60];
    value <<= 4;
  }
  return out;
}

}  // namespace gandan::http
