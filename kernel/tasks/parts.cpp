#include "kernel/tasks/parts.hpp"

#include <algorithm>

#include "kernel/pages/site.hpp"
#include "kernel/tasks/asked.hpp"
#include "kernel/tasks/cards.hpp"
#include "kernel/tasks/views/undertakings.hpp"
#include "kernel/units/bodies.hpp"

namespace gandan::tasks {
namespace {

constexpr int owed_on_a_page = 3;  // of a body or place
constexpr int kept_on_home = 2;
constexpr int lately = 30;  // days

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
