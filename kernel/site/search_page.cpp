#include "kernel/site/search_page.hpp"

#include "kernel/pages/site.hpp"
#include "kernel/records/follow_page.hpp"
#include "kernel/site/site.hpp"
#include "kernel/site/views/search.hpp"
#include "kernel/turn/href.hpp"
#include "kernel/turn/turn.hpp"
#include "kernel/turn/units_named.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::site {
namespace {

constexpr int most_of_a_module = 5;

struct Searching {
  SearchPart part;
  std::string address;  ///< of its own search
};

http::Response search(const http::Request& request, const Services& services,
                      const std::vector<Searching>& all) {
  const i18n::Locale& locale = pages::locale_of(request);
  const auto tr = [&](const char* message) { return std::string(locale.tr(message)); };
  const std::string words = text::clean(request.query.get("q"));
  if (auto named = records::address_of(services.database, services.records, words))
    return http::Response::redirect(*named);
  SearchPage page{.frame = pages::frame_for(request, tr(N_("Search"))),
                  .box = {.action = "/search",
                          .label = tr(N_("Search everything here")),
                          .value = words,
                          .label_hidden = true}};
  page.frame.searches = false;  // the page has its own
  for (const Searching& each : all) {
    if (words.empty()) break;
    auto cards = each.part.find(request, words, most_of_a_module);
    if (!cards.empty())
      page.parts.push_back(
          {tr(each.part.title), std::move(cards), Href(each.address).with("q", words).text()});
  }
  const Turn turn(request, services);
  page.named =
      services.database.read([&](db::Tx& tx) { return units_named(tx, turn.words, words); });
  page.empty = words.empty() ? pages::EmptyState{tr(N_("What are you looking for?")),
                                                 tr(N_("Write some words of it, or a code."))}
                             : pages::EmptyState{tr(N_("Nothing found")),
                                                 tr(N_("Try other words, or fewer of them."))};
  return pages::render(request, views::search_page, page);
}

}  // namespace

void add_search_page(http::App& app, Services& services, std::span<const Module> modules) {
  std::vector<Searching> all;
  for (const Module* module : searching(modules))
    all.push_back({module->search_part(services), module->search->action});
  app.router.get("/search", http::everyone(),
                 [&services, all = std::move(all)](http::Request& request) {
                   return search(request, services, all);
                 },
                 {.work = http::Work::slow, .rate_class = "reads"});
}

}  // namespace gandan::site
