#include "app/inert.hpp"

#include "lib/text/utf8.hpp"

namespace gandan::app {

std::string inert(std::string_view words) {
  std::string shown;
  for (std::size_t at = 0; at < words.size();) {
    const auto [code_point, size] = text::decode(words, at);
    at += size;
    text::append(shown, text::is_forbidden(code_point) ? text::replacement_character : code_point);
    if (code_point == U'\n') shown += "  ";
  }
  return shown;
}

}  // namespace gandan::app
