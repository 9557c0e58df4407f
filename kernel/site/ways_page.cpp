#include "kernel/site/ways_page.hpp"

#include "kernel/pages/site.hpp"
#include "kernel/site/views/ways.hpp"

namespace gandan::site {
namespace {

WaysPage ways_page(const http::Request& request, const pages::Ways& found) {
  const i18n::Locale& locale = pages::locale_of(request);
  auto tr = [&](const char* message) { return std::string(locale.tr(message)); };
  WaysPage page{.frame = pages::frame_for(request, tr(found.item.label)), .ways = {}, .box = {}};
  page.frame.section = found.item.section;
  page.frame.trail = {{tr(N_("Home")), "/"}};
  if (page.frame.search != nullptr) {
    page.frame.searches = false;  // the page has it
    page.box = pages::SearchBox{.action = page.frame.search->action,
                                .label = tr(N_("A question, a code, a place or a body"))};
  }
  for (const pages::Ways::Way& way : found.ways)
    page.ways.push_back({{tr(way.item.label), way.item.href}, tr(way.hint)});
  return page;
}

}  // namespace

void add_ways_pages(http::App& app) {
  app.router.get("/ways/{intent}", http::everyone(),
                 [](http::Request& request, std::string_view intent) {
                   const std::string address = "/ways/" + std::string(intent);
                   for (const pages::Ways& each : pages::site_of(request).ways)
                     if (each.item.href == address)
                       return pages::render(request, views::ways_page, ways_page(request, each));
                   return http::Response::not_found();
                 });
}

}  // namespace gandan::site
