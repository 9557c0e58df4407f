#include "test/context/pages.hpp"

#include "kernel/pages/site.hpp"
#include "kernel/records/follow_page.hpp"
#include "kernel/turn/href.hpp"
#include "kernel/turn/turn.hpp"
#include "lib/text/tracking_code.hpp"
#include "test/context/views/bulletins.hpp"

namespace gandan::bulletins {
namespace {

constexpr int on_a_page = 25, on_home = 3;

std::vector<pages::Card> cards_of(const Turn& turn, const std::vector<Bulletin>& rows) {
  std::vector<pages::Card> cards;
  for (const Bulletin& it : rows)
    cards.push_back({.code = it.code,
                     .href = "/bulletins/" + it.code,
                     .title = it.title,
                     .date = it.day,
                     .body = turn.words.unit(it.body),
                     .status = {turn.tr(label(it.state))}});
  return cards;
}

BulletinsPage page_of(const Turn& turn, std::string title) {
  BulletinsPage page{.frame = pages::frame_for(turn.request, std::move(title))};
  page.frame.section = "bulletins";
  return page;
}

http::Response show_list(const Turn& turn) {
  const auto& asked = turn.request.query;
  const Services& services = turn.services;
  if (auto named = records::address_of(services.database, services.records, asked.get("q")))
    return http::Response::redirect(*named);
  const Filter filter{.from = Date::parse(asked.get("from")),
                      .to = Date::parse(asked.get("to")),
                      .words = std::string(asked.get("q"))};
  const auto after = db::Cursor::parse(asked.get("after"));
  const Page found =
      services.database.read([&](db::Tx& tx) { return list(tx, filter, on_a_page, after); });
  BulletinsPage page = page_of(turn, turn.tr(N_("Bulletins")));
  page.cards = cards_of(turn, found.rows);
  Href here("/bulletins");
  for (const char* name : {"from", "to", "q"}) here.with(name, asked.get(name));
  if (after) page.pager.newer_href = here.text();
  if (found.next) page.pager.older_href = here.with("after", found.next->text()).text();
  return pages::render(turn.request, views::bulletins_page, page);
}

/// Also a draft: its code is known to its officers and to who reads it out.
http::Response show(const Turn& turn, std::string_view typed) {
  const std::string code = text::parse_tracking_code(typed, prefix).value_or("");
  const auto it = turn.services.database.read([&](db::Tx& tx) { return find(tx, code); });
  if (!it) return http::Response::not_found();
  BulletinsPage page = page_of(turn, it->title);
  page.text = it->text;
  page.cards = cards_of(turn, {*it});
  return pages::render(turn.request, views::bulletins_page, page);
}

}  // namespace

const char* label(State state) {
  constexpr const char* labels[] = {"", N_("Draft"), N_("Published"), N_("Read again")};
  return labels[static_cast<std::size_t>(state)];
}

HomePart newest_on_home(Services& services) {
  return {.order = 50, .print = [&services](const http::Request& request, html::Out& out) {
            const Page page =
                services.database.read([](db::Tx& tx) { return list(tx, {}, on_home); });
            views::newest(out, cards_of(Turn(request, services), page.rows));
          }};
}

void add_pages(http::App& app, Services& services) {
  app.router.get("/bulletins", http::everyone(),
                 [&](http::Request& request) { return show_list(Turn(request, services)); });
  app.router.get("/bulletins/{code}", http::everyone(),
                 [&](http::Request& request, std::string_view code) {
                   return show(Turn(request, services), code);
                 });
}

}  // namespace gandan::bulletins
