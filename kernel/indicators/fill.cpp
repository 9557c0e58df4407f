#include <algorithm>

#include "kernel/indicators/page.hpp"
#include "kernel/indicators/views/report.hpp"
#include "kernel/units/names.hpp"

namespace gandan::indicators {
namespace {

constexpr std::size_t most_bars = 12;

/// What the filling of a page refers to all the time.
struct Filling {
  const Report& report;
  const Subject& subject;
  const i18n::Locale& locale;
  ReportPage& page;

  [[nodiscard]] std::string tr(const char* message) const {
    return std::string(locale.tr(message));
  }
  [[nodiscard]] const Indicator& indicator(std::string_view name) const {
    return subject.indicators[subject.at(name)];
  }
  [[nodiscard]] const Cell& cell(const Row& row, std::string_view name) const {
    return row.cells[subject.at(name)];
  }
  [[nodiscard]] std::string heading(std::string_view name) const {
    return name.empty() ? std::string() : tr(indicator(name).heading);
  }
};

double share(std::int64_t part, std::int64_t of) {
  return of == 0 ? 0 : static_cast<double>(part) / static_cast<double>(of);
}

/// Against the period before: "+12 (+6.9%)"; empty where there was nothing before.
std::string change(const i18n::Locale& locale, std::int64_t now, std::int64_t before) {
  if (before == 0) return {};
  const std::int64_t difference = now - before;
  const std::string sign = difference > 0 ? "+" : "";
  return locale.tr(N_("{difference} ({percent}) against the period before"),
                   {{"difference", sign + locale.number(difference)},
                    {"percent", sign + locale.percent(share(difference, before), 1)}});
}

void add_figures(const Filling& f) {
  const Row& total = f.report.total;
  for (std::string_view name : f.subject.figures) {
    const Indicator& it = f.indicator(name);
    const Cell& cell = f.cell(total, name);
    if (it.adds == Adds::ratio) {
      f.page.figures.push_back(rate_figure(f.locale, total.ratio(it), f.tr(it.label), cell.href));
      continue;
    }
    f.page.figures.push_back({f.locale.number(cell.n), f.tr(it.label), cell.href});
    if (name == f.subject.measure)
      f.page.figures.back().change = change(f.locale, cell.n, f.report.previous[name]);
  }
}

void add_table(const Filling& f, const Breakdown& by) {
  f.page.headings.push_back(f.tr(by.row));
  for (const Indicator& it : f.subject.indicators)
    if (it.heading[0] != '\0') f.page.headings.push_back(f.tr(it.heading));
  for (const Row& row : f.report.rows) {
    TableLine& line = f.page.lines.emplace_back(TableLine{row.label, {}});
    for (const Indicator& it : f.subject.indicators) {
      if (it.heading[0] == '\0') continue;
      const Cell& cell = f.cell(row, it.name);
      const bool is_ratio = it.adds == Adds::ratio;
      line.cells.push_back(
          {cell.n, cell.href, is_ratio ? rate_in_words(f.locale, row.ratio(it)) : ""});
    }
  }
}

void add_columns(const Filling& f, const Breakdown& by) {
  pages::ColumnChart chart{.label = f.tr(f.subject.months_title),
                           .subject = f.tr(by.row),
                           .first_series = f.heading(f.subject.measure),
                           .second_series = f.heading(f.subject.beside_months)};
  for (const Row& row : f.report.rows) {
    const Cell& first = f.cell(row, f.subject.measure);
    pages::Column& column = chart.columns.emplace_back(
        pages::Column{.tick = row.key.substr(5), .label = row.label, .first = first.n});
    column.first_href = first.href;
    if (f.subject.beside_months.empty()) continue;
    const Cell& second = f.cell(row, f.subject.beside_months);
    column.second = second.n;
    column.second_href = second.href;
  }
  f.page.columns = std::move(chart);
}

void add_bars(const Filling& f, const Breakdown& by) {
  const std::string_view beside = f.subject.beside_bars;
  pages::BarChart chart{.label = f.page.breakdown + ": " + f.heading(f.subject.measure),
                        .subject = f.tr(by.row),
                        .measure = f.heading(f.subject.measure),
                        .second_measure = f.heading(beside)};
  std::int64_t most = 1;
  for (const Row& row : f.report.rows) most = std::max(most, row[f.subject.measure]);
  for (std::size_t i = 0; i < std::min(f.report.rows.size(), most_bars); ++i) {
    const Row& row = f.report.rows[i];
    const Cell& cell = f.cell(row, f.subject.measure);
    pages::Bar& bar = chart.bars.emplace_back(pages::Bar{.label = row.label,
                                                         .share = share(cell.n, most),
                                                         .value = f.locale.number(cell.n),
                                                         .value_href = cell.href});
    if (beside.empty()) continue;
    bar.second = rate_in_words(f.locale, row.ratio(f.indicator(beside)));
    bar.second_href = f.cell(row, beside).href;
  }
  f.page.bars = std::move(chart);
}

void add_map(const Filling& f) {
  pages::TileMap map{.label = f.tr(f.subject.map_title)};
  for (const units::Unit& province : f.report.question.directory->provinces()) {
    pages::Tile tile{.code = province.code, .name = units::short_name(province.name)};
    for (const Row& row : f.report.rows)
      if (row.key == province.code) {
        const Cell& cell = f.cell(row, f.subject.measure);
        tile.value = cell.n;
        tile.href = cell.href;
      }
    map.tiles.push_back(std::move(tile));
  }
  f.page.map = std::move(map);
}

}  // namespace

void fill(const Report& report, ReportPage& page) {
  const Question& asked = report.question;
  const Filling f{report, *report.subject, asked.locale, page};
  page.counting = report.counting.get();
  page.note = f.locale.tr(f.subject.note, {{"from", f.locale.date(asked.scope.from)},
                                           {"to", f.locale.date(asked.scope.to)},
                                           {"as_of", f.locale.date(asked.scope.as_of)}});
  add_figures(f);
  if (asked.by == nullptr) return;
  page.breakdown = f.tr(asked.by->heading);
  if (report.rows.empty()) return;
  add_table(f, *asked.by);
  if (asked.by->axis == Axis::month) {
    add_columns(f, *asked.by);
  } else {
    add_bars(f, *asked.by);
  }
  if (asked.by->axis == Axis::province) add_map(f);
}

std::string to_html(const Report& report) {
  const i18n::Locale& locale = report.question.locale;
  const std::string title(locale.tr(report.subject->title));
  ReportPage page{.frame = {.title = title}, .heading = title};
  page.frame.searches = false;
  fill(report, page);
  html::Out out(locale);
  views::report_page(out, page);
  return out.take();
}

}  // namespace gandan::indicators
