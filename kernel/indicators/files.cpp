#include <boost/json/value.hpp>
#include <cmath>
#include <sstream>

#include "kernel/indicators/report.hpp"
#include "lib/csv/csv.hpp"
#include "lib/json/json.hpp"

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

}  // namespace

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
