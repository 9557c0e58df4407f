#include "kernel/site/where_page.hpp"

#include "kernel/pages/site.hpp"
#include "kernel/pages/views.hpp"
#include "kernel/site/views/where.hpp"
#include "kernel/site/your_place.hpp"
#include "kernel/turn/place_choice.hpp"
#include "kernel/turn/turn.hpp"
#include "kernel/turn/unit_href.hpp"
#include "kernel/turn/units_named.hpp"
#include "kernel/units/areas.hpp"
#include "kernel/units/places.hpp"
#include "lib/text/fold.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::site {
namespace {

WherePage where_page(const Turn& turn, const std::string& typed) {
  const Wording& words = turn.words;
  WherePage page{
      .frame = pages::frame_for(turn.request, words.tr(N_("Where do you live?"))),
      .here = {},
      .label = words.tr(N_("Your commune, ward or province, by its name of today or of before")),
      .typed = typed,
      .found = {words.tr(N_("Do you mean one of these?")), {}},
      .to_choose = {},
      .empty = {},
      .provinces = {words.tr(N_("All provinces and cities")), {}}};
  page.frame.section = "place";
  page.frame.trail = {{words.tr(N_("Home")), "/"}};
  page.frame.searches = false;  // the page has its own
  page.frame.form = pages::PageForm{.id = "where"};
  if (const pages::YourPlace* here = pages::your_place(turn.request))
    page.here = {here->name, here->href};
  for (const units::Unit& province : words.directory.provinces())
    page.provinces.units.push_back({province.name, place_href(province, words.today)});
  return page;
}

void say_unknown(const Wording& words, WherePage& page) {
  page.empty = {.title = words.tr(N_("No place of this name is known")),
                .text = words.tr(N_("Try fewer words, or begin with the province below.")),
                .actions = {}};
}

std::string typed_name(std::string_view raw) {
  std::string typed = text::clean(raw);
  return text::is_blank(typed) ? std::string() : typed;
}

http::Response show_where(const http::Request& request, const Services& services) {
  const Turn turn(request, services);
  const std::string typed = typed_name(request.query.get("q"));
  std::string exact;
  auto found = services.database.read([&](db::Tx& tx) {
    const auto id = units::find_exact_place(tx, typed, turn.words.today);
    const auto place = id ? units::find_unit(tx, *id) : std::nullopt;
    exact = place ? place_href(*place, turn.words.today) : "";
    return places_like(tx, turn.words, typed);
  });
  if (!exact.empty()) return http::Response::redirect(exact);
  WherePage page = where_page(turn, typed);
  page.found.units = std::move(found);
  if (!typed.empty() && page.found.units.empty()) say_unknown(turn.words, page);
  return pages::render(request, views::where_page, page);
}

// --- what somebody says ------------------------------------------------------------------------

/// Of today, by the code that a button sends.
std::optional<units::Unit> chosen_place(db::Tx& tx, std::string_view code, Date today) {
  auto area = units::area_of_address(tx, code, today);
  return area && area->valid_to && *area->valid_to < today ? std::nullopt : area;
}

/// Every place of today that the words may mean, or that what they mean has become.
std::vector<PlaceChoice> choices_of(db::Tx& tx, const Wording& words, std::string_view typed) {
  constexpr std::size_t most = 12, longest = 120;
  std::vector<PlaceChoice> choices;
  if (typed.empty() || typed.size() > longest) return choices;
  auto add = [&](const units::Unit& unit, std::string name) {
    std::string value = place_href(unit, words.today).substr(std::string_view("/places/").size());
    for (const PlaceChoice& known : choices)
      if (known.value == value) return;
    if (choices.size() < most) choices.push_back({std::move(value), std::move(name)});
  };
  for (const units::Place& place : units::find_places(tx, typed, words.today, most)) {
    for (const units::Share& share : place.now) {
      const bool is_itself = share.unit == place.unit.id;
      const auto unit = is_itself ? place.unit : units::find_unit(tx, share.unit);
      if (!unit) continue;
      add(*unit, is_itself ? place.path
                           : words.locale.tr(N_("{place} (was: {before})"),
                                             {{"place", unit->name}, {"before", place.path}}));
    }
  }
  return choices;
}

/// Back to where it was said: the home page, or the page of the place.
http::Response keep_place(const Turn& turn, const units::Unit& area) {
  const Date today = turn.words.today;
  const bool to_its_page = turn.request.form.get("then") == "place";
  http::Response response =
      http::Response::redirect(to_its_page ? place_href(area, today) : std::string("/"));
  keep_your_place(response, area, today);
  return response;
}

http::Response say_where(const http::Request& request, const Services& services) {
  const Turn turn(request, services);
  const Date today = turn.words.today;
  const std::string_view code = request.form.get("place");
  const std::string typed = typed_name(request.form.get("q"));
  if (pages::only_shows(request))
    return pages::render(request, views::where_page, where_page(turn, typed));
  if (request.form.get("do") == "forget") {
    http::Response response = http::Response::redirect("/where");
    forget_your_place(response);
    return response;
  }
  std::optional<units::Unit> area;
  auto choices = services.database.read([&](db::Tx& tx) {
    const auto exact =
        code.empty() && !typed.empty() ? units::find_exact_place(tx, typed, today) : std::nullopt;
    area = exact ? units::find_unit(tx, *exact) : chosen_place(tx, code, today);
    return area ? std::vector<PlaceChoice>() : choices_of(tx, turn.words, typed);
  });
  if (area) return keep_place(turn, *area);
  WherePage page = where_page(turn, typed);
  page.frame.path = "/where";
  page.to_choose = std::move(choices);
  if (page.to_choose.empty()) say_unknown(turn.words, page);
  return pages::render(request, views::where_page, page, page.to_choose.empty() ? 422 : 200);
}

/// What the words of a form may mean, while somebody types: for pages::Finder.
http::Response offer_places(const http::Request& request, Services& services) {
  const i18n::Locale& locale = pages::locale_of(request);
  const std::string_view typed = request.query.get("place");
  const auto offers = place_offers(services.database, services.clock, locale,
                                   typed.empty() ? request.query.get("q") : typed);
  html::Out out(locale);
  pages::views::offers(out, "unit", offers);
  return http::Response::html(out.take());
}

}  // namespace

void add_where_page(http::App& app, Services& services) {
  const http::RouteOptions searches{.work = http::Work::slow, .rate_class = "reads"};
  app.router.get(
      "/where", http::everyone(),
      [&services](http::Request& request) { return show_where(request, services); }, searches);
  // It changes a cookie of the reader and nothing here.
  app.router.post(
      "/where", http::everyone(),
      [&services](http::Request& request) { return say_where(request, services); }, searches);
  app.router.get("/places", http::everyone(),
                 [&services](http::Request& request) { return offer_places(request, services); },
                 {.work = http::Work::slow});
}

}  // namespace gandan::site
