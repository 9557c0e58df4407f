// The home page: an opening and a body, made by the modules.
#pragma once
#include <vector>

#include "kernel/module/contributions.hpp"
#include "kernel/pages/frame.hpp"
#include "kernel/pages/parts.hpp"

namespace gandan::site {

struct HomePage {
  pages::PageFrame frame;
  const http::Request& request;
  const std::vector<HomePart>& openings;
  const std::vector<HomePart>& body;
  pages::EmptyState empty;  ///< where there is no part at all
};

inline void print_part(html::Out& out, const HomePage& page, const HomePart& part) {
  part.print(page.request, out);
}

}  // namespace gandan::site
