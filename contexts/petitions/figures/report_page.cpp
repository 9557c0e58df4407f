#include "contexts/petitions/figures/report_page.hpp"

#include <algorithm>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include "contexts/petitions/figures/report_sealed.hpp"
#include "contexts/petitions/public/page_parts.hpp"
#include "contexts/petitions/routes.hpp"
#include "contexts/petitions/views/report.hpp"
#include "kernel/pages/site.hpp"
#include "kernel/people/policies.hpp"
#include "kernel/turn/turn.hpp"
#include "lib/text/dates.hpp"

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
  auto href = [&](std::int64_t n, std::optional<Verdict> verdict) {
    return open_href(words, report.filter, n, {verdict, {}});
  };
  const Standing standing = f.standing();
  return {
      {number(f.received), words.tr(N_("received")), href(f.received, {}),
       change(words, f.received, before.received)},
      {number(f.distinct), words.tr(N_("different matters, like ones counted once")), ""},
      {number(f.answered), words.tr(N_("answered")), href(f.answered, Verdict::answered)},
      rate_figure(words.locale, standing, words.tr(N_("in time, of what fell due")),
                  href(standing.on_time, Verdict::kept)),
      {number(standing.overdue), words.tr(N_("overdue")), href(standing.overdue, Verdict::late)},
      {number(standing.not_due), words.tr(N_("not due yet")),
       href(standing.not_due, Verdict::not_due)},
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

/// What a row of the breakdown is: the heading of the first column.
const char* row_of(By by) {
  switch (by) {
    case By::none:
      return N_("Name");
    case By::kind:
      return N_("Kind");
    case By::field:
      return N_("Field");
    case By::body:
      return N_("Body");
    case By::level:
      return N_("Level");
    case By::place:
      return N_("Province");
    case By::month:
      return N_("Month");
  }
  return "";
}

void add_table(const Wording& words, const Report& report, ReportPage& page) {
  for (const char* heading : table_headings) page.headings.push_back(words.tr(heading));
  page.headings.front() = words.tr(row_of(report.query.by));
  for (const ReportRow& row : report.rows) {
    ReportLine& line = page.lines.emplace_back(ReportLine{row.label, {}});
    for (const TableCell& cell : table_cells(row.figures)) {
      if (cell.is_rate)
        line.cells.push_back(
            {0, open_href(words, row.filter, row.figures.answered_on_time, {Verdict::kept, {}}),
             rate_in_words(words.locale, row.figures.standing())});
      else
        line.cells.push_back(
            {cell.value, open_href(words, row.filter, cell.value, cell.counted), ""});
    }
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
                        .subject = words.tr(row_of(report.query.by)),
                        .measure = words.tr(N_("Received")),
                        .second_measure = words.tr(N_("In time, of what fell due"))};
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
         .second = rate_in_words(words.locale, f.standing()),
         .second_href = open_href(words, row.filter, f.answered_on_time, {Verdict::kept, {}})});
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

void fill(const Wording& words, const Report& report, ReportPage& page) {
  page.heading = words.tr(N_("Figures"));
  page.note = words.locale.tr(N_("Received from {from} to {to}; as things stood on {as_of}, in the "
                                 "units of that day. Every figure "
                                 "but that of the different matters opens its records."),
                              {{"from", words.locale.date(report.query.from)},
                               {"to", words.locale.date(report.query.to)},
                               {"as_of", words.locale.date(report.query.as_of)}});
  page.figures = figures_of(words, report);
  page.breakdown = words.tr(heading_of(report.query.by));
  tell_of_sealed(words, report, page);
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
    if (auto date = text::parse_date(typed)) return *date;
    page.errors.push_back({name, words.tr(N_("Write the day like 1/7/2026."))});
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

std::vector<TableCell> table_cells(const Figures& f) {
  const Standing s = f.standing();
  return {{f.received, {}},
          {f.answered, {Verdict::answered, {}}},
          {s.on_time, {Verdict::kept, {}}},
          {s.answered_late(), {Verdict::answered_late, {}}},
          {s.overdue, {Verdict::late, {}}},
          {s.not_due, {Verdict::not_due, {}}},
          {.is_rate = true},
          {f.settled, {{}, Outcome::settled}},
          {f.in_progress, {{}, Outcome::in_progress}},
          {f.scheduled, {{}, Outcome::scheduled}},
          {f.explained, {{}, Outcome::explained}},
          {f.returned, {.state = State::returned}}};
}

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

http::Response as_csv(std::string text) {
  http::Response response = http::Response::text(std::move(text));
  response.headers.set("Content-Type", "text/csv; charset=utf-8");
  return std::move(response).download_as("petitions.csv");
}

}  // namespace

void add_report_page(http::App& app, Services& services) {
  app.router.get(
      "/reports/petitions", http::everyone(),
      [&services](http::Request& request) {
        const Turn turn(request, services);
        const Wording& words = turn.words;
        ReportPage page{.frame = pages::frame_for(request, words.tr(N_("Figures")))};
        page.frame.section = "reports";
        ReportQuery query = query_of(request, words, page);
        std::string_view typed = request.query.get("unit");
        SealedEyes eyes;
        Report made = services.database.read([&](db::Tx& tx) {
          ReportQuery asked = query;
          auto unit = typed.empty() ? std::nullopt : units::find_unit(tx, typed, query.as_of);
          if (unit) asked.unit = unit->id;
          const auto* reader = people::find_principal(request);
          asked.sealed = sealed_sight(tx, reader, asked.unit);
          eyes = sealed_eyes(tx, reader, typed, asked.unit);
          return report(tx, services.clock, asked, words.directory, words.locale);
        });
        if (!typed.empty() && !made.query.unit)
          page.errors.push_back({"unit", words.tr(N_("No area or body has this code or name."))});
        const std::string_view format = request.query.get("format");
        if (format == "json" || format == "csv")
          return !page.errors.empty() ? refused_as_json(page.errors)
                 : format == "json"   ? http::Response::json(to_json(made, words.directory))
                                      : as_csv(to_csv(made, words.locale));
        fill_form(request, words, query, page);
        page.frame.has_errors = !page.errors.empty();
        const std::string as_file = "/reports/petitions?" +
                                    (page.frame.query.empty() ? "" : page.frame.query + "&") +
                                    "format=";
        page.json_href = as_file + "json";
        page.csv_href = as_file + "csv";
        page.heading = page.frame.title;
        if (page.errors.empty()) fill(words, made, page);
        if (page.errors.empty()) lead_to_sealed(words, made, eyes, page);
        return pages::render(request, views::report_page, page, page.errors.empty() ? 200 : 422);
      },
      {.work = http::Work::slow});
}

}  // namespace gandan::petitions
