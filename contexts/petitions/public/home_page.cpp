#include "contexts/petitions/public/home_page.hpp"

#include <algorithm>
#include <set>

#include "contexts/petitions/figures/report.hpp"
#include "contexts/petitions/public/page_parts.hpp"
#include "contexts/petitions/routes.hpp"
#include "contexts/petitions/views/home.hpp"
#include "kernel/pages/site.hpp"

namespace gandan::petitions {
namespace {

constexpr int cards_shown = 4;
constexpr std::size_t bodies_shown = 6;

/// Each clock by its name, and the last day where it depends neither on the place nor on a day of
/// acceptance. `first` and `then` are the limits in words.
std::string clocks_of(const Wording& words, const rules::Rulebook& book, Instant now, Matter matter,
                      const std::string& first, const std::string& then) {
  const rules::Limit& limit = *book.find(rule_of(matter, last_stage(matter)), words.today);
  const std::string remote =
      limit.remote_value ? limit_in_words(words.locale, *limit.remote_value, limit.unit) : "";
  if (is_settled(matter))
    return words.locale.tr(remote.empty()
                               ? N_("sent on within {first}, settled within {then} of acceptance")
                               : N_("sent on within {first}, settled within {then} of acceptance "
                                    "({remote} in remote areas)"),
                           {{"first", first}, {"then", then}, {"remote", remote}});
  if (!remote.empty())
    return words.locale.tr(
        N_("sent on within {first}, then answered within {then} ({remote} in remote areas)"),
        {{"first", first}, {"then", then}, {"remote", remote}});
  auto sent_on = book.due(rule_of(matter, Stage::reception), now);
  if (!sent_on) return {};
  auto last = book.due(limit.rule, sent_on->at);
  if (!last) return {};
  return words.locale.tr(
      N_("sent on within {first}, then answered within {then}: on {date} at the "
         "latest"),
      {{"first", first}, {"then", then}, {"date", words.locale.date(last->date)}});
}

/// The clocks of a kind; a limit whose text nobody has read is not passed off as law.
std::string limit_of(const Wording& words, const rules::Rulebook& book, Instant now, Kind kind) {
  const Matter matter = matter_of(kind);
  const auto* sent_on = book.find(rule_of(matter, Stage::reception), words.today);
  const auto* last = book.find(rule_of(matter, last_stage(matter)), words.today);
  if (sent_on == nullptr || last == nullptr) return {};
  const bool none_is_verified = !sent_on->verified && !last->verified;
  auto said = [&](const rules::Limit& limit) {
    std::string in_words = limit_in_words(words.locale, limit.value, limit.unit);
    return limit.verified || none_is_verified ? in_words
                                              : as_starting_value(words.locale, in_words);
  };
  const std::string clocks = clocks_of(words, book, now, matter, said(*sent_on), said(*last));
  return none_is_verified && !clocks.empty() ? as_starting_value(words.locale, clocks) : clocks;
}

bool has_starting_value(const Wording& words, const rules::Rulebook& book, Kind kind) {
  const Matter matter = matter_of(kind);
  const auto* sent_on = book.find(rule_of(matter, Stage::reception), words.today);
  const auto* last = book.find(rule_of(matter, last_stage(matter)), words.today);
  return sent_on != nullptr && last != nullptr &&
         (is_starting_value(*sent_on) || is_starting_value(*last));
}

/// The fields that most is asked about, as searches.
std::vector<pages::Link> asked_about(const Wording& words, const Totals& totals) {
  constexpr std::size_t most = 4;
  std::vector<pages::Link> links;
  for (const Totals::Count& count : totals.of("field")) {
    std::string name = words.field(FieldId{count.value});
    if (name.empty() || links.size() == most) continue;
    Filter filter;
    filter.field = FieldId{count.value};
    links.push_back({std::move(name), href_of(filter, words.directory)});
  }
  return links;
}

pages::Hero hero_of(const Wording& words, const rules::Rulebook& book, Instant now) {
  pages::Hero hero{
      .title = words.tr(N_("You ask. Public bodies answer.")),
      .lead = words.tr(N_("Send a proposal, a report, a complaint or a denunciation here. You need "
                          "no account, and you always know who must answer and by when.")),
      .search = {.action = "/petitions", .label = words.tr(N_("Has somebody asked this already?"))},
      .kinds_title = words.tr(N_("What do you want to send?")),
      .ask = {.label = words.tr(N_("Send something")), .href = "/send"}};
  auto add = [&](Kind kind, const char* hint) {
    hero.kinds.push_back({.name = words.tr(label(kind)),
                          .hint = words.tr(hint),
                          .limit = limit_of(words, book, now, kind),
                          .href = "/send?kind=" + std::string(name(kind))});
    hero.unchecked = hero.unchecked || has_starting_value(words, book, kind);
  };
  add(Kind::report, N_("something that is wrong: a light, rubbish, noise"));
  add(Kind::proposal, N_("something that should be decided or changed"));
  add(Kind::complaint, N_("a decision that harms your own rights"));
  add(Kind::denunciation, N_("somebody breaks the law; your name is sealed"));
  return hero;
}

/// Of what came this year, as the report says it; and how much that is older still waits.
std::vector<pages::Figure> figures_of(const Wording& words, const Totals& totals) {
  const int year = words.today.year();
  const Standing standing = standing_of_year(totals, year);
  Filter filter;
  filter.from = Date::of(year, 1, 1);
  filter.to = filter.as_of = words.today;
  auto figure = [&](std::int64_t n, const char* label, Verdict verdict) {
    return pages::Figure{words.locale.number(n), words.tr(label),
                         records_href(words.directory, filter, n, {verdict, {}})};
  };
  auto older = [&](std::string_view facet) -> std::string {
    std::int64_t n = 0;
    for (const Totals::Count& count : totals.of(facet))
      if (count.value < year) n += count.n;
    return n == 0 ? ""
                  : words.locale.ntr("and {n} from before this year",
                                     "and {n} from before this year", n, {});
  };
  std::vector<pages::Figure> figures{
      figure(standing.not_due, N_("not due yet, of what came this year"), Verdict::not_due),
      indicators::rate_figure(words.locale, standing,
                              words.tr(N_("in time, of what came this year and fell due")),
                              "/reports/petitions"),
      figure(standing.overdue, N_("overdue, of what came this year"), Verdict::late)};
  figures.front().change = older("year_not_due");
  figures.back().change = older("year_overdue");
  return figures;
}

std::optional<pages::BarChart> punctual_of(const Wording& words, const Totals& totals) {
  struct Body {
    UnitId id;
    Standing standing;
  };
  std::vector<Body> bodies;
  std::set<UnitId> seen;
  for (const Totals::Count& count : totals.of("body_answered")) {
    const UnitId id = words.directory.present(UnitId{count.value});
    if (!seen.insert(id).second) continue;
    const Standing standing = standing_of(totals, words.directory.known_as(id));
    if (standing.rate() && !words.directory.code(id).empty()) bodies.push_back({id, standing});
  }
  if (bodies.empty()) return std::nullopt;
  std::stable_sort(bodies.begin(), bodies.end(), [](const Body& a, const Body& b) {
    return *a.standing.rate() > *b.standing.rate();
  });
  if (bodies.size() > bodies_shown) bodies.resize(bodies_shown);
  pages::BarChart chart{.label = words.tr(N_("Bodies that keep their time")),
                        .subject = words.tr(N_("Body")),
                        .measure = words.tr(N_("In time, of what fell due")),
                        .second_measure = words.tr(N_("Answered")),
                        .tone = pages::Tone::settled};
  for (const Body& body : bodies) {
    Filter filter;
    filter.bodies = words.directory.known_as(body.id);
    chart.bars.push_back(
        {.label = words.unit(body.id),
         .href = "/bodies/" + std::string(words.directory.code(body.id)),
         .share = *body.standing.rate(),
         .value = indicators::rate_in_words(words.locale, body.standing),
         .second = words.locale.number(body.standing.answered),
         .second_href = records_href(words.directory, filter, body.standing.answered,
                                     {Verdict::answered, {}})});
  }
  return chart;
}

/// Of the reader's place, where anything was asked there; else of all.
NewestCards newest_of(const Wording& words, db::Database& database, const Clock& clock,
                      const pages::YourPlace* here) {
  NewestCards newest{
      .answered_href = "/petitions?is=answered",
      .asked_href = "/petitions",
      .empty = {.title = words.tr(N_("Nobody has asked anything yet")),
                .text = words.tr(N_("What people send, and what bodies answer, will stand here.")),
                .actions = {{.label = words.tr(N_("Be the first")), .href = "/send"}}}};
  database.read([&](db::Tx& tx) {
    if (here != nullptr) {
      NewestCards of_place = newest_of_place(tx, words, clock, here->id, cards_shown);
      if (!of_place.answered.empty() || !of_place.asked.empty()) {
        newest = std::move(of_place);
        newest.place = here->name;
        return;
      }
    }
    newest.place.clear();
    newest.answered =
        answered_cards(words, list(tx, clock, {.order = Order::answered}, cards_shown).rows);
    newest.asked = cards_of(words, list(tx, clock, {.open_only = true}, cards_shown).rows);
  });
  return newest;
}

}  // namespace

std::vector<pages::Card> answered_cards(const Wording& words, const std::vector<ListRow>& rows) {
  std::vector<pages::Card> cards = cards_of(words, rows);
  for (std::size_t i = 0; i < rows.size(); ++i)
    if (rows[i].answered_at) cards[i].date = civil_date(*rows[i].answered_at);
  return cards;
}

std::vector<HomePart> home_parts(Services& services, TotalsHolder& totals) {
  // A part that is worded: `show` gets the reader's words and where to print.
  auto part = [&services](HomePart::Where where, int order, auto show) {
    return HomePart{where, order, [&services, show](const http::Request& request, html::Out& out) {
                      auto directory = services.directory.get();
                      show({pages::locale_of(request), *directory, services.clock.today()}, out);
                    }};
  };
  const auto newest = [&services](const http::Request& request, html::Out& out) {
    const auto directory = services.directory.get();
    const Wording words{pages::locale_of(request), *directory, services.clock.today()};
    views::home_newest(
        out, newest_of(words, services.database, services.clock, pages::your_place(request)));
  };
  using enum HomePart::Where;
  return {part(opening, 10,
               [&](const Wording& words, html::Out& out) {
                 auto book = services.rules.book();
                 pages::Hero hero = hero_of(words, *book, services.clock.now());
                 hero.search.live_href = "/petitions";
                 hero.search.tries = asked_about(words, *totals.get());
                 views::home_opening(out, hero);
               }),
          part(body, 10,
               [&](const Wording& words, html::Out& out) {
                 views::home_today(out, figures_of(words, *totals.get()));
               }),
          HomePart{body, 20, newest}, part(body, 30, [&](const Wording& words, html::Out& out) {
            if (auto punctual = punctual_of(words, *totals.get()))
              views::home_punctual(out, *punctual);
          })};
}

}  // namespace gandan::petitions
