#include <algorithm>

#include "kernel/indicators/page.hpp"
#include "kernel/indicators/sentences.hpp"
#include "kernel/indicators/views/report.hpp"

namespace gandan::indicators {
namespace {

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
  /// Whether a table has a column of it: outcomes stand beside a flow, the rest elsewhere.
  [[nodiscard]] bool has_column(const Indicator& it) const {
    if (it.heading[0] == '\0') return false;
    const Breakdown* by = report.question.by;
    if (by == nullptr || !by->shows_flow)
      return !subject.is_outcome(it.name) || it.of_standing || it.name == overdue.name;
    return subject.is_outcome(it.name) || it.name == subject.measure ||
           it.name == subject.beside_bars;
  }
};

double share(std::int64_t part, std::int64_t of) {
  return of == 0 ? 0 : static_cast<double>(part) / static_cast<double>(of);
}

/// Against the period before: "+12 (+6.9%)", no share of fewer than five; empty where there was
/// nothing before.
std::string change(const i18n::Locale& locale, std::int64_t now, std::int64_t before) {
  if (before == 0) return {};
  const std::int64_t difference = now - before;
  const std::string sign = difference > 0 ? "+" : "";
  if (before < fewest_for_a_rate)
    return locale.tr(N_("{difference} against the period before"),
                     {{"difference", sign + locale.number(difference)}});
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

TableLine line_of(const Filling& f, const Row& row) {
  TableLine line{row.label, row.href, {}};
  for (const Indicator& it : f.subject.indicators) {
    if (!f.has_column(it)) continue;
    const Cell& cell = f.cell(row, it.name);
    const bool is_ratio = it.adds == Adds::ratio;
    line.cells.push_back(
        {cell.n, cell.href, is_ratio ? rate_in_words(f.locale, row.ratio(it)) : ""});
  }
  return line;
}

/// A page's worth of the rows, from `page.first_line`.
void add_table(const Filling& f, const Breakdown& by) {
  f.page.headings.push_back(f.tr(by.row));
  for (const Indicator& it : f.subject.indicators)
    if (f.has_column(it)) f.page.headings.push_back(f.tr(it.heading));
  const std::size_t all = f.report.rows.size();
  if (f.page.first_line >= all) f.page.first_line = 0;
  const std::size_t end =
      f.page.most_lines == 0 ? all : std::min(all, f.page.first_line + f.page.most_lines);
  for (std::size_t i = f.page.first_line; i < end; ++i)
    f.page.lines.push_back(line_of(f, f.report.rows[i]));
  if (end - f.page.first_line < all)
    f.page.pager.position =
        f.locale.tr(N_("{first} to {last} of {all}"),
                    {{"first", f.locale.number(static_cast<std::int64_t>(f.page.first_line + 1))},
                     {"last", f.locale.number(static_cast<std::int64_t>(end))},
                     {"all", f.locale.number(static_cast<std::int64_t>(all))}});
}

/// Of a commune with its province, since names are shared.
std::string name_of_unit(const Question& asked, const units::Unit& unit) {
  if (unit.kind != units::UnitKind::area || !unit.parent) return unit.name;
  const std::string_view above = asked.directory->name(unit.parent);
  return above.empty() ? unit.name : unit.name + ", " + std::string(above);
}

}  // namespace

void fill(const Report& report, ReportPage& page, const WayInto& way_into) {
  const Question& asked = report.question;
  const Filling f{report, *report.subject, asked.locale, page};
  page.counting = report.counting.get();
  page.note = f.locale.tr(f.subject.note, {{"from", f.locale.date(asked.scope.from)},
                                           {"to", f.locale.date(asked.scope.to)},
                                           {"as_of", f.locale.date(asked.scope.as_of)}});
  page.sentences = sentences_of(report);
  if (report.unit) page.of_unit = name_of_unit(asked, *report.unit);
  add_figures(f);
  if (asked.by == nullptr) return;
  page.breakdown = f.tr(asked.by->heading);
  page.drawing = drawing_of(report, way_into);
  if (report.rows.empty()) return;
  page.sentence = sentence_of_rows(report);
  add_table(f, *asked.by);
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
