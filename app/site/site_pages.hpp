// The pages that belong to no module: help, privacy, accessibility, keys, errors, the style guide.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "kernel/pages/frame.hpp"
#include "kernel/pages/parts.hpp"
#include "lib/http/app.hpp"

namespace gandan::site {

struct TextPage {
  pages::PageFrame frame;
  std::string heading;
  struct Section {
    std::string title;
    std::vector<std::string> paragraphs;
  };
  std::string lead;
  std::vector<Section> sections;
};

struct ErrorPage {
  pages::PageFrame frame;
  pages::EmptyState state;
  std::string request_id;
};

void add_pages(http::App& app, bool demonstration);
/// In the look of the site; JSON for the API.
[[nodiscard]] http::Response error_page(http::Request& request, int status, std::string_view detail);

}  // namespace gandan::site
