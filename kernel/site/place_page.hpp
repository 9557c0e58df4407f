// The page of a place, its notice board: who answers there and how they are reached, its days from
// past to future, what the modules say of it, what lies beneath, what it was and what it is now.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "kernel/pages/frame.hpp"
#include "kernel/pages/parts.hpp"
#include "kernel/site/calendar.hpp"
#include "kernel/site/contact_parts.hpp"
#include "kernel/site/unit_parts.hpp"
#include "lib/http/app.hpp"
#include "lib/qr/qr.hpp"

namespace gandan::site {

/// Places or bodies beside one another under a heading; nothing where there are none.
struct UnitLinks {
  std::string title;
  std::vector<pages::Link> units;
};

/// A place as a tile; of step 0 nobody waits there, 4 is nearest to where most do.
struct PlaceTile {
  pages::Link place;
  std::int64_t n = 0;
  int step = 0;
};
/// Nothing where there are none.
struct TilesBeneath {
  std::string title;
  std::vector<PlaceTile> tiles;
  bool counts = false;  ///< a module counts what waits there
};
/// 0 of 0; else 1 to 4, by the logarithm: one province may have a hundred times as much as another.
[[nodiscard]] int tile_step(std::int64_t n, std::int64_t most);
/// "q3"
[[nodiscard]] std::string tile_class(int step);

/// Where a printed page leads.
struct PaperCode {
  qr::Code code;
  std::string address;
  Date day;
};

struct PlacePage {
  pages::PageFrame frame;
  std::string name;
  pages::Link within;  ///< its province; none of a province
  std::string life;    ///< "from 01/08/2008 to 30/06/2025", of what is no more
  UnitLinks now;       ///< what it became; nothing else is told of such a place
  bool is_yours = false;
  std::string choice;  ///< what the button "I live here" sends; empty of what is no more
  std::vector<ContactLines> contacts;
  Strip days;
  BodyGroup bodies;          ///< that serve it today and have numbers; or all, where they are few
  pages::EmptyState nobody;  ///< where there is none
  std::vector<PrintPart> parts;
  UnitLinks bodies_unasked;  ///< the others that serve it today
  TilesBeneath beneath;
  UnitLinks before, bodies_before;
  std::string calendar_href, feed_href;
  std::string news_href;           ///< letters about what is new there; empty where none leave
  std::optional<PaperCode> paper;  ///< where the site's address is known
};

/// /places/{code}; with ".ics" behind the code its calendar, with ".atom" its feed.
void add_place_page(http::App& app, Services& services, std::shared_ptr<const UnitParts> parts,
                    std::shared_ptr<const Calendars> calendars);

}  // namespace gandan::site
