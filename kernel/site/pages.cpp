#include <algorithm>
#include <memory>

#include "kernel/pages/standing.hpp"
#include "kernel/pages/style_guide.hpp"
#include "kernel/records/follow_page.hpp"
#include "kernel/site/home_page.hpp"
#include "kernel/site/site.hpp"
#include "kernel/site/views/home.hpp"

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
  std::ranges::stable_sort(parts.openings, {}, &HomePart::order);
  std::ranges::stable_sort(parts.body, {}, &HomePart::order);
  return parts;
}

http::Response show_home(const http::Request& request, const HomeParts& parts) {
  const i18n::Locale& locale = pages::locale_of(request);
  HomePage page{.frame = pages::frame_for(
                    request, std::string(locale.tr(N_("You ask. Public bodies answer.")))),
                .request = request,
                .openings = parts.openings,
                .body = parts.body,
                .empty = {.title = std::string(locale.tr(N_("Nothing is offered here yet"))),
                          .text = std::string(locale.tr(N_("Whoever runs this installation has not "
                                                           "switched anything on.")))}};
  page.frame.searches = false;
  page.frame.live = true;
  return pages::render(request, views::home_page, page);
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
  router.get("/accessibility", http::everyone(), about("accessibility"));
  router.get("/keys", http::everyone(), [](http::Request& request) {
    return http::Response::html(
        pages::keys_page(pages::locale_of(request), pages::frame_for(request, "")));
  });
  if (demonstration)
    router.get("/styleguide", http::everyone(), [](http::Request& request) {
      return http::Response::html(
          pages::style_guide(pages::locale_of(request), pages::frame_for(request, "")));
    });
}

}  // namespace

void add_pages(http::App& app, Services& services, std::span<const Module> modules) {
  add_standing_pages(app.router, modules, services.demonstration);
  if (services.records.are_followed())
    records::add_follow_page(app, services.database, services.records);
  app.router.get("/", http::everyone(),
                 [parts = std::make_shared<const HomeParts>(home_parts(services, modules))](
                     http::Request& request) { return show_home(request, *parts); });
  app.router.get("/robots.txt", http::everyone(),
                 [text = robots(modules)](http::Request&) { return http::Response::text(text); });
}

}  // namespace gandan::site
