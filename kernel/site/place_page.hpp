// The page of a place: who answers there, what it was and what it is now, and what the modules say
// of it.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "kernel/pages/frame.hpp"
#include "kernel/pages/parts.hpp"
#include "kernel/site/unit_parts.hpp"
#include "lib/http/app.hpp"

namespace gandan::site {

/// Places or bodies beside one another under a heading; nothing where there are none.
struct UnitLinks {
  std::string title;
  std::vector<pages::Link> units;
};

struct PlacePage {
  pages::PageFrame frame;
  std::string name;
  pages::Link within;        ///< its province; none of a province
  std::string life;          ///< "from 01/08/2008 to 30/06/2025", of what is no more
  UnitLinks now;             ///< what it became; nothing else is told of such a place
  BodyGroup bodies;          ///< that serve it today and have numbers; or all, where they are few
  pages::EmptyState nobody;  ///< where there is none
  std::vector<PrintPart> parts;
  UnitLinks bodies_unasked;  ///< the others that serve it today
  UnitLinks communes, before, bodies_before;
};

/// /places/{code}.
void add_place_page(http::App& app, Services& services, std::shared_ptr<const UnitParts> parts);

}  // namespace gandan::site
