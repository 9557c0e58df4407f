#include "lib/http/conditional.hpp"

namespace gandan::http {
namespace {

std::string_view opaque(std::string_view tag) {
  if (tag.starts_with("W/")) tag.remove_prefix(2);
  return tag;
}

}  // namespace

std::string quoted_tag(std::string_view tag) {
  std::string quoted = "W/\"";
  for (const char c : tag)
    if (c != '"') quoted += c;
  return quoted += '"';
}

bool has_tag(std::string_view if_none_match, std::string_view quoted) {
  if (if_none_match == "*") return true;
  while (!if_none_match.empty()) {
    const std::size_t start = if_none_match.find_first_not_of(" \t,");
    if (start == std::string_view::npos) return false;
    if_none_match.remove_prefix(start);
    const std::size_t open = if_none_match.find('"');
    if (open == std::string_view::npos) return false;
    const std::size_t close = if_none_match.find('"', open + 1);
    if (close == std::string_view::npos) return false;
    if (opaque(if_none_match.substr(0, close + 1)) == opaque(quoted)) return true;
    if_none_match.remove_prefix(close + 1);
  }
  return false;
}

}  // namespace gandan::http
