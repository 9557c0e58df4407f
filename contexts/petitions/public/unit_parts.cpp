#include "contexts/petitions/public/unit_parts.hpp"

#include <algorithm>
#include <functional>

#include "contexts/petitions/figures/report.hpp"
#include "contexts/petitions/public/home_page.hpp"
#include "contexts/petitions/public/page_parts.hpp"
#include "contexts/petitions/routes.hpp"
#include "contexts/petitions/views/home.hpp"
#include "contexts/petitions/views/unit_parts.hpp"
#include "kernel/pages/views.hpp"
#include "kernel/turn/href.hpp"
#include "kernel/turn/unit_href.hpp"
#include "kernel/units/competence.hpp"

namespace gandan::petitions {
namespace {

constexpr int records_of_a_body = 25, cards_of_a_place = 4;
constexpr int most_counted_there = 1000;

Wording words_of_visit(const UnitVisit& visit) {
  return {visit.locale, visit.directory, visit.today};
}

// --- a body --------------------------------------------------------------------------------------

PrintPart body_figures(const UnitVisit& visit, const Totals& totals) {
  const Wording words = words_of_visit(visit);
  const Filter filter{.bodies = visit.bodies};
  const Standing standing = standing_of(totals, filter.bodies);
  auto figure = [&](std::string value, const char* label, std::int64_t n, Verdict verdict) {
    return pages::Figure{std::move(value), words.tr(label),
                         records_href(words.directory, filter, n, {verdict, {}})};
  };
  auto number = [&](std::int64_t n) { return words.locale.number(n); };
  std::vector<pages::Figure> figures{
      indicators::rate_figure(
          words.locale, standing, words.tr(N_("in time, of what fell due")),
          records_href(words.directory, filter, standing.on_time, {Verdict::kept, {}})),
      figure(number(standing.overdue), N_("overdue"), standing.overdue, Verdict::late),
      figure(number(standing.not_due), N_("not due yet"), standing.not_due, Verdict::not_due),
      figure(number(standing.answered), N_("answered in all"), standing.answered,
             Verdict::answered)};
  return prints(pages::views::figures, std::move(figures));
}

enum class BodyList : std::uint8_t { owed, late, answered };

BodyList shown_of(std::string_view text) {
  if (text == "late") return BodyList::late;
  return text == "answered" ? BodyList::answered : BodyList::owed;
}

/// What is due first, first; or what was answered, newest first.
Page list_of_body(db::Tx& tx, const Clock& clock, std::vector<UnitId> body, BodyList shown,
                  std::optional<Cursor> after) {
  Filter filter{.bodies = std::move(body)};
  if (shown == BodyList::answered) {
    filter.verdict = Verdict::answered;
  } else {
    filter.open_only = true;
    filter.order = Order::due;
    if (shown == BodyList::late) filter.due_before = clock.now();
  }
  return list(tx, clock, filter, records_of_a_body, after);
}

pages::EmptyState empty_list(const Wording& words, BodyList shown) {
  switch (shown) {
    case BodyList::owed:
      return {.title = words.tr(N_("It owes no answer")),
              .text = words.tr(N_("Everything public that came to this body is answered."))};
    case BodyList::late:
      return {.title = words.tr(N_("Nothing is overdue")),
              .text = words.tr(N_("Nothing public waits here past its last day."))};
    case BodyList::answered:
      return {.title = words.tr(N_("Nothing answered yet")),
              .text = words.tr(N_("Its answers will stand here."))};
  }
  return {};
}

PrintPart body_records(db::Tx& tx, const UnitVisit& visit, const Clock& clock) {
  const Wording words = words_of_visit(visit);
  const BodyList shown = shown_of(visit.request.query.get("show"));
  const auto after = Cursor::parse(visit.request.query.get("after"));
  const Page page = list_of_body(tx, clock, visit.bodies, shown, after);
  const std::string base = body_href(words.directory, visit.unit.id);
  BodyRecords part{.body = visit.unit.name, .empty = empty_list(words, shown)};
  // The lists show what is public; how many there are in all is said above.
  auto tab = [&](BodyList which, const char* label, const char* parameter) {
    part.tabs.push_back({words.tr(label), base + parameter, {}, which == shown});
    if (which == shown) part.title = words.tr(label);
  };
  tab(BodyList::owed, N_("Owes"), "");
  tab(BodyList::answered, N_("Answered"), "?show=answered");
  tab(BodyList::late, N_("Overdue"), "?show=late");
  part.cards = cards_of(words, page.rows);
  for (pages::Card& card : part.cards) card.body.clear();  // the page's own heading says it
  Href here(base);
  if (shown != BodyList::owed) here.with("show", shown == BodyList::late ? "late" : "answered");
  if (page.next) part.pager.older_href = Href(here).with("after", page.next->text()).text();
  if (after) part.pager.newer_href = here.text();
  return prints(views::body_records, std::move(part));
}

/// The first of the last twelve months, the one that runs among them.
Date year_back(Date today) {
  return today.month() == 12 ? Date::of(today.year(), 1, 1)
                             : Date::of(today.year() - 1, today.month() + 1, 1);
}

PrintPart body_months(db::Tx& tx, const UnitVisit& visit) {
  const Wording words = words_of_visit(visit);
  const std::vector<Month> months = months_of(tx, visit.bodies, year_back(words.today));
  if (months.empty()) return {};
  pages::ColumnChart chart{
      .label = words.tr(
          N_("By month of receipt: how many came in, and how many of them were answered in time")),
      .subject = words.tr(N_("Month")),
      .first_series = words.tr(N_("Received")),
      .second_series = words.tr(N_("Answered in time"))};
  auto known = months.begin();
  Date month = year_back(words.today);
  while (month <= words.today) {
    Date next = month.month() == 12 ? Date::of(month.year() + 1, 1, 1)
                                    : Date::of(month.year(), month.month() + 1, 1);
    pages::Column column{.tick = std::to_string(month.month()), .label = words.locale.month(month)};
    if (known != months.end() && known->month == month_number(month)) {
      Filter filter{.bodies = visit.bodies, .from = month, .to = next - 1};
      column.first = known->received;
      column.second = known->on_time;
      column.first_href = records_href(words.directory, filter, known->received, {});
      ++known;
    }
    chart.columns.push_back(std::move(column));
    month = next;
  }
  return prints(views::body_months, std::move(chart));
}

/// A button, since an address fills in nothing: whoever made it would (begin_send_form).
PrintPart body_address(db::Tx&, const UnitVisit& visit) {
  if (visit.unit.valid_to && *visit.unit.valid_to < visit.today) return {};
  return prints(views::body_address, std::string(visit.unit.name));
}

PrintPart body_matters(db::Tx& tx, const UnitVisit& visit) {
  const Wording words = words_of_visit(visit);
  const units::AnswersFor answers_for = units::answers_for(tx, visit.unit.id);
  if (answers_for.fields.empty() && answers_for.matters.empty()) return {};
  BodyMatters part;
  for (const units::Field& field : answers_for.fields) {
    Filter filter;
    filter.field = field.id;
    filter.bodies = visit.bodies;
    part.fields.push_back({words.field(field.id), href_of(filter, words.directory)});
  }
  for (const std::string& matter : answers_for.matters)
    part.matters += (part.matters.empty() ? "" : ", ") + matter;
  return prints(views::body_matters, std::move(part));
}

// --- a place -------------------------------------------------------------------------------------

/// What came from there or from a part of it, and everybody may read.
Filter of_place(const UnitVisit& visit) {
  Filter filter;
  filter.unit = visit.unit.id;
  return filter;
}

/// Counts what the list shows that it opens, so nothing that is not public.
PrintPart place_figures(db::Tx& tx, const UnitVisit& visit, const Clock& clock) {
  const Wording words = words_of_visit(visit);
  PlaceFigures part;
  bool has_any = false;
  const Filter here = within_unit(tx, clock, of_place(visit));
  auto figure = [&](Verdict verdict, const char* label) {
    Filter filter = of_place(visit), within = here;
    filter.verdict = within.verdict = verdict;
    const auto [n, more] = count_newest(tx, clock, within, most_counted_there);
    has_any = has_any || n > 0 || more;
    std::string value = words.locale.number(n);
    if (more) value = n == 0 ? "–" : words.locale.tr(N_("over {n}"), {{"n", value}});
    part.figures.push_back({std::move(value), words.tr(label),
                            n == 0 && !more ? "" : href_of(filter, words.directory)});
  };
  figure(Verdict::open, N_("being handled"));
  figure(Verdict::late, N_("past the limit, not yet answered"));
  figure(Verdict::answered, N_("answered"));
  if (!has_any) return {};
  if (!visit.unit.code.empty())
    part.report_href = Href("/reports/petitions").with("unit", visit.unit.code).text();
  return prints(views::place_figures, std::move(part));
}

PrintPart place_newest(db::Tx& tx, const UnitVisit& visit, const Clock& clock) {
  return prints(views::home_newest,
                newest_of_place(tx, words_of_visit(visit), clock, visit.unit.id, cards_of_a_place));
}

Verdict verdict_of(StandingPart part) {
  switch (part) {
    case StandingPart::overdue:
      return Verdict::late;
    case StandingPart::not_due:
      return Verdict::not_due;
    case StandingPart::answered:
      return Verdict::answered;
  }
  return Verdict::answered;
}

std::vector<UnitId> asked_bodies(const Totals& totals) {
  std::vector<UnitId> asked;
  for (const char* facet : {"body_answered", "body_overdue", "body_not_due"})
    for (const Totals::Count& count : totals.of(facet))
      if (count.n > 0) asked.emplace_back(count.value);
  return asked;
}

}  // namespace

NewestCards newest_of_place(db::Tx& tx, const Wording& words, const Clock& clock, UnitId place,
                            int most) {
  Filter all;
  all.unit = place;
  Filter asked = within_unit(tx, clock, all), answered = asked;
  asked.open_only = true;
  // In the order of receipt, which is walked a page's worth however many there are; the order of
  // answers would be walked through the whole nation's.
  answered.verdict = Verdict::answered;
  std::vector<ListRow> answers = list(tx, clock, answered, most).rows;
  std::ranges::stable_sort(answers, std::ranges::greater{}, &ListRow::answered_at);
  Filter all_answered = all;
  all_answered.verdict = Verdict::answered;
  return {.answered = answered_cards(words, answers),
          .asked = cards_of(words, list(tx, clock, asked, most).rows),
          .answered_href = href_of(all_answered, words.directory),
          .asked_href = href_of(all, words.directory),
          .empty = {.title = words.tr(N_("Nobody has asked anything here yet")),
                    .text = words.tr(N_("What people of this place send, and what is answered, "
                                        "will stand here.")),
                    .actions = {{.label = words.tr(N_("Be the first")), .href = "/send"}}}};
}

std::vector<UnitPart> body_parts(Services& services, TotalsHolder& totals) {
  return {
      {5, body_address},
      {10,
       [&totals](db::Tx&, const UnitVisit& visit) { return body_figures(visit, *totals.get()); }},
      {20, [&services](db::Tx& tx,
                       const UnitVisit& visit) { return body_records(tx, visit, services.clock); }},
      {40, body_months},
      {50, body_matters}};
}

std::vector<UnitPart> place_parts(Services& services) {
  return {{10,
           [&services](db::Tx& tx, const UnitVisit& visit) {
             return place_figures(tx, visit, services.clock);
           }},
          {20, [&services](db::Tx& tx, const UnitVisit& visit) {
             return place_newest(tx, visit, services.clock);
           }}};
}

Standings standings(TotalsHolder& totals) {
  return {
      .of = [&totals](const std::vector<UnitId>& body) { return standing_of(*totals.get(), body); },
      .href =
          [](const units::Directory& directory, const std::vector<UnitId>& body, StandingPart part,
             std::int64_t n) {
            return records_href(directory, {.bodies = body}, n, {verdict_of(part), {}});
          },
      .asked = [&totals] { return asked_bodies(*totals.get()); }};
}

}  // namespace gandan::petitions
