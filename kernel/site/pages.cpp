#include "kernel/exports/pages.hpp"

#include <algorithm>
#include <memory>
#include <ranges>

#include "kernel/api/api.hpp"
#include "kernel/desk/desk.hpp"
#include "kernel/indicators/page.hpp"
#include "kernel/pages/standing.hpp"
#include "kernel/records/follow_page.hpp"
#include "kernel/site/body_pages.hpp"
#include "kernel/site/calendar.hpp"
#include "kernel/site/data_page.hpp"
#include "kernel/site/home_page.hpp"
#include "kernel/site/place_page.hpp"
#include "kernel/site/search_page.hpp"
#include "kernel/site/site.hpp"
#include "kernel/site/style_guide.hpp"
#include "kernel/site/views/data.hpp"
#include "kernel/site/views/home.hpp"
#include "kernel/site/ways_page.hpp"
#include "kernel/site/where_page.hpp"
#include "kernel/turn/turn.hpp"
#include "kernel/turn/unit_href.hpp"
#include "kernel/units/areas.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::site {
namespace {

struct HomeParts {
  std::vector<HomePart> openings, body;
};

HomeParts home_parts(Services& services, std::span<const Module> modules) {
  HomeParts parts;
  for (const Module& module : modules) {
    if (!module.home) continue;
    for (HomePart& part : module.home(services))
      (part.where == HomePart::Where::opening ? parts.openings : parts.body)
          .push_back(std::move(part));
  }
  if (parts.openings.empty() && std::ranges::all_of(parts.body, &HomePart::only_adds))
    parts.body.clear();
  std::ranges::stable_sort(parts.openings, {}, &HomePart::order);
  std::ranges::stable_sort(parts.body, {}, &HomePart::order);
  return parts;
}

/// A week back and a fortnight ahead: of the reader's place, or of all.
Strip days_around(const http::Request& request, const Services& services,
                  const Calendars& calendars) {
  constexpr int back = 7, ahead = 14, most = 4;
  const Turn turn(request, services);
  const Wording& words = turn.words;
  const pages::YourPlace* here = pages::your_place(request);
  const auto matters = services.database.read([&](db::Tx& tx) {
    CalendarVisit visit{words.locale, words.directory,    words.today,         {},
                        {},           words.today - back, words.today + ahead, most};
    if (here != nullptr) {
      visit.place = units::find_unit(tx, here->id);
      visit.bodies = known_bodies(words, units::bodies_serving(tx, here->id));
    }
    return calendars.of(tx, visit);
  });
  std::string title = here == nullptr
                          ? words.tr(N_("These days"))
                          : words.locale.tr(N_("These days in {place}"), {{"place", here->name}});
  Strip strip = strip_of(words, std::move(title), matters);
  if (here != nullptr) strip.all = {words.tr(N_("All of the notice board")), here->href};
  return strip;
}

http::Response show_home(const http::Request& request, const Services& services,
                         const HomeParts& parts, const Calendars& calendars) {
  const i18n::Locale& locale = pages::locale_of(request);
  HomePage page{.frame = pages::frame_for(
                    request, std::string(locale.tr(N_("You ask. Public bodies answer.")))),
                .request = request,
                .openings = parts.openings,
                .body = parts.body,
                .days = days_around(request, services, calendars),
                .empty = {.title = std::string(locale.tr(N_("Nothing is offered here yet"))),
                          .text = std::string(locale.tr(N_("Whoever runs this installation has not "
                                                           "switched anything on.")))}};
  if (!parts.body.empty() && page.frame.here.label.empty()) {
    page.frame.form = pages::PageForm{.id = "where", .shown_at = "/"};
    page.typed = text::clean(request.query.get("q"));
  }
  page.frame.searches = parts.openings.empty();  // an opening has its own
  page.frame.live = true;
  return pages::render(request, views::home_page, page);
}

std::vector<personal::Kept> kept_by(std::span<const Module> modules) {
  std::vector<personal::Kept> all;
  // What contexts keep of people who send something stands first.
  for (const Module& module : modules | std::views::reverse)
    all.insert(all.end(), module.personal.kept.begin(), module.personal.kept.end());
  return all;
}

http::Response show_data(const http::Request& request, const std::vector<personal::Kept>& kept) {
  const i18n::Locale& locale = pages::locale_of(request);
  DataPage page{
      .frame = pages::frame_for(request, std::string(locale.tr(N_("What is kept of people")))),
      .rows = {}};
  for (const personal::Kept& each : kept)
    page.rows.push_back({std::string(locale.tr(each.what)), std::string(locale.tr(each.why)),
                         std::string(locale.tr(each.how_long)),
                         std::string(locale.tr(each.seen_by)), each.in_own_file});
  page.has_own_file = std::ranges::any_of(kept, &personal::Kept::in_own_file);
  return pages::render(request, views::data_page, page);
}

void add_standing_pages(http::Router& router, std::span<const Module> modules, bool demonstration) {
  std::vector<pages::AboutFiles> more;
  for (const Module& module : modules) more.push_back(module.about);
  auto about = [&more](const char* name) {
    return [name, more](http::Request& request) {
      auto page =
          pages::about_page(pages::locale_of(request), pages::frame_for(request, ""), name, more);
      return page ? http::Response::html(std::move(*page)) : http::Response::not_found();
    };
  };
  router.get("/help", http::everyone(), about("help"));
  router.get("/privacy", http::everyone(), about("privacy"));
  router.get("/privacy/data", http::everyone(), [kept = kept_by(modules)](http::Request& request) {
    return show_data(request, kept);
  });
  router.get("/accessibility", http::everyone(), about("accessibility"));
  router.get("/keys", http::everyone(), [](http::Request& request) {
    return http::Response::html(
        pages::keys_page(pages::locale_of(request), pages::frame_for(request, "")));
  });
  router.post("/keys", http::everyone(),
              [](http::Request& request) { return pages::switch_keys(request); });
  if (demonstration) add_style_guide(router);
}

}  // namespace

void add_pages(http::App& app, Services& services, std::span<const Module> modules) {
  add_standing_pages(app.router, modules, services.demonstration);
  if (services.records.are_followed())
    records::add_follow_page(app, services.database, services.records);
  indicators::add_report_pages(
      app, services.database, services.clock, [&services] { return services.directory.get(); },
      indicators_of(modules));
  exports::add_pages(
      app, services.database, [&services] { return services.directory.get(); },
      exports_of(modules));
  std::vector<api::Part> in_api;
  for (const Module& module : modules) in_api.push_back(module.api);
  api::add_document(app, std::move(in_api));
  if (has_desk(modules)) desk::add_pages(app, services);
  if (searching(modules).size() > 1) add_search_page(app, services, modules);
  const auto unit_parts = std::make_shared<const UnitParts>(services, modules);
  add_body_pages(app, services, unit_parts);
  const auto calendars = std::make_shared<const Calendars>(services, modules);
  add_place_page(app, services, unit_parts, calendars);
  add_where_page(app, services);
  add_ways_pages(app);
  app.router.get(
      "/", http::everyone(),
      [&services, calendars,
       parts = std::make_shared<const HomeParts>(home_parts(services, modules))](
          http::Request& request) { return show_home(request, services, *parts, *calendars); },
      {.may_be_kept = true});
  app.router.get("/robots.txt", http::everyone(),
                 [text = robots(modules)](http::Request&) { return http::Response::text(text); });
}

}  // namespace gandan::site
