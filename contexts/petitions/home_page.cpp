#include "contexts/petitions/home_page.hpp"

#include <algorithm>

#include "contexts/petitions/page_parts.hpp"
#include "contexts/petitions/routes.hpp"
#include "contexts/petitions/views/home.hpp"
#include "kernel/pages/site.hpp"

namespace gandan::petitions {
namespace {

constexpr int cards_shown = 4;
constexpr std::size_t bodies_shown = 6;
constexpr std::int64_t answers_to_be_listed = 5;  // fewer say nothing about punctuality

struct Newest {
  std::vector<ListRow> answered, asked;
};

Newest read_newest(db::Tx& tx, const Clock& clock) {
  return {list(tx, clock, {.order = Order::answered}, cards_shown).rows,
          list(tx, clock, {.open_only = true}, cards_shown).rows};
}

std::string limit_of(const Wording& words, const rules::Rulebook& book, Kind kind) {
  const auto* limit = book.find(rule_of(matter_of(kind), last_stage(matter_of(kind))), words.today);
  if (!limit) return {};
  const char* said = is_settled(matter_of(kind))
                         ? N_("settled within {limit} of acceptance")
                         : N_("answered within {limit} of reaching the body");
  return words.locale.tr(said,
                         {{"limit", limit_in_words(words.locale, limit->value, limit->unit)}});
}

/// What was answered lately stands under the day of its answer.
std::vector<pages::Card> answered_cards(const Wording& words, const std::vector<ListRow>& rows) {
  std::vector<pages::Card> cards = cards_of(words, rows);
  for (std::size_t i = 0; i < rows.size(); ++i)
    if (rows[i].answered_at) cards[i].date = civil_date(*rows[i].answered_at);
  return cards;
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

pages::Hero hero_of(const Wording& words, const rules::Rulebook& book) {
  pages::Hero hero{
      .title = words.tr(N_("You ask. Public bodies answer.")),
      .lead = words.tr(N_("Send a proposal, a report, a complaint or a denunciation here. You need "
                          "no account, and you always know who must answer and by when.")),
      .search = {.label = words.tr(N_("Has somebody asked this already?"))},
      .kinds_title = words.tr(N_("What do you want to send?")),
      .ask = {.label = words.tr(N_("Send something")), .href = "/send"}};
  auto add = [&](Kind kind, const char* hint) {
    hero.kinds.push_back({.name = words.tr(label(kind)),
                          .hint = words.tr(hint),
                          .limit = limit_of(words, book, kind),
                          .href = "/send?kind=" + std::string(name(kind))});
  };
  add(Kind::report, N_("something that is wrong: a light, rubbish, noise"));
  add(Kind::proposal, N_("something that should be decided or changed"));
  add(Kind::complaint, N_("a decision that harms your own rights"));
  add(Kind::denunciation, N_("somebody breaks the law; your name is sealed"));
  return hero;
}

std::vector<pages::Figure> figures_of(const Wording& words, const Totals& totals) {
  std::int64_t year = words.today.year();
  std::int64_t received = totals.get("year_received", year);
  double on_time = received == 0 ? 0
                                 : 1 - static_cast<double>(totals.get("year_overdue", year)) /
                                           static_cast<double>(received);
  return {
      {words.locale.number(totals.get("open")), words.tr(N_("being handled now")),
       "/petitions?is=open"},
      {received == 0 ? "–" : words.locale.percent(on_time, 1),
       words.tr(N_("within the limit, of what came this year")), "/reports/petitions"},
      {words.locale.number(totals.get("late")), words.tr(N_("past their limit")),
       "/petitions?is=late"},
  };
}

std::optional<pages::BarChart> punctual_of(const Wording& words, const Totals& totals) {
  struct Body {
    std::int64_t id = 0, answered = 0;
    double share = 0;
  };
  std::vector<Body> bodies;
  for (const Totals::Count& count : totals.of("body_answered"))
    if (count.n >= answers_to_be_listed && !words.directory.code(UnitId{count.value}).empty())
      bodies.push_back({count.value, count.n, *punctuality(totals, UnitId{count.value})});
  if (bodies.empty()) return std::nullopt;
  std::stable_sort(bodies.begin(), bodies.end(),
                   [](const Body& a, const Body& b) { return a.share > b.share; });
  if (bodies.size() > bodies_shown) bodies.resize(bodies_shown);
  pages::BarChart chart{.label = words.tr(N_("Bodies that keep their time")),
                        .subject = words.tr(N_("Body")),
                        .measure = words.tr(N_("In time")),
                        .second_measure = words.tr(N_("Answered")),
                        .tone = pages::Tone::settled};
  for (const Body& body : bodies) {
    std::string code(words.directory.code(UnitId{body.id}));
    chart.bars.push_back({.label = words.unit(UnitId{body.id}),
                          .href = "/bodies/" + code,
                          .share = body.share,
                          .value = words.locale.percent(body.share, 1),
                          .second = words.locale.number(body.answered),
                          .second_href = "/petitions?is=answered&body=" + code});
  }
  return chart;
}

}  // namespace

void add_home_page(http::App& app, Services& services, TotalsHolder& totals) {
  app.router.get("/", http::everyone(), [&](http::Request& request) {
    auto directory = services.directory.get();
    auto book = services.rules.book();
    auto now = totals.get();
    Wording words{pages::locale_of(request), *directory, services.clock.today()};
    Newest newest =
        services.database.read([&](db::Tx& tx) { return read_newest(tx, services.clock); });
    HomePage page{.frame =
                      pages::frame_for(request, words.tr(N_("You ask. Public bodies answer.")))};
    page.frame.searches = false;
    page.frame.live = true;
    page.hero = hero_of(words, *book);
    page.hero.search.live_href = "/petitions";
    page.hero.search.tries = asked_about(words, *now);
    page.figures = figures_of(words, *now);
    page.answered = answered_cards(words, newest.answered);
    page.asked = cards_of(words, newest.asked);
    page.empty = {
        .title = words.tr(N_("Nobody has asked anything yet")),
        .text = words.tr(N_("What people send, and what bodies answer, will stand here.")),
        .actions = {{.label = words.tr(N_("Be the first")), .href = "/send"}}};
    page.punctual = punctual_of(words, *now);
    return pages::render(request, views::home_page, page);
  });
}

}  // namespace gandan::petitions
