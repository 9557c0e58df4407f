#include "lib/html/escape.hpp"

#include <array>
#include <charconv>
#include <cstring>

namespace gandan::html {
namespace {

constexpr std::string_view entity(char c) {
  switch (c) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    case '\'':
      return "&#39;";
    default:
      return {};
  }
}

constexpr auto is_special = [] {
  std::array<bool, 256> table{};
  for (unsigned c = 0; c < 256; ++c) table[c] = !entity(static_cast<char>(c)).empty();
  return table;
}();

/// Sixteen bytes at once: most text holds nothing to escape, and this finds that out at the speed
/// of a copy. The compiler's vector extension works on every processor that Debian runs on.
using Block = signed char __attribute__((vector_size(16)));

bool has_special(const char* at) {
  Block block;
  std::memcpy(&block, at, sizeof block);
  Block hit = (block == '&') | (block == '<') | (block == '>') | (block == '"') | (block == '\'');
  std::array<std::uint64_t, 2> halves;
  std::memcpy(halves.data(), &hit, sizeof hit);
  return (halves[0] | halves[1]) != 0;
}

constexpr bool is_unreserved(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '.' || c == '_' || c == '~';
}

}  // namespace

void escape(std::string& to, std::string_view text) {
  const char* at = text.data();
  const char* end = at + text.size();
  const char* copied = at;
  for (;;) {
    while (end - at >= 16 && !has_special(at)) at += 16;
    while (at != end && !is_special[static_cast<unsigned char>(*at)]) ++at;
    if (at == end) break;
    to.append(copied, at);
    to.append(entity(*at));
    copied = ++at;
  }
  to.append(copied, end);
}

void percent_encode(std::string& to, std::string_view text) {
  constexpr std::string_view hex = "0123456789ABCDEF";
  while (!text.empty()) {
    std::size_t plain = 0;
    while (plain < text.size() && is_unreserved(text[plain])) ++plain;
    to.append(text.substr(0, plain));
    text.remove_prefix(plain);
    if (text.empty()) return;
    auto byte = static_cast<unsigned char>(text.front());
    to.append({'%', hex[byte >> 4], hex[byte & 15]});
    text.remove_prefix(1);
  }
}

bool is_safe_url(std::string_view url) {
  std::string scheme;
  for (char c : url) {
    // The URL standard strips C0 controls and spaces in front, tabs and line breaks everywhere;
    // here all of them are skipped everywhere, which can only refuse more.
    if (static_cast<unsigned char>(c) <= ' ') continue;
    if (c == '/' || c == '?' || c == '#') return true;
    if (c == ':')
      return scheme == "http" || scheme == "https" || scheme == "mailto" || scheme == "tel" ||
             scheme == "otpauth";
    scheme += static_cast<char>(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
    if (scheme.size() > 256) return false;
  }
  return true;
}

void append_digits(std::string& to, std::int64_t value) {
  std::array<char, 24> buffer;
  auto written = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
  to.append(buffer.data(), written.ptr);
}

void append_digits(std::string& to, double value) {
  std::array<char, 400> buffer;  // the largest double has 309 digits in fixed notation
  auto written =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::fixed);
  to.append(buffer.data(), written.ptr);
}

}  // namespace gandan::html
