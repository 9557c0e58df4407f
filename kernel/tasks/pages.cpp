#include "kernel/tasks/pages.hpp"

#include <algorithm>
#include <functional>
#include <sstream>

#include "kernel/pages/site.hpp"
#include "kernel/tasks/ledger.hpp"
#include "kernel/tasks/lists.hpp"
#include "kernel/tasks/views/undertakings.hpp"
#include "kernel/turn/href.hpp"
#include "kernel/turn/turn.hpp"
#include "kernel/turn/unit_href.hpp"
#include "kernel/units/areas.hpp"
#include "kernel/units/bodies.hpp"
#include "kernel/units/places.hpp"
#include "lib/csv/csv.hpp"
#include "lib/feed/atom.hpp"
#include "lib/text/dates.hpp"
#include "lib/text/fold.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::tasks {
namespace {

constexpr int undertakings_on_a_page = 25;
constexpr int owed_on_a_page = 3;  // of a body or place
constexpr int kept_on_home = 2;
constexpr int lately = 30;  // days
constexpr std::size_t bodies_offered = 12;

pages::Tone tone_of(State state) {
  switch (state) {
    case State::not_due:
      return pages::Tone::open;
    case State::due_soon:
      return pages::Tone::waiting;
    case State::done:
      return pages::Tone::settled;
    case State::given_up:
      return pages::Tone::plain;
    case State::overdue:
    case State::done_late:
    case State::not_done:
    case State::doubted:
      return pages::Tone::late;
  }
  return pages::Tone::plain;
}

pages::Card card_of(const Wording& words, const Undertaking& row, const records::Card& source,
                    const std::string& promised) {
  auto day = [&](const char* message, Date date) {
    return words.locale.tr(message, {{"date", words.locale.date(date)}});
  };
  pages::Card card{.code = source.code,
                   .href = source.href,
                   .kind = words.tr(N_("Promised")),
                   .title = row.what.empty() ? source.title : row.what,
                   .date = civil_date(row.undertaken_at),
                   .body = words.unit(row.body)};
  auto tell = [&](std::string said) {
    card.excerpt.push_back({(card.excerpt.empty() ? "" : " ") + std::move(said)});
  };
  if (!row.what.empty()) tell(source.title);
  if (!promised.empty()) tell(promised);
  if (row.ending) {
    const State state = state_of(row, words.today);
    card.status = {words.tr(label(state)), tone_of(state)};
    tell(day(N_("Last day: {date}"), row.due_on));
  } else {
    card.due =
        pages::Due{.date = row.due_on, .today = words.today, .clock = words.tr(N_("Last day"))};
  }
  if (row.word == Word::doubted && row.ending != Ending::done)
    tell(words.tr(N_("Not done yet, says who asked.")));
  if (row.first_due_on != row.due_on)
    tell(day(N_("The day that was said first: {date}"), row.first_due_on));
  return card;
}

/// The record says last whether everybody may read of it: without its title there is no card.
std::vector<pages::Card> cards_of(db::Tx& tx, const Services& services, const Wording& words,
                                  const std::vector<Undertaking>& rows) {
  std::vector<pages::Card> cards;
  for (const Undertaking& row : rows)
    if (auto source = services.records.card_of(tx, row.source()); source && !source->title.empty())
      cards.push_back(card_of(words, row, *source,
                              services.records.promised_in(tx, row.source(), row.undertaken_at)));
  return cards;
}

// --- what an address asks for --------------------------------------------------------------------

struct Asked {
  Filter filter;
  const units::Unit* body = nullptr;
  std::optional<units::Unit> place;
  std::string typed_body, typed_place, typed_day;
  std::vector<units::Unit> offers;   ///< bodies that the typed name may mean
  std::vector<units::Place> places;  ///< likewise

