// Any bytes: escaped text holds no markup and reads back as it was; a refused scheme never passes.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "lib/html/escape.hpp"

namespace {

std::string unescape(std::string_view text) {
  static constexpr std::pair<std::string_view, char> entities[] = {
      {"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&#39;", '\''}};
  std::string plain;
  while (!text.empty()) {
    std::size_t used = 1;
    char c = text.front();
    for (auto [entity, meaning] : entities)
      if (text.starts_with(entity)) used = entity.size(), c = meaning;
    if (used == 1 && c == '&') std::abort();
    plain += c;
    text.remove_prefix(used);
  }
  return plain;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  std::string escaped, encoded;
  gandan::html::escape(escaped, text);
  if (escaped.find_first_of("<>\"'") != escaped.npos || unescape(escaped) != text) std::abort();
  gandan::html::percent_encode(encoded, text);
  for (char c : encoded)
    if (c == '<' || c == '"' || c == ':' || c == '&' || c == '/') std::abort();
  // Whatever stands in front, the scheme of a URL that passes is not script's.
  std::string visible;
  for (char c : text)
    if (static_cast<unsigned char>(c) > ' ') visible += static_cast<char>(c | 0x20);
  if (visible.starts_with("javascript:") && gandan::html::is_safe_url(text)) std::abort();
  return 0;
}
