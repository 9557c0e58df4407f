#include "kernel/site/where_page.hpp"

#include "kernel/pages/site.hpp"
#include "kernel/site/views/where.hpp"
#include "kernel/turn/turn.hpp"
#include "kernel/turn/unit_href.hpp"
#include "kernel/turn/units_named.hpp"
#include "kernel/units/places.hpp"
#include "lib/text/fold.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::site {
namespace {

WherePage where_page(const Turn& turn, const std::string& typed, std::vector<pages::Link> found) {
  const Wording& words = turn.words;
  WherePage page{
      .frame = pages::frame_for(turn.request, words.tr(N_("Where do you live?"))),
      .box = {.action = "/where",
              .label = words.tr(N_("Your commune, ward or province, by its name of today "
                                   "or of before")),
              .value = typed},
      .found = {words.tr(N_("Do you mean one of these?")), std::move(found)},
      .empty = {},
      .provinces = {words.tr(N_("All provinces and cities")), {}}};
  page.frame.section = "place";
  page.frame.trail = {{words.tr(N_("Home")), "/"}};
  page.frame.searches = false;  // the page has its own
  if (!typed.empty() && page.found.units.empty())
    page.empty = {.title = words.tr(N_("No place of this name is known")),
                  .text = words.tr(N_("Try fewer words, or begin with the province below.")),
                  .actions = {}};
  for (const units::Unit& province : words.directory.provinces())
    page.provinces.units.push_back({province.name, place_href(province, words.today)});
  return page;
}

http::Response show_where(const http::Request& request, const Services& services) {
  const Turn turn(request, services);
  std::string typed = text::clean(request.query.get("q"));
  if (text::is_blank(typed)) typed.clear();
  std::string exact;
  auto found = services.database.read([&](db::Tx& tx) {
    const auto id = units::find_exact_place(tx, typed, turn.words.today);
    const auto place = id ? units::find_unit(tx, *id) : std::nullopt;
    exact = place ? place_href(*place, turn.words.today) : "";
    return places_like(tx, turn.words, typed);
  });
  if (!exact.empty()) return http::Response::redirect(exact);
  return pages::render(request, views::where_page, where_page(turn, typed, std::move(found)));
}

}  // namespace

void add_where_page(http::App& app, Services& services) {
  app.router.get("/where", http::everyone(),
                 [&services](http::Request& request) { return show_where(request, services); },
                 {.work = http::Work::slow, .rate_class = "reads"});
}

}  // namespace gandan::site
