// "Where do you live?": from the name of a place, or by its province, to the page of the place;
// what somebody says is kept in their cookie (your_place.hpp).
#pragma once
#include <string>
#include <vector>

#include "kernel/pages/frame.hpp"
#include "kernel/pages/parts.hpp"
#include "kernel/site/place_page.hpp"
#include "lib/http/app.hpp"

namespace gandan::site {

/// A place that was typed, as a button that keeps it.
struct PlaceChoice {
  std::string value;  ///< "06184"
  std::string name;   ///< "Xã Đồng Đăng, Tỉnh Lạng Sơn"
};

struct WherePage {
  pages::PageFrame frame;
  pages::Link here;  ///< what was said before; without a label nothing was
  std::string label, typed;
  UnitLinks found;                     ///< what the words of an address may mean
  std::vector<PlaceChoice> to_choose;  ///< what the words of the form may mean
  pages::EmptyState empty;             ///< where words mean nothing; else no title
  UnitLinks provinces;
};

/// GET /where?q=: a name that means one place leads to its page. POST /where keeps `place`, a code,
/// or the one place that the words `q` mean; without both it forgets.
/// GET /places?place=: what the words of a form may mean, as pages::Finder shows it while one
/// types.
void add_where_page(http::App& app, Services& services);

}  // namespace gandan::site
