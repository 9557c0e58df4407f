#include "kernel/tasks/pages.hpp"

#include "kernel/pages/site.hpp"
#include "kernel/tasks/asked.hpp"
#include "kernel/tasks/cards.hpp"
#include "kernel/tasks/files.hpp"
#include "kernel/tasks/views/undertakings.hpp"

namespace gandan::tasks {
namespace {

constexpr int undertakings_on_a_page = 25;

const char* title_of(Show show) {
  switch (show) {
    case Show::owed:
    case Show::ahead:
      return N_("Due next");
    case Show::overdue:
      return N_("Overdue");
    case Show::done:
      return N_("Done");
    case Show::doubted:
      return N_("Doubted");
    case Show::not_done:
      return N_("Not done");
  }
  return "";
}

pages::EmptyState empty_of(const Wording& words, Show show) {
  switch (show) {
    case Show::owed:
    case Show::ahead:
      return {.title = words.tr(N_("Nothing is due from today on")),
              .text = words.tr(N_("What a body promises by a day stands here until it is done, or "
                                  "until that day has passed."))};
    case Show::overdue:
      return {.title = words.tr(N_("Nothing is overdue")),
              .text = words.tr(N_("Nothing that everybody may read waits past its last day."))};
    case Show::done:
      return {.title = words.tr(N_("Nothing is done yet")),
              .text = words.tr(N_("What a body has done of what it promised will stand here."))};
    case Show::doubted:
      return {
          .title = words.tr(N_("Nobody has said that something is not done")),
          .text = words.tr(N_("Where a body says that it is done and who asked says not yet, it "
                              "stands here."))};
    case Show::not_done:
      return {.title = words.tr(N_("Nothing was given up")),
              .text = words.tr(N_("What a body gives up, or is taken from it undone, will stand "
                                  "here."))};
  }
  return {};
}

pages::Field field_of(const Turn& turn, const char* name, std::string label, std::string value) {
  return {.name = name,
          .label = std::move(label),
          .error = turn.error_of(name),
          .value = std::move(value),
          .optional = true};
}

UndertakingsPage frame_of(const Turn& turn, const Asked& asked) {
  const std::string of_all = turn.tr(N_("What public bodies have promised to do"));
  UndertakingsPage page{.frame = pages::frame_for(turn.request, of_all), .title = of_all};
  if (asked.body) {
    page.title =
        turn.locale().tr(N_("What {body} has promised to do"), {{"body", asked.body->name}});
    page.frame.title = page.title;
    page.frame.trail = {{turn.tr(N_("Home")), "/"}, {of_all, "/undertakings"}};
  }
  page.frame.section = "undertakings";
  page.frame.has_errors = !turn.errors.empty();
  page.errors = turn.errors;
  page.body = field_of(turn, "body", turn.tr(N_("Of which body")),
                       asked.body ? asked.body->name : asked.typed_body);
  page.place = field_of(turn, "place", turn.tr(N_("In which place")),
                        asked.place ? asked.place->name : asked.typed_place);
  page.by = field_of(turn, "by", turn.tr(N_("To be done by")), asked.typed_day);
  page.by.short_input = true;
  const Show shown = asked.filter.show;
  const units::Unit* place = asked.place ? &*asked.place : nullptr;
  if (shown != Show::ahead) page.show = name(shown);
  page.is_narrowed =
      !asked.typed_body.empty() || !asked.typed_place.empty() || !asked.typed_day.empty();
  for (const units::Unit& body : asked.offers)
    page.bodies.push_back({body.name, address_of(turn, asked, shown, &body, place).text()});
  for (const units::Place& each : asked.places)
    page.places.push_back(
        {each.path, address_of(turn, asked, shown, asked.body, &each.unit).text()});
  for (Show each : shows)
    page.tabs.push_back({.label = turn.tr(title_of(each)),
                         .href = address_of(turn, asked, each, asked.body, place).text(),
                         .current = each == shown});
  page.list_title = turn.tr(title_of(shown));
  page.feed_href = address_of(turn, asked, shown, asked.body, place, ".atom").text();
  page.file_href = address_of(turn, asked, shown, asked.body, place, ".csv").text();
  page.empty = empty_of(turn.words, shown);
  return page;
}

/// Each tab says how much there is behind it, up to a bound.
void count_behind_tabs(db::Tx& tx, const Turn& turn, const Asked& asked, UndertakingsPage& page) {
  constexpr int most = 99;
  for (std::size_t i = 0; i < page.tabs.size(); ++i) {
    Filter filter = asked.filter;
    filter.show = shows[i];
    const Page found = list(tx, filter, turn.words.today, most);
    if (found.rows.empty()) continue;
    page.tabs[i].count = static_cast<std::int64_t>(found.rows.size());
    page.tabs[i].more = found.next.has_value();
  }
}

http::Response show_undertakings(const http::Request& request, Services& services, Ledger& ledger) {
  Turn turn(request, services);
  const auto after = db::Cursor::parse(request.query.get("after"));
  const UndertakingsPage page = services.database.read([&](db::Tx& tx) {
    turn.errors.clear();
    const Asked asked = read_address(tx, turn);
    UndertakingsPage made = frame_of(turn, asked);
    if (!turn.errors.empty() || asked.is_open()) return made;
    if (!asked.filter.of_nobody)
      made.sentence = ledger.in_words(tx, turn.words, services.clock.now(), asked.filter.bodies);
    count_behind_tabs(tx, turn, asked, made);
    const Page found = list(tx, asked.filter, turn.words.today, undertakings_on_a_page, after);
    made.cards = cards_of(tx, services, turn.words, found.rows);
    const Href here = address_of(turn, asked, asked.filter.show, asked.body,
                                 asked.place ? &*asked.place : nullptr);
    if (found.next) made.pager.older_href = Href(here).with("after", found.next->text()).text();
    if (after) made.pager.newer_href = here.text();
    return made;
  });
  return pages::render(request, views::undertakings_page, page, turn.status());
}

}  // namespace

void add_pages(http::App& app, Services& services, const std::shared_ptr<Ledger>& ledger) {
  app.router.get("/undertakings", http::everyone(),
                 [&services, ledger](http::Request& request) {
                   return show_undertakings(request, services, *ledger);
                 },
                 {.may_be_kept = true});
  app.router.get("/undertakings.atom", http::everyone(),
                 [&services](http::Request& request) { return feed_of(request, services); });
  app.router.get("/undertakings.csv", http::everyone(),
                 [&services](http::Request& request) { return file_of(request, services); },
                 {.work = http::Work::slow});
}

}  // namespace gandan::tasks