  [[nodiscard]] bool is_open() const { return !offers.empty() || !places.empty(); }
};

/// Finds the body that was typed, or those that may be meant.
void read_body(db::Tx& tx, Turn& turn, Asked& asked) {
  if (asked.typed_body.empty()) return;
  asked.body = units::body_of_address(*turn.directory, asked.typed_body);
  if (!asked.body) {
    asked.offers =
        units::find_bodies(tx, asked.typed_body, turn.words.today, turn.directory->bodies().size());
    const std::string key = text::fold(asked.typed_body);
    const auto named = std::ranges::find(
        asked.offers, key, [](const units::Unit& body) { return text::fold(body.name); });
    if (named != asked.offers.end())
      asked.body = turn.directory->find(named->id);
    else if (asked.offers.size() == 1)
      asked.body = turn.directory->find(asked.offers.front().id);
    else if (asked.offers.empty())
      turn.refuse("body", N_("No body has this name. Try a part of it, with or without marks."));
    if (asked.offers.size() > bodies_offered) asked.offers.resize(bodies_offered);
  }
  if (!asked.body) return;
  asked.offers.clear();
  asked.filter.bodies = turn.directory->known_as(asked.body->id);
}

/// Finds the place that was typed, or those that may be meant; what is listed is narrowed to the
/// bodies that serve within it.
void read_place(db::Tx& tx, Turn& turn, Asked& asked) {
  if (asked.typed_place.empty()) return;
  const Date today = turn.words.today;
  asked.place = units::area_of_address(tx, asked.typed_place, today);
  if (!asked.place)
    if (const auto meant = units::find_exact_place(tx, asked.typed_place, today))
      asked.place = units::find_unit(tx, *meant);
  if (!asked.place) {
    asked.places = units::find_places(tx, asked.typed_place, today, bodies_offered);
    if (asked.places.empty())
      turn.refuse("place", N_("No place has this name. Try the commune or the province alone."));
    return;
  }
  auto within = bodies_within(tx, *turn.directory, asked.place->id);
  if (!asked.filter.bodies.empty())
    std::erase_if(within, [&](UnitId body) {
      return std::ranges::find(asked.filter.bodies, body) == asked.filter.bodies.end();
    });
  asked.filter.of_nobody = within.empty();
  asked.filter.bodies = std::move(within);
}

Asked read_address(db::Tx& tx, Turn& turn) {
  const auto& query = turn.request.query;
  Asked asked{.filter = {.show = parse_show(query.get("show"))},
              .typed_body = text::clean(query.get("body")),
              .typed_place = text::clean(query.get("place")),
              .typed_day = text::clean(query.get("by"))};
  read_body(tx, turn, asked);
  read_place(tx, turn, asked);
  if (!asked.typed_day.empty()) {
    asked.filter.due_by = text::parse_date(asked.typed_day);
    if (!asked.filter.due_by) turn.refuse("by", N_("Write the day as in 31/12/2026."));
  }
  return asked;
}

/// As the address of its page says it.
std::string code_of(const units::Unit& place, Date today) {
  return place_href(place, today).substr(std::string_view("/places/").size());
}

/// The address of a list; of another body where `body` says so. `kind` is the page's, or of a file.
Href address_of(const Turn& turn, const Asked& asked, Show show, const units::Unit* body,
                const units::Unit* place, std::string_view kind = "") {
  Href href("/undertakings" + std::string(kind));
  if (show != Show::ahead) href.with("show", name(show));
  if (body) href.with("body", units::address_code(*turn.directory, body->id));
  if (place) href.with("place", code_of(*place, turn.words.today));
  if (asked.filter.due_by) href.with("by", asked.filter.due_by->iso());
  return href;
}

// --- the page ------------------------------------------------------------------------------------

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

// --- as a feed and as a file ---------------------------------------------------------------------

/// What an address lists.
struct Listed {
  std::vector<Undertaking> rows;
  std::string address;  ///< of the feed or file itself
};

feed::Entry entry_of(const Turn& turn, const Undertaking& row, const pages::Card& card) {
  const State state = state_of(row, turn.words.today);
  const Instant updated = row.ended_at.value_or(row.undertaken_at);
  return {.title = card.title,
          .id = feed::tag_uri("gandan", 2026, "/undertakings/" + std::to_string(row.id.value)),
          .href = turn.request.link(card.href),
          .updated = updated,
          .author = turn.words.unit(row.body),
          .summary =
              turn.tr(label(state)) + ". " +
              turn.locale().tr(N_("Last day: {date}"), {{"date", turn.locale().date(row.due_on)}})};
}

http::Response as_feed(const Turn& turn, const Services& services, db::Tx& tx,
                       const Listed& listed) {
  const std::string& path = listed.address;
  feed::Feed feed{.title = turn.tr(N_("What public bodies have promised to do")),
                  .id = turn.request.site.empty() ? feed::tag_uri("gandan", 2026, path)
                                                  : turn.request.link(path),
                  .href = turn.request.link(path),
                  .author = "Gần Dân"};
  for (const Undertaking& row : listed.rows)
    for (const pages::Card& card : cards_of(tx, services, turn.words, {row}))
      feed.entries.push_back(entry_of(turn, row, card));
  std::ranges::stable_sort(feed.entries, std::ranges::greater(), &feed::Entry::updated);
  auto response = http::Response::text(feed::atom(feed));
  response.headers.set("Content-Type", feed::media_type);
  return response;
}

/// Days and names as machines read them, in no language.
http::Response as_file(const Turn& turn, const Services& services, db::Tx& tx,
                       const Listed& listed) {
  std::ostringstream out;
  csv::Writer writer(out, {.byte_order_mark = true});
  writer.row({"code", "body_code", "body", "what", "undertaken_on", "first_due_on", "due_on",
              "state", "ended_on", "who_asked_says"});
  for (const Undertaking& row : listed.rows)
    for (const pages::Card& card : cards_of(tx, services, turn.words, {row})) {
      const std::string said = !row.word ? "" : *row.word == Word::done ? "done" : "not_done";
      writer.row(csv::Row{card.code, std::string(turn.directory->code(row.body)),
                          turn.words.unit(row.body), card.title,
                          civil_date(row.undertaken_at).iso(), row.first_due_on.iso(),
                          row.due_on.iso(), std::string(name(state_of(row, turn.words.today))),
                          row.ended_at ? civil_date(*row.ended_at).iso() : std::string(), said});
    }
  auto response = http::Response::text(std::move(out).str());
  response.headers.set("Content-Type", "text/csv; charset=utf-8");
  return response;
}

using Tell = http::Response (*)(const Turn&, const Services&, db::Tx&, const Listed&);

/// What the page of the same address lists, up to `most`; more is behind the link "next".
http::Response tell_list(const http::Request& request, Services& services, int most,
                         std::string_view kind, Tell tell) {
  Turn turn(request, services);
  const auto after = db::Cursor::parse(request.query.get("after"));
  return services.database.read([&](db::Tx& tx) {
    turn.errors.clear();
    const Asked asked = read_address(tx, turn);
    if (!turn.errors.empty() || asked.is_open()) return http::Response::not_found();
    Page found = list(tx, asked.filter, turn.words.today, most, after);
    Href here = address_of(turn, asked, asked.filter.show, asked.body,
                           asked.place ? &*asked.place : nullptr, kind);
    auto response = tell(turn, services, tx, {std::move(found.rows), here.text()});
    if (found.next) {
      response.header("Link",
                      "<" + here.with("after", found.next->text()).text() + ">; rel=\"next\"");
    }
    return response;
  });
}

// --- on the home page, on the pages of bodies and places -----------------------------------------

/// What the parts stand on.
struct Books {
  const Services& services;
  Ledger& ledger;
};

OwedPart owed_by(db::Tx& tx, const Books& books, const Wording& words,
                 const std::vector<UnitId>& bodies, const char* title) {
  OwedPart part{.title = words.tr(title),
                .sentence = books.ledger.in_words(tx, words, books.services.clock.now(), bodies)};
  const Page found = list(tx, {.show = Show::ahead, .bodies = bodies}, words.today, owed_on_a_page);
  part.cards = cards_of(tx, books.services, words, found.rows);
  return part;
}

/// What these bodies did lately as they had promised.
void add_kept(db::Tx& tx, const Books& books, const Wording& words,
              const std::vector<UnitId>& bodies, OwedPart& part) {
  std::vector<Undertaking> rows =
      list(tx, {.show = Show::done, .bodies = bodies}, words.today, kept_on_home).rows;
  std::erase_if(rows, [&](const Undertaking& row) {
    return !row.ended_at || civil_date(*row.ended_at) < words.today - lately;
  });
  part.kept = cards_of(tx, books.services, words, rows);
}

pages::Link all_of(const i18n::Locale& locale, Href href) {
  return {std::string(locale.tr(N_("All that was promised"))), href.text()};
}

PrintPart print_owed(OwedPart part) {
  if (part.cards.empty() && part.sentence.empty()) return {};
  return prints(views::owed_part, std::move(part));
}

PrintPart of_a_place(db::Tx& tx, const Books& books, const UnitVisit& visit) {
  const auto bodies = bodies_within(tx, visit.directory, visit.unit.id);
  if (bodies.empty()) return {};  // a list of no body is one of all
  const Wording words{visit.locale, visit.directory, visit.today};
  OwedPart part = owed_by(tx, books, words, bodies, N_("What the bodies here have promised to do"));
  part.all =
      all_of(visit.locale, Href("/undertakings").with("place", code_of(visit.unit, visit.today)));
  return print_owed(std::move(part));
}

/// Of the bodies of the reader's place, where they promised anything.
std::optional<OwedPart> owed_there(db::Tx& tx, const Books& books, const Wording& words,
                                   const pages::YourPlace& here) {
  const auto area = units::find_unit(tx, here.id);
  const auto bodies = bodies_within(tx, words.directory, here.id);
  if (!area || bodies.empty()) return std::nullopt;
  OwedPart part = owed_by(tx, books, words, bodies, N_("What was promised, and kept"));
  if (part.cards.empty() && part.sentence.empty()) return std::nullopt;
  add_kept(tx, books, words, bodies, part);
  part.title += ": " + here.name;
  part.all = all_of(words.locale, Href("/undertakings").with("place", code_of(*area, words.today)));
  return part;
}

PrintPart of_a_body(db::Tx& tx, const Books& books, const UnitVisit& visit) {
  const Wording words{visit.locale, visit.directory, visit.today};
  OwedPart part = owed_by(tx, books, words, visit.bodies, N_("What it has promised to do"));
  for (pages::Card& card : part.cards) card.body.clear();  // the page's heading says it
  part.all = {std::string(visit.locale.tr(N_("All that it promised"))),
              Href("/undertakings")
                  .with("body", units::address_code(visit.directory, visit.unit.id))
                  .text()};
  return print_owed(std::move(part));
}

}  // namespace

