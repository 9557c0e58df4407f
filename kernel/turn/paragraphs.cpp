#include "kernel/turn/paragraphs.hpp"

#include <algorithm>

namespace gandan {

std::vector<std::string> paragraphs_of(std::string_view text) {
  std::string_view between = text.find("\n\n") == std::string_view::npos ? "\n" : "\n\n";
  std::vector<std::string> out;
  while (!text.empty()) {
    std::size_t end = std::min(text.find(between), text.size());
    if (end > 0) out.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + between.size(), text.size()));
  }
  return out;
}

std::vector<std::string> paragraphs_under(std::string_view title, std::string_view text) {
  std::vector<std::string> out = paragraphs_of(text);
  constexpr std::size_t full_stop = 1;
  if (out.size() == 1 && out.front().starts_with(title) &&
      out.front().size() <= title.size() + full_stop)
    out.clear();
  return out;
}

}  // namespace gandan
