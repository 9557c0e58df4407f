#include "lib/base/utf8.hpp"

#include <cstdint>
#include <cstring>

namespace gandan {
namespace {

/// The length of the character that begins at `at` (Unicode, table 3-7), or 0 where none does.
std::size_t character_length(const unsigned char* at, std::size_t left) {
  const auto tail = [&](std::size_t index, unsigned char low = 0x80, unsigned char high = 0xBF) {
    return index < left && at[index] >= low && at[index] <= high;
  };
  const unsigned char first = at[0];
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first <= 0xDF) return tail(1) ? 2 : 0;
  if (first >= 0xE0 && first <= 0xEF) {
    const unsigned char low = first == 0xE0 ? 0xA0 : 0x80;
    const unsigned char high = first == 0xED ? 0x9F : 0xBF;
    return tail(1, low, high) && tail(2) ? 3 : 0;
  }
  if (first >= 0xF0 && first <= 0xF4) {
    const unsigned char low = first == 0xF0 ? 0x90 : 0x80;
    const unsigned char high = first == 0xF4 ? 0x8F : 0xBF;
    return tail(1, low, high) && tail(2) && tail(3) ? 4 : 0;
  }
  return 0;
}

}  // namespace

std::size_t utf8_prefix(std::string_view bytes) {
  const auto* data = reinterpret_cast<const unsigned char*>(bytes.data());
  std::size_t at = 0;
  while (at < bytes.size()) {
    // Eight ASCII bytes at a step: most of what comes in.
    while (at + 8 <= bytes.size()) {
      std::uint64_t eight = 0;
      std::memcpy(&eight, data + at, 8);
      if ((eight & 0x8080808080808080U) != 0) break;
      at += 8;
    }
    if (at == bytes.size()) break;
    const std::size_t length = character_length(data + at, bytes.size() - at);
    if (length == 0) return at;
    at += length;
  }
  return at;
}

bool is_utf8(std::string_view bytes) {
  return utf8_prefix(bytes) == bytes.size();
}

std::string storable_text(std::string_view bytes) {
  constexpr std::string_view replacement = "\xEF\xBF\xBD";
  std::string text;
  text.reserve(bytes.size());
  for (;;) {
    std::string_view good = bytes.substr(0, utf8_prefix(bytes));
    good = good.substr(0, good.find('\0'));
    text.append(good);
    bytes.remove_prefix(good.size());
    if (bytes.empty()) return text;
    text.append(replacement);
    bytes.remove_prefix(1);
  }
}

}  // namespace gandan
