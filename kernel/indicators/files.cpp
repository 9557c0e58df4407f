#include <boost/json/value.hpp>
#include <cmath>
#include <sstream>

#include "kernel/indicators/report.hpp"
#include "lib/csv/csv.hpp"
#include "lib/json/json.hpp"
#include "lib/xlsx/xlsx.hpp"

namespace gandan::indicators {
namespace {

namespace json = boost::json;

json::value json_of(const Ratio& ratio) {
  if (auto rate = ratio.rate()) return std::round(*rate * 1000) / 1000;
  return nullptr;
}

json::object json_of(const Standing& s) {
  return {{"answered", s.answered}, {"on_time", s.on_time}, {"answered_late", s.answered_late()},
          {"overdue", s.overdue},   {"not_due", s.not_due}, {"rate", json_of(Ratio(s))}};
}

json::object figures_in(const Row& row) {
  json::object out;
  for (const Indicator& it : row.subject->indicators)
    if (!it.of_standing)
      out[it.name] = it.adds == Adds::ratio ? json_of(row.ratio(it)) : json::value(row[it.name]);
  if (row.subject->has_standing()) out["standing"] = json_of(row.standing());
  return out;
}

/// The figures, and where the records behind each are.
json::object opened(const Row& row) {
  json::object out = figures_in(row), records;
  for (std::size_t i = 0; i < row.cells.size(); ++i) {
    const Indicator& it = row.subject->indicators[i];
    if (it.adds != Adds::ratio && !row.cells[i].href.empty()) records[it.name] = row.cells[i].href;
  }
  out["records"] = std::move(records);
  return out;
}

/// A month is a day, as a spreadsheet orders it; the rest are names.
xlsx::Cell name_cell(const Report& report, const Row& row) {
  const Breakdown* by = report.question.by;
  if (by == nullptr || by->axis != Axis::month || &row == &report.total) return row.label;
  const Date day = row.part.scope.from;
  return xlsx::Month{Date::of(day.year(), day.month(), 1)};
}

xlsx::Cell figure_cell(const i18n::Locale& locale, const Row& row, const Indicator& it) {
  if (it.adds != Adds::ratio) return row[it.name];
  const Ratio ratio = row.ratio(it);
  if (auto rate = ratio.rate()) return xlsx::Share{*rate};
  return rate_in_words(locale, ratio);
}

xlsx::Sheet figures_sheet(const Report& report) {
  const i18n::Locale& locale = report.question.locale;
  const Breakdown* by = report.question.by;
  xlsx::Sheet sheet{.name = std::string(locale.tr(by != nullptr ? by->heading : N_("All"))),
                    .headings = {std::string(locale.tr(by != nullptr ? by->row : N_("Name")))},
                    .rows = {},
                    .has_total = true};
  for (const Indicator& it : report.subject->indicators)
    if (it.heading[0] != '\0') sheet.headings.emplace_back(locale.tr(it.heading));
  auto line = [&](const Row& row) {
    auto& cells = sheet.rows.emplace_back();
    cells.push_back(name_cell(report, row));
    for (const Indicator& it : report.subject->indicators)
      if (it.heading[0] != '\0') cells.push_back(figure_cell(locale, row, it));
  };
  for (const Row& row : report.rows) line(row);
  line(report.total);
  return sheet;
}

/// Of when and where the figures are, and what each means.
xlsx::Sheet meaning_sheet(const Report& report, const std::string& source) {
  const i18n::Locale& locale = report.question.locale;
  const Scope& scope = report.question.scope;
  auto tr = [&](const char* message) { return std::string(locale.tr(message)); };
  xlsx::Sheet sheet{
      .name = tr(N_("Meaning")), .headings = {tr(N_("Name")), tr(N_("Meaning"))}, .rows = {}};
  sheet.rows.push_back({tr(report.subject->from), scope.from});
  sheet.rows.push_back({tr(N_("to")), scope.to});
  sheet.rows.push_back({tr(N_("As of")), scope.as_of});
  if (report.unit) sheet.rows.push_back({tr(N_("Area or body")), report.unit->name});
  sheet.rows.push_back({tr(N_("Source")), source});
  for (const Indicator& it : report.subject->indicators)
    if (it.heading[0] != '\0') sheet.rows.push_back({tr(it.heading), tr(it.definition)});
  return sheet;
}

}  // namespace

std::string to_xlsx(const Report& report, const std::string& source) {
  return xlsx::write({.title = std::string(report.question.locale.tr(report.subject->title)),
                      .made = report.question.scope.as_of,
                      .sheets = {figures_sheet(report), meaning_sheet(report, source)}});
}

std::string to_json(const Report& report) {
  const Question& asked = report.question;
  json::object out = opened(report.total);
  out["from"] = asked.scope.from.iso();
  out["to"] = asked.scope.to.iso();
  out["as_of"] = asked.scope.as_of.iso();
  report.counting->say_counted(out);
  out["by"] = asked.by != nullptr ? asked.by->name : none_key;
  json::array rows;
  for (const Row& row : report.rows) {
    json::object object = opened(row);
    object["key"] = row.key;
    object["label"] = row.label;
    rows.push_back(std::move(object));
  }
  out["rows"] = std::move(rows);
  report.counting->say_more(out);
  out["previous"] = figures_in(report.previous);
  return gandan::json::serialize(out);
}

std::string to_csv(const Report& report) {
  const i18n::Locale& locale = report.question.locale;
  std::ostringstream out;
  csv::Writer writer(out, {.byte_order_mark = true});
  csv::Row headings{std::string(locale.tr(N_("Name")))};
  for (const Indicator& it : report.subject->indicators)
    if (it.heading[0] != '\0') headings.emplace_back(locale.tr(it.heading));
  writer.row(headings);
  auto line = [&](const Row& row) {
    csv::Row cells{row.label};
    for (const Indicator& it : report.subject->indicators)
      if (it.heading[0] != '\0')
        cells.push_back(it.adds == Adds::ratio ? rate_in_words(locale, row.ratio(it))
                                               : std::to_string(row[it.name]));
    writer.row(cells);
  };
  for (const Row& row : report.rows) line(row);
  line(report.total);
  return out.str();
}

}  // namespace gandan::indicators
