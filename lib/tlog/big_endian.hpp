// Numbers as the formats of logs write them in bytes: the most significant first.
#pragma once
#include <concepts>
#include <string>
#include <string_view>

namespace gandan::tlog {

template <std::unsigned_integral Number>
[[nodiscard]] std::string big_endian(Number number) {
  std::string bytes(sizeof(Number), '\0');
  for (std::size_t i = sizeof(Number); i > 0; --i, number = static_cast<Number>(number >> 8))
    bytes[i - 1] = static_cast<char>(number & 0xff);
  return bytes;
}

/// Of the first bytes, of which there are enough.
template <std::unsigned_integral Number>
[[nodiscard]] Number from_big_endian(std::string_view bytes) {
  Number number = 0;
  for (const char byte : bytes.substr(0, sizeof(Number)))
    number = static_cast<Number>(number << 8 | static_cast<unsigned char>(byte));
  return number;
}

}  // namespace gandan::tlog
