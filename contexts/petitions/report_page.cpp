#include "contexts/petitions/report_page.hpp"

#include <algorithm>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include "contexts/petitions/page_parts.hpp"
#include "contexts/petitions/routes.hpp"
#include "contexts/petitions/views/report.hpp"
#include "kernel/pages/site.hpp"
#include "kernel/people/policies.hpp"
#include "lib/html/escape.hpp"

namespace gandan::petitions {
namespace {

constexpr std::size_t most_bars = 12;

double share(std::int64_t part, std::int64_t of) {
  return of == 0 ? 0 : static_cast<double>(part) / static_cast<double>(of);
}

/// Against the period before: "+12 (+6.9%)"; empty where there was nothing before.
std::string change(const Wording& words, std::int64_t now, std::int64_t before) {
  if (before == 0) return {};
  std::int64_t difference = now - before;
  std::string sign = difference > 0 ? "+" : "";
  return words.locale.tr(N_("{difference} ({percent}) against the period before"),
                         {{"difference", sign + words.locale.number(difference)},
                          {"percent", sign + words.locale.percent(share(difference, before), 1)}});
}

std::string open_href(const Wording& words, const std::optional<Filter>& filter, std::int64_t n,
                      const Counted& counted) {
  return records_href(words.directory, filter, n, counted);
}

std::vector<pages::Figure> figures_of(const Wording& words, const Report& report) {
  const Figures& f = report.total;
  const Figures& before = report.previous;
  auto number = [&](std::int64_t n) { return words.locale.number(n); };
  auto percent = [&](std::int64_t n) -> std::string {
    return f.received == 0 ? "–" : words.locale.percent(share(n, f.received), 1);
  };
  auto href = [&](std::int64_t n, std::optional<Verdict> verdict) {
    return open_href(words, report.filter, n, {verdict, {}});
  };
  return {
      {number(f.received), words.tr(N_("received")), href(f.received, {}),
       change(words, f.received, before.received)},
      {number(f.distinct), words.tr(N_("different matters, like ones counted once")), ""},
      {number(f.answered), words.tr(N_("answered")), href(f.answered, Verdict::answered),
       percent(f.answered)},
      {percent(f.on_time), words.tr(N_("within the limit")), href(f.on_time, Verdict::on_time)},
      {number(f.overdue), words.tr(N_("past the limit")), href(f.overdue, Verdict::overdue)},
  };
}

const char* heading_of(By by) {
  switch (by) {
    case By::none:
      return "";
    case By::kind:
      return N_("By kind");
    case By::field:
      return N_("By field");
    case By::body:
      return N_("By body");
    case By::level:
      return N_("By level");
    case By::place:
      return N_("By province");
    case By::month:
      return N_("By month");
  }
  return "";
}

void add_table(const Wording& words, const Report& report, ReportPage& page) {
  for (const char* heading :
       {N_("Name"), N_("Received"), N_("Answered"), N_("Within the limit"), N_("Overdue"),
        N_("Not yet answered"), N_("Settled"), N_("In progress"), N_("Scheduled"), N_("Explained"),
        N_("Given back")})
    page.headings.push_back(words.tr(heading));
  for (const ReportRow& row : report.rows) {
    const Figures& f = row.figures;
    auto cell = [&](std::int64_t n, const Counted& counted) {
      return ReportCell{n, open_href(words, row.filter, n, counted)};
    };
    page.lines.push_back(
        {row.label,
         {cell(f.received, {}), cell(f.answered, {Verdict::answered, {}}),
          cell(f.on_time, {Verdict::on_time, {}}), cell(f.overdue, {Verdict::overdue, {}}),
          cell(f.pending, {Verdict::pending, {}}), cell(f.settled, {{}, Outcome::settled}),
          cell(f.in_progress, {{}, Outcome::in_progress}),
          cell(f.scheduled, {{}, Outcome::scheduled}), cell(f.explained, {{}, Outcome::explained}),
          cell(f.returned, {.state = State::returned})}});
  }
}

void add_columns(const Wording& words, const Report& report, ReportPage& page) {
  pages::ColumnChart chart{.label = words.tr(N_("Received and answered, by month")),
                           .subject = words.tr(N_("Month")),
                           .first_series = words.tr(N_("Received")),
                           .second_series = words.tr(N_("Answered"))};
  for (const ReportRow& row : report.rows)
    chart.columns.push_back({.tick = row.key.substr(5),
                             .label = row.label,
                             .first = row.figures.received,
                             .second = row.figures.answered,
                             .first_href = open_href(words, row.filter, row.figures.received, {}),
                             .second_href = open_href(words, row.filter, row.figures.answered,
                                                      {Verdict::answered, {}})});
  page.columns = std::move(chart);
}

void add_bars(const Wording& words, const Report& report, ReportPage& page) {
  pages::BarChart chart{.label = page.breakdown + ": " + words.tr(N_("Received")),
                        .subject = words.tr(N_("Name")),
                        .measure = words.tr(N_("Received")),
                        .second_measure = words.tr(N_("Within the limit"))};
  std::int64_t most = 1;
  for (const ReportRow& row : report.rows) most = std::max(most, row.figures.received);
  for (std::size_t i = 0; i < std::min(report.rows.size(), most_bars); ++i) {
    const ReportRow& row = report.rows[i];
    const Figures& f = row.figures;
    chart.bars.push_back(
        {.label = row.label,
         .share = share(f.received, most),
         .value = words.locale.number(f.received),
         .value_href = open_href(words, row.filter, f.received, {}),
         .second = words.locale.percent(share(f.on_time, f.received), 0),
         .second_href = open_href(words, row.filter, f.on_time, {Verdict::on_time, {}})});
  }
  page.bars = std::move(chart);
}

void add_map(const Wording& words, const Report& report, ReportPage& page) {
  pages::TileMap map{.label = words.tr(N_("The provinces, by what was received"))};
  for (const units::Unit& province : words.directory.provinces()) {
    pages::Tile tile{.code = province.code, .name = short_name(province.name)};
    for (const ReportRow& row : report.rows)
      if (row.key == province.code) {
        tile.value = row.figures.received;
        tile.href = open_href(words, row.filter, row.figures.received, {});
      }
    map.tiles.push_back(std::move(tile));
  }
  page.map = std::move(map);
}

/// The last year of which complaints and denunciations can be told.
std::string sealed_href(const Date today, std::string_view unit) {
  constexpr int quarters = 4;
  const auto last = disclosure::closed_quarters(Date{}, today, today, quarters);
  std::string href = "/reports/petitions?by=kind&from=" + last.back().first().iso() +
                     "&to=" + last.front().last().iso();
  if (!unit.empty()) html::percent_encode(href += "&unit=", unit);
  return href;
}

/// From a report that tells nothing of them to one that does; `unit` is as it was typed.
std::optional<pages::Link> way_to_sealed(const Wording& words, const Report& report,
                                         std::string_view unit) {
  if (report.query.sealed.all()) return std::nullopt;
  if (!report.sealed)
    return pages::Link{words.tr(N_("What is told of them")), sealed_href(words.today, unit)};
  if (!report.sealed->quarters.empty()) return std::nullopt;
  return pages::Link{words.tr(N_("The last year of which they are told")),
                     sealed_href(words.today, report.sealed->is_wide ? unit : "")};
}

std::string sealed_note(const Wording& words, const SealedSight& sight) {
  if (sight == SealedSight{})
    return words.tr(
        N_("Complaints and denunciations are in none of these figures: the law protects "
           "who sends them, and not even a difference may tell that one came."));
  std::string kinds;
  if (sight.complaints) kinds = words.tr(N_("complaints"));
  if (sight.denunciations) kinds += (kinds.empty() ? "" : ", ") + words.tr(N_("denunciations"));
  return words.locale.tr(N_("Counted here as well, since you handle them for this area or body: "
                            "{kinds}. These figures are not for publication."),
                         {{"kinds", kinds}});
}

std::string in_words(const Wording& words, const disclosure::Cell& cell, bool of_provinces) {
  if (cell.at_least > 0)
    return words.locale.tr(N_("at least {n}"), {{"n", words.locale.number(cell.at_least)}});
  return words.locale.tr(
      of_provinces ? N_("fewer than {n} in each province") : N_("fewer than {n}"),
      {{"n", words.locale.number(disclosure::smallest_cell)}});
}

std::string in_words(const Wording& words, const disclosure::Told& told, bool of_provinces) {
  const std::string received = in_words(words, told.received, of_provinces);
  if (!told.answered || !told.late) return received;
  return words.locale.tr(N_("{received}; {answered} answered, {late} past the limit"),
                         {{"received", received},
                          {"answered", in_words(words, *told.answered, of_provinces)},
                          {"late", in_words(words, *told.late, of_provinces)}});
}

/// Nothing here but the quarters' cells depends on what is stored.
SealedTable sealed_table(const Wording& words, const SealedStatement& statement) {
  SealedTable table{
      .note = words.locale.tr(
          N_("Told by whole quarters only, {days} days after their end and as of that day; of a "
             "province, or of everything. None and fewer than {n} are told alike; more are rounded "
             "down to a multiple of {n}, each province by itself. Each stands in the quarter in "
             "which it was entered here."),
          {{"days", words.locale.number(disclosure::days_to_close)},
           {"n", words.locale.number(disclosure::smallest_cell)}})};
  if (statement.quarters.empty()) {
    table.nothing = statement.is_wide
                        ? words.tr(N_("The period holds no whole quarter that can be told of yet."))
                        : words.tr(N_("The place is too small for it to be told."));
    return table;
  }
  for (const char* heading : {N_("Quarter"), N_("Complaints"), N_("Denunciations")})
    table.headings.push_back(words.tr(heading));
  for (const SealedQuarter& told : statement.quarters) {
    SealedTable::Line line{
        words.locale.tr(N_("Quarter {n} of {year}"), {{"n", std::to_string(told.quarter.number)},
                                                      {"year", std::to_string(told.quarter.year)}}),
        {}};
    for (const disclosure::Told* kind : {&told.complaints, &told.denunciations})
      line.cells.push_back(in_words(words, *kind, statement.is_whole));
    table.lines.push_back(std::move(line));
  }
  return table;
}

void fill(const Wording& words, const Report& report, ReportPage& page) {
  page.heading = words.tr(N_("What was asked, and what was answered"));
  page.note = words.locale.tr(N_("Received from {from} to {to}; as things stood on {as_of}, in the "
                                 "units of that day. Every figure "
                                 "but that of the different matters opens its records."),
                              {{"from", words.locale.date(report.query.from)},
                               {"to", words.locale.date(report.query.to)},
                               {"as_of", words.locale.date(report.query.as_of)}});
  page.figures = figures_of(words, report);
  page.breakdown = words.tr(heading_of(report.query.by));
  page.sealed_note = sealed_note(words, report.query.sealed);
  if (report.sealed) page.sealed = sealed_table(words, *report.sealed);
  if (report.rows.empty()) return;
  add_table(words, report, page);
  if (report.query.by == By::month) {
    add_columns(words, report, page);
  } else {
    add_bars(words, report, page);
  }
  if (report.query.by == By::place) add_map(words, report, page);
}

/// What the address asks for; wrong days are named, and the rest is shown with what is right.
ReportQuery query_of(const http::Request& request, const Wording& words, ReportPage& page) {
  auto day = [&](const char* name, Date otherwise) {
    std::string_view typed = request.query.get(name);
    if (typed.empty()) return otherwise;
    if (auto date = Date::parse(typed)) return *date;
    page.errors.push_back({name, words.tr(N_("Write the day as 2026-07-01."))});
    return otherwise;
  };
  ReportQuery query;
  query.to = std::min(day("to", words.today), words.today);
  query.from = day("from", Date::of(query.to.year(), 1, 1));
  query.as_of = day("as_of", words.today);
  if (auto ahead = day_ahead(query.from, query.as_of, words.today)) {
    page.errors.push_back({std::string(*ahead), words.tr(not_yet)});
    query.from = std::min(query.from, words.today);
    query.as_of = std::min(query.as_of, words.today);
  }
  query.by = parse_by(request.query.get("by")).value_or(By::month);
  if (query.from > query.to) {
    page.errors.push_back({"from", words.tr(N_("The first day must come before the last."))});
    query.from = query.to;
  }
  return query;
}

void fill_form(const http::Request& request, const Wording& words, const ReportQuery& query,
               ReportPage& page) {
  auto date = [&](pages::Field& field, const char* name, const char* label, Date value) {
    std::string_view typed = request.query.get(name);
    field = {.name = name,
             .label = words.tr(label),
             .value = typed.empty() ? value.iso() : std::string(typed),
             .short_input = true,
             .type = "date"};
    for (const auto& error : page.errors)
      if (error.field == name) field.error = error.message;
  };
  date(page.from, "from", N_("Received from"), query.from);
  date(page.to, "to", N_("to"), query.to);
  date(page.as_of, "as_of", N_("As of"), query.as_of);
  page.unit = {.name = "unit",
               .label = words.tr(N_("Area or body")),
               .hint = words.tr(N_("Its code or full name; empty for all.")),
               .value = std::string(request.query.get("unit")),
               .optional = true};
  page.by = {.name = "by", .label = words.tr(N_("Breakdown"))};
  for (By by : {By::month, By::kind, By::field, By::body, By::level, By::place})
    page.by_options.push_back(
        {std::string(name(by)), words.tr(heading_of(by)), "", by == query.by});
}

}  // namespace

std::string records_href(const units::Directory& directory, std::optional<Filter> filter,
                         std::int64_t n, const Counted& counted) {
  if (!filter || n == 0) return {};
  filter->verdict = counted.outcome || counted.state ? Verdict::answered : counted.verdict;
  filter->outcome = counted.outcome;
  filter->state = counted.state;
  return href_of(*filter, directory) + "&of=" + std::to_string(n);
}

std::string report_html(const Report& report, const units::Directory& directory,
                        const i18n::Locale& locale) {
  Wording words{locale, directory, report.query.as_of};
  ReportPage page{.with_form = false};
  fill(words, report, page);
  page.frame.title = page.heading;
  page.frame.searches = false;
  html::Out out(locale);
  views::report_page(out, page);
  return out.take();
}

namespace {

http::Response refused_as_json(const std::vector<pages::FieldError>& errors) {
  boost::json::array list;
  for (const auto& error : errors)
    list.push_back(boost::json::object{{"field", error.field}, {"message", error.message}});
  return http::Response::json(
      boost::json::serialize(boost::json::object{{"errors", std::move(list)}}), 422);
}

}  // namespace

void add_report_page(http::App& app, Services& services) {
  app.router.get(
      "/reports/petitions", http::everyone(),
      [&services](http::Request& request) {
        auto directory = services.directory.get();
        Wording words{pages::locale_of(request), *directory, services.clock.today()};
        ReportPage page{.frame = pages::frame_for(request, words.tr(N_("Figures")))};
        page.frame.section = "reports";
        ReportQuery query = query_of(request, words, page);
        std::string_view typed = request.query.get("unit");
        Report made = services.database.read([&](db::Tx& tx) {
          ReportQuery asked = query;
          auto unit = typed.empty() ? std::nullopt : units::find_unit(tx, typed, query.as_of);
          if (unit) asked.unit = unit->id;
          asked.sealed = sealed_sight(tx, people::find_principal(request), asked.unit);
          return report(tx, services.clock, asked, *directory, words.locale);
        });
        if (!typed.empty() && !made.query.unit)
          page.errors.push_back({"unit", words.tr(N_("No area or body has this code or name."))});
        if (request.query.get("format") == "json")
          return page.errors.empty() ? http::Response::json(to_json(made, *directory))
                                     : refused_as_json(page.errors);
        fill_form(request, words, query, page);
        page.frame.has_errors = !page.errors.empty();
        page.json_href = "/reports/petitions?" +
                         (page.frame.query.empty() ? "" : page.frame.query + "&") + "format=json";
        page.heading = page.frame.title;
        if (page.errors.empty()) fill(words, made, page);
        if (page.errors.empty()) page.sealed_more = way_to_sealed(words, made, typed);
        return pages::render(request, views::report_page, page, page.errors.empty() ? 200 : 422);
      },
      {.work = http::Work::slow});
}

}  // namespace gandan::petitions
