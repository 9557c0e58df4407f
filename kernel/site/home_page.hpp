// The home page: where the reader lives, an opening and a body made by the modules, and the days
// around today.
#pragma once
#include <vector>

#include "kernel/module/contributions.hpp"
#include "kernel/pages/frame.hpp"
#include "kernel/pages/parts.hpp"
#include "kernel/site/calendar.hpp"

namespace gandan::site {

struct HomePage {
  pages::PageFrame frame;
  const http::Request& request;
  const std::vector<HomePart>& openings;
  const std::vector<HomePart>& body;
  Strip days = {};          ///< of the reader's place, or of all
  std::string typed = {};   ///< where they live, before they changed the language
  pages::EmptyState empty;  ///< where there is no part at all
};

inline void print_part(html::Out& out, const HomePage& page, const HomePart& part) {
  part.print(page.request, out);
}

}  // namespace gandan::site
