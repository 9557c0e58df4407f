// "Where do you live?": from the name of a place, or by its province, to the page of the place.
#pragma once
#include "kernel/pages/frame.hpp"
#include "kernel/pages/parts.hpp"
#include "kernel/site/place_page.hpp"
#include "lib/http/app.hpp"

namespace gandan::site {

struct WherePage {
  pages::PageFrame frame;
  pages::SearchBox box;
  UnitLinks found;          ///< what the words may mean
  pages::EmptyState empty;  ///< where words mean nothing; else no title
  UnitLinks provinces;
};

/// GET /where?q=: a name that means one place leads to its page.
void add_where_page(http::App& app, Services& services);

}  // namespace gandan::site