void add_pages(http::App& app, Services& services, const std::shared_ptr<Ledger>& ledger) {
  constexpr int in_a_feed = 30, in_a_file = 1000;
  app.router.get("/undertakings", http::everyone(), [&services, ledger](http::Request& request) {
    return show_undertakings(request, services, *ledger);
  });
  app.router.get("/undertakings.atom", http::everyone(), [&services](http::Request& request) {
    return tell_list(request, services, in_a_feed, ".atom", as_feed);
  });
  app.router.get("/undertakings.csv", http::everyone(),
                 [&services](http::Request& request) {
                   return tell_list(request, services, in_a_file, ".csv", as_file);
                 },
                 {.work = http::Work::slow});
}

std::vector<HomePart> home_parts(Services& services, const std::shared_ptr<Ledger>& ledger) {
  auto print = [&services, ledger](const http::Request& request, html::Out& out) {
    const Turn turn(request, services);
    const pages::YourPlace* here = pages::your_place(request);
    OwedPart part = services.database.read([&](db::Tx& tx) {
      const Books books{services, *ledger};
      if (auto there = here ? owed_there(tx, books, turn.words, *here) : std::nullopt)
        return std::move(*there);
      OwedPart of_all = owed_by(tx, books, turn.words, {}, N_("What was promised, and kept"));
      of_all.all = all_of(turn.locale(), Href("/undertakings"));
      add_kept(tx, books, turn.words, {}, of_all);
      return of_all;
    });
    if (part.cards.empty() && part.sentence.empty()) return;
    views::owed_part(out, part);
  };
  return {{.where = HomePart::Where::body, .order = 5, .print = print, .only_adds = true}};
}

std::vector<UnitPart> body_parts(Services& services, const std::shared_ptr<Ledger>& ledger) {
  return {{6, [&services, ledger](db::Tx& tx, const UnitVisit& visit) {
             return of_a_body(tx, {services, *ledger}, visit);
           }}};
}

std::vector<UnitPart> place_parts(Services& services, const std::shared_ptr<Ledger>& ledger) {
  return {{6, [&services, ledger](db::Tx& tx, const UnitVisit& visit) {
             return of_a_place(tx, {services, *ledger}, visit);
           }}};
}

}  // namespace gandan::tasks
