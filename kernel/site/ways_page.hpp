// The page of an intent: the ways into what somebody came for. The menu of residents leads there.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "kernel/pages/frame.hpp"
#include "kernel/pages/parts.hpp"
#include "lib/http/app.hpp"

namespace gandan::site {

struct WaysPage {
  struct Way {
    pages::Link link;
    std::string hint;
  };
  pages::PageFrame frame;
  std::vector<Way> ways;
  std::optional<pages::SearchBox> box;  ///< the search of the site: a telephone's header has none
};

/// GET /ways/{intent}; not found where there is no way into it.
void add_ways_pages(http::App& app);

}  // namespace gandan::site
