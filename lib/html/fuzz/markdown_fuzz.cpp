// Any Markdown: the only tags are those of CommonMark, the only attributes those that we write, and
// every link goes where a reader may safely go.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "lib/html/markdown.hpp"

namespace {

/// The attributes of a tag are ` name="value"` without a quote, < or > in the value.
void check_attributes(std::string_view attributes) {
  while (!attributes.empty()) {
    auto equals = attributes.find("=\"");
    if (attributes.front() != ' ' || equals == std::string_view::npos) std::abort();
    auto name = attributes.substr(1, equals - 1);
    auto end = attributes.find('"', equals + 2);
    if (end == std::string_view::npos) std::abort();
    auto value = attributes.substr(equals + 2, end - equals - 2);
    bool known = name == "rel" || name == "href" || name == "start" || name == "class" ||
                 (name == "align" && (value == "left" || value == "center" || value == "right"));
    if (!known || (name == "href" && !gandan::html::is_safe_url(value))) std::abort();
    attributes.remove_prefix(end + 1);
  }
}

void check(std::string_view page) {
  for (auto open = page.find('<'); open != page.npos; open = page.find('<', open + 1)) {
    auto close = page.find('>', open);
    if (close == page.npos) std::abort();
    auto tag = page.substr(open + 1, close - open - 1);
    if (tag.starts_with('/')) tag.remove_prefix(1);
    if (tag.ends_with(" /")) tag.remove_suffix(2);
    auto name = tag.substr(0, tag.find(' '));
    bool known = false;
    for (std::string_view allowed :
         {"p",  "a",  "em", "strong", "code", "pre",   "blockquote", "ul",    "ol", "li", "br",
          "hr", "h3", "h4", "h5",     "h6",   "table", "thead",      "tbody", "tr", "th", "td"})
      known |= name == allowed;
    if (!known) std::abort();
    check_attributes(tag.substr(name.size()));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  check(gandan::html::markdown({reinterpret_cast<const char*>(data), size}).markup());
  return 0;
}
