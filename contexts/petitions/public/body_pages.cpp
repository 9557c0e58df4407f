#include "contexts/petitions/public/body_pages.hpp"

#include <algorithm>
#include <set>

#include "contexts/petitions/figures/report.hpp"
#include "contexts/petitions/lists/address.hpp"
#include "contexts/petitions/lists/body_search.hpp"
#include "contexts/petitions/public/answer_parts.hpp"
#include "contexts/petitions/routes.hpp"
#include "contexts/petitions/views/bodies.hpp"
#include "kernel/pages/site.hpp"
#include "kernel/tasks/pages.hpp"
#include "kernel/turn/href.hpp"
#include "kernel/turn/turn.hpp"
#include "kernel/units/bodies.hpp"
#include "kernel/units/competence.hpp"

namespace gandan::petitions {
namespace {

constexpr int bodies_on_a_page = 25;
constexpr int promises_on_a_page = 3;
constexpr std::size_t bodies_a_page = 150;

// --- all bodies
// -----------------------------------------------------------------------------------

const char* title_of(units::Level level) {
  switch (level) {
    case units::Level::nation:
      return N_("Of the nation");
    case units::Level::province:
      return N_("Of provinces");
    case units::Level::district:
      return N_("Of districts");
    case units::Level::commune:
    case units::Level::village:
      return N_("Of communes and wards");
  }
  return "";
}

BodyLine line_of(const Wording& words, const Totals& totals, const units::Unit& body) {
  Filter filter;
  filter.bodies = words.directory.known_as(body.id);
  const Standing standing = standing_of(totals, filter.bodies);
  auto number = [&](std::int64_t n, Verdict verdict) {
    return BodyNumber{words.locale.number(n),
                      records_href(words.directory, filter, n, {verdict, {}})};
  };
  return {.name = body.name,
          .href = body_href(words.directory, body.id),
          .rate = standing.rate(),
          .rate_text = indicators::rate_in_words(words.locale, standing),
          .overdue = number(standing.overdue, Verdict::late),
          .not_due = number(standing.not_due, Verdict::not_due),
          .answered = number(standing.answered, Verdict::answered)};
}

std::string page_href(std::string_view words, std::string_view after) {
  return Href("/bodies").with("q", words).with("after", after).text();
}

/// The bodies of today that owe or answered anything.
std::set<UnitId> asked_bodies(const units::Directory& directory, const Totals& totals) {
  std::set<UnitId> asked;
  for (const char* facet : {"body_answered", "body_overdue", "body_not_due"})
    for (const Totals::Count& count : totals.of(facet))
      if (count.n > 0) asked.insert(directory.present(UnitId{count.value}));
  return asked;
}

/// Within a level, those that have anything to show come first; otherwise the order stays.
void put_asked_first(std::vector<const units::Unit*>& bodies, const std::set<UnitId>& asked) {
  auto rank = [&](const units::Unit* body) {
    return std::pair(body->level, !asked.contains(body->id));
  };
  std::stable_sort(bodies.begin(), bodies.end(),
                   [&](const auto* a, const auto* b) { return rank(a) < rank(b); });
}

/// Hundreds of bodies that nobody has asked yet would hide the others: they wait behind a link.
void leave_out_unasked(std::vector<const units::Unit*>& bodies, const Wording& words,
                       const std::set<UnitId>& is_asked, BodiesPage& page) {
  std::vector<const units::Unit*> asked;
  std::copy_if(bodies.begin(), bodies.end(), std::back_inserter(asked),
               [&](const auto* body) { return is_asked.contains(body->id); });
  if (asked.empty() || asked.size() == bodies.size()) return;
  auto left = static_cast<std::int64_t>(bodies.size() - asked.size());
  page.all = {words.locale.ntr("and {n} body that nobody has asked yet",
                               "and {n} bodies that nobody has asked yet", left, {}),
              "/bodies?all=yes"};
  bodies = std::move(asked);
}

BodiesPage bodies_page(const http::Request& request, const Wording& words, const Totals& totals) {
  BodiesPage page{.frame = pages::frame_for(request, words.tr(N_("Bodies")))};
  page.frame.section = "bodies";
  page.frame.searches = false;
  std::string typed(request.query.get("q"));
  page.box = {.action = "/bodies", .label = words.tr(N_("Name of a body")), .value = typed};
  page.empty = {.title = words.tr(N_("No body of this name")),
                .text = words.tr(N_("Try a part of the name, with or without marks.")),
                .actions = {{.label = words.tr(N_("See all bodies")), .href = "/bodies"}}};
  auto found = bodies_named(words.directory, typed);
  const std::set<UnitId> asked = asked_bodies(words.directory, totals);
  put_asked_first(found, asked);
  if (typed.empty() && !request.query.has("after") && !request.query.has("all"))
    leave_out_unasked(found, words, asked, page);
  auto at = found.begin();
  std::string_view after = request.query.get("after");
  if (!after.empty()) {
    at = std::find_if(found.begin(), found.end(), [&](const auto* body) {
      return body_href(words.directory, body->id).substr(8) == after;
    });
    at = at == found.end() ? found.begin() : at + 1;
    page.pager.newer_href = page_href(typed, "");
  }
  for (std::size_t n = 0; at != found.end() && n < bodies_a_page; ++at, ++n) {
    std::string title = words.tr(title_of((*at)->level));
    if (page.groups.empty() || page.groups.back().title != title)
      page.groups.push_back({.title = std::move(title), .bodies = {}});
    page.groups.back().bodies.push_back(line_of(words, totals, **at));
  }
  if (at != found.end())
    page.pager.older_href = page_href(typed, body_href(words.directory, (*(at - 1))->id).substr(8));
  return page;
}

// --- one body
// -------------------------------------------------------------------------------------

enum class Shown : std::uint8_t { owed, late, answered };

Shown shown_of(std::string_view text) {
  if (text == "late") return Shown::late;
  return text == "answered" ? Shown::answered : Shown::owed;
}

struct Loaded {
  Page page;
  std::vector<pages::Card> promised;
  std::vector<Month> months;
  units::AnswersFor answers_for;
  std::string place;
};

/// What is due first, first; or what was answered, newest first.
Page list_shown(db::Tx& tx, const Clock& clock, std::vector<UnitId> body, Shown shown,
                std::optional<Cursor> after) {
  Filter filter{.bodies = std::move(body)};
  if (shown == Shown::answered) {
    filter.verdict = Verdict::answered;
  } else {
    filter.open_only = true;
    filter.order = Order::due;
    if (shown == Shown::late) filter.due_before = clock.now();
  }
  return list(tx, clock, filter, bodies_on_a_page, after);
}

/// The first of the last twelve months, the one that runs among them.
Date year_back(Date today) {
  return today.month() == 12 ? Date::of(today.year(), 1, 1)
                             : Date::of(today.year() - 1, today.month() + 1, 1);
}

Loaded load(db::Tx& tx, const Services& services, const Wording& words, const units::Unit& body,
            Shown shown, std::optional<Cursor> after) {
  const std::vector<UnitId> known = words.directory.known_as(body.id);
  Loaded loaded{.page = list_shown(tx, services.clock, known, shown, after),
                .promised = tasks::owed_by(tx, services, words, known, promises_on_a_page),
                .months = months_of(tx, known, year_back(words.today)),
                .answers_for = units::answers_for(tx, body.id)};
  if (body.area)
    if (auto area = units::find_unit(tx, *body.area); area && area->level != units::Level::nation)
      loaded.place = area->name;
  return loaded;
}

std::string about_of(const Wording& words, const Loaded& loaded, const units::Unit& body) {
  std::string parent = words.unit(body.parent);
  std::string place = loaded.place.empty() ? parent : loaded.place;
  if (place.empty()) place = words.tr(title_of(body.level));
  return words.locale.tr(N_("{place}, since {date}"),
                         {{"place", place}, {"date", words.locale.date(body.valid_from)}});
}

std::vector<pages::Figure> figures_of(const Wording& words, const Totals& totals,
                                      const units::Unit& body) {
  Filter filter;
  filter.bodies = words.directory.known_as(body.id);
  const Standing standing = standing_of(totals, filter.bodies);
  auto figure = [&](std::string value, const char* label, std::int64_t n, Verdict verdict) {
    return pages::Figure{std::move(value), words.tr(label),
                         records_href(words.directory, filter, n, {verdict, {}})};
  };
  auto number = [&](std::int64_t n) { return words.locale.number(n); };
  return {indicators::rate_figure(
              words.locale, standing, words.tr(N_("in time, of what fell due")),
              records_href(words.directory, filter, standing.on_time, {Verdict::kept, {}})),
          figure(number(standing.overdue), N_("overdue"), standing.overdue, Verdict::late),
          figure(number(standing.not_due), N_("not due yet"), standing.not_due, Verdict::not_due),
          figure(number(standing.answered), N_("answered in all"), standing.answered,
                 Verdict::answered)};
}

std::optional<pages::ColumnChart> months_chart(const Wording& words, const Loaded& loaded,
                                               const units::Unit& body) {
  if (loaded.months.empty()) return std::nullopt;
  pages::ColumnChart chart{
      .label = words.tr(
          N_("By month of receipt: how many came in, and how many of them were answered in time")),
      .subject = words.tr(N_("Month")),
      .first_series = words.tr(N_("Received")),
      .second_series = words.tr(N_("Answered in time"))};
  auto known = loaded.months.begin();
  Date month = year_back(words.today);
  while (month <= words.today) {
    Date next = month.month() == 12 ? Date::of(month.year() + 1, 1, 1)
                                    : Date::of(month.year(), month.month() + 1, 1);
    pages::Column column{.tick = std::to_string(month.month()), .label = words.locale.month(month)};
    if (known != loaded.months.end() && known->month == month_number(month)) {
      Filter filter{.bodies = words.directory.known_as(body.id), .from = month, .to = next - 1};
      column.first = known->received;
      column.second = known->on_time;
      column.first_href = records_href(words.directory, filter, known->received, {});
      ++known;
    }
    chart.columns.push_back(std::move(column));
    month = next;
  }
  return chart;
}

pages::EmptyState empty_of(const Wording& words, Shown shown) {
  switch (shown) {
    case Shown::owed:
      return {.title = words.tr(N_("It owes no answer")),
              .text = words.tr(N_("Everything public that came to this body is answered."))};
    case Shown::late:
      return {.title = words.tr(N_("Nothing is overdue")),
              .text = words.tr(N_("Nothing public waits here past its last day."))};
    case Shown::answered:
      return {.title = words.tr(N_("Nothing answered yet")),
              .text = words.tr(N_("Its answers will stand here."))};
  }
  return {};
}

BodyPage body_page(const http::Request& request, const Wording& words, const Totals& totals,
                   const Loaded& loaded, const units::Unit& body, Shown shown) {
  BodyPage page{.frame = pages::frame_for(request, body.name), .name = body.name};
  page.frame.section = "bodies";
  page.frame.trail = {{words.tr(N_("Home")), "/"}, {words.tr(N_("Bodies")), "/bodies"}};
  page.about = about_of(words, loaded, body);
  page.figures = figures_of(words, totals, body);
  std::string base = body_href(words.directory, body.id);
  // The lists show what is public; how many there are in all is said above.
  auto tab = [&](Shown which, const char* label, const char* parameter) {
    page.tabs.push_back({words.tr(label), base + parameter, {}, which == shown});
    if (which == shown) page.list_title = words.tr(label);
  };
  tab(Shown::owed, N_("Owes"), "");
  tab(Shown::answered, N_("Answered"), "?show=answered");
  tab(Shown::late, N_("Overdue"), "?show=late");
  page.cards = cards_of(words, loaded.page.rows);
  for (pages::Card& card : page.cards) card.body.clear();  // the page's own heading says it
  std::string show = shown == Shown::owed   ? ""
                     : shown == Shown::late ? "show=late&"
                                            : "show=answered&";
  if (loaded.page.next)
    page.pager.older_href = base + "?" + show + "after=" + loaded.page.next->text();
  if (!request.query.get("after").empty())
    page.pager.newer_href = show.empty() ? base : base + "?" + show.substr(0, show.size() - 1);
  page.empty = empty_of(words, shown);
  page.promised = loaded.promised;
  for (pages::Card& card : page.promised) card.body.clear();
  page.promised_href = tasks::href_of(words.directory, body.id);
  page.months = months_chart(words, loaded, body);
  for (const units::Field& field : loaded.answers_for.fields) {
    Filter filter;
    filter.field = field.id;
    filter.bodies = words.directory.known_as(body.id);
    page.fields.push_back({words.field(field.id), href_of(filter, words.directory)});
  }
  for (const std::string& matter : loaded.answers_for.matters)
    page.matters += (page.matters.empty() ? "" : ", ") + matter;
  return page;
}

}  // namespace

void add_body_pages(http::App& app, Services& services, TotalsHolder& totals) {
  app.router.get("/bodies", http::everyone(),
                 [&services, &totals](http::Request& request) {
                   const Turn turn(request, services);
                   return pages::render(request, views::bodies_page,
                                        bodies_page(request, turn.words, *totals.get()));
                 },
                 {.is_slow = reads_much});
  app.router.get(
      "/bodies/{code}", http::everyone(),
      [&services, &totals](http::Request& request, std::string_view code) -> http::Response {
        const Turn turn(request, services);
        const units::Unit* body = units::body_of_address(*turn.directory, code);
        if (!body) return http::Response::not_found();
        Shown shown = shown_of(request.query.get("show"));
        auto after = Cursor::parse(request.query.get("after"));
        Loaded loaded = services.database.read(
            [&](db::Tx& tx) { return load(tx, services, turn.words, *body, shown, after); });
        return pages::render(request, views::body_page,
                             body_page(request, turn.words, *totals.get(), loaded, *body, shown));
      });
}

}  // namespace gandan::petitions
