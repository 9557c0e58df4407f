#include "lib/text/utf8.hpp"

#include <cstdint>
#include <cstring>

#include "lib/text/fold.hpp"

namespace gandan::text {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// The length that a lead byte announces; 0 where no sequence can begin with it.
std::size_t announced(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead < 0xC2) return 0;
  if (lead < 0xE0) return 2;
  if (lead < 0xF0) return 3;
  return lead < 0xF5 ? 4 : 0;
}

/// Whether `second` may follow `lead`: what excludes the over-long, the surrogates and the too
/// large.
bool may_follow(unsigned char lead, unsigned char second) {
  unsigned char low = 0x80, high = 0xBF;
  if (lead == 0xE0) low = 0xA0;
  if (lead == 0xED) high = 0x9F;
  if (lead == 0xF0) low = 0x90;
  if (lead == 0xF4) high = 0x8F;
  return second >= low && second <= high;
}

std::size_t ascii_prefix(std::string_view bytes, std::size_t at) {
  while (at + 8 <= bytes.size()) {
    std::uint64_t word;
    std::memcpy(&word, bytes.data() + at, 8);
    if ((word & 0x8080808080808080u) != 0) break;
    at += 8;
  }
  while (at < bytes.size() && static_cast<unsigned char>(bytes[at]) < 0x80) ++at;
  return at;
}

}  // namespace

Decoded decode(std::string_view bytes, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes[at + i]); };
  const unsigned char lead = byte(0);
  if (lead < 0x80) return {lead, 1};
  const std::size_t size = announced(lead);
  const std::size_t left = bytes.size() - at;
  if (size == 0) return {replacement_character, 1};
  if (left < 2 || !may_follow(lead, byte(1))) return {replacement_character, 1};
  char32_t code_point = lead & (0x7Fu >> size);
  for (std::size_t i = 1; i < size; ++i) {
    if (i >= left || (byte(i) & 0xC0) != 0x80) return {replacement_character, i};
    code_point = (code_point << 6) | (byte(i) & 0x3Fu);
  }
  return {code_point, size};
}

void append(std::string& out, char32_t code_point) {
  const auto put = [&](char32_t byte) { out.push_back(static_cast<char>(byte)); };
  if (code_point < 0x80) {
    put(code_point);
  } else if (code_point < 0x800) {
    put(0xC0 | (code_point >> 6));
    put(0x80 | (code_point & 0x3F));
  } else if (code_point < 0x10000) {
    put(0xE0 | (code_point >> 12));
    put(0x80 | ((code_point >> 6) & 0x3F));
    put(0x80 | (code_point & 0x3F));
  } else {
    put(0xF0 | (code_point >> 18));
    put(0x80 | ((code_point >> 12) & 0x3F));
    put(0x80 | ((code_point >> 6) & 0x3F));
    put(0x80 | (code_point & 0x3F));
  }
}

bool is_valid_utf8(std::string_view bytes) {
  for (std::size_t at = 0; (at = ascii_prefix(bytes, at)) < bytes.size();) {
    const Decoded next = decode(bytes, at);
    // A real U+FFFD takes three bytes and ends well; an ill-formed part never decodes to three.
    if (next.code_point == replacement_character && bytes.substr(at, next.size) != "\xEF\xBF\xBD")
      return false;
    at += next.size;
  }
  return true;
}

std::string repair_utf8(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size());
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t plain = ascii_prefix(bytes, at);
    out.append(bytes, at, plain - at);
    at = plain;
    if (at == bytes.size()) break;
    const Decoded next = decode(bytes, at);
    append(out, next.code_point);
    at += next.size;
  }
  return out;
}

bool is_forbidden(char32_t c) {
  if (c < 0x20) return c != '\t' && c != '\n';
  if (c < 0x7F) return false;
  const bool is_control = c < 0xA0;
  const bool is_noncharacter = (c & 0xFFFE) == 0xFFFE || (0xFDD0 <= c && c <= 0xFDEF);
  const bool turns_words = (0x202A <= c && c <= 0x202E) || (0x2066 <= c && c <= 0x2069);
  return is_control || is_noncharacter || turns_words;
}

std::string clean(std::string_view bytes) {
  const std::string text = nfc(bytes);
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const Decoded next = decode(text, at);
    const std::string_view piece(text.data() + at, next.size);
    at += next.size;
    if (next.code_point == '\r') {
      if (at >= text.size() || text[at] != '\n') out += '\n';
    } else if (!is_forbidden(next.code_point)) {
      out += piece;
    }
  }
  while (out.starts_with(byte_order_mark)) out.erase(0, byte_order_mark.size());
  // What stood apart by a character that was dropped may compose now.
  return out.size() == text.size() ? out : nfc(out);
}

std::size_t length(std::string_view text) {
  std::size_t count = 0;
  for (const char c : text) count += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  return count;
}

std::string_view shorten(std::string_view text, std::size_t count) {
  std::size_t at = 0;
  std::size_t space = 0;
  for (std::size_t n = 0; at < text.size() && n < count; ++n) {
    if (text[at] == ' ' || text[at] == '\n') space = at;
    at += decode(text, at).size;
  }
  if (at >= text.size()) return text;
  if (text[at] != ' ' && text[at] != '\n' && space > at - at / 3) at = space;
  return text.substr(0, at);
}

}  // namespace gandan::text
