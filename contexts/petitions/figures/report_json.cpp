#include <boost/json/value.hpp>
#include <cmath>
#include <sstream>

#include "contexts/petitions/figures/report_page.hpp"
#include "lib/csv/csv.hpp"
#include "lib/json/json.hpp"

namespace gandan::petitions {
namespace {

namespace json = boost::json;

json::object object_of(const Standing& s) {
  json::object out{
      {"answered", s.answered}, {"on_time", s.on_time}, {"answered_late", s.answered_late()},
      {"overdue", s.overdue},   {"not_due", s.not_due}, {"rate", nullptr}};
  if (auto rate = s.rate()) out["rate"] = std::round(*rate * 1000) / 1000;
  return out;
}

json::object object_of(const Figures& f) {
  return {{"received", f.received},
          {"distinct", f.distinct},
          {"answered", f.answered},
          {"pending", f.pending},
          {"on_time", f.on_time},
          {"overdue", f.overdue},
          {"answered_on_time", f.answered_on_time},
          {"answered_late", f.answered - f.answered_on_time},
          {"pending_overdue", f.pending_overdue},
          {"settled", f.settled},
          {"in_progress", f.in_progress},
          {"scheduled", f.scheduled},
          {"explained", f.explained},
          {"returned", f.returned},
          {"withdrawn", f.withdrawn},
          {"standing", object_of(f.standing())}};
}

/// The figures, and where the records behind each are:
/// {"received":3,…,"records":{"received":"/…"}}.
json::object opened(const Figures& f, const std::optional<Filter>& filter,
                    const units::Directory& directory) {
  json::object out = object_of(f), records;
  auto add = [&](const char* figure, std::int64_t n, const Counted& counted) {
    if (std::string href = records_href(directory, filter, n, counted); !href.empty())
      records[figure] = std::move(href);
  };
  add("received", f.received, {});
  add("answered", f.answered, {Verdict::answered, {}});
  add("pending", f.pending, {Verdict::pending, {}});
  add("on_time", f.on_time, {Verdict::on_time, {}});
  add("overdue", f.overdue, {Verdict::overdue, {}});
  add("answered_on_time", f.answered_on_time, {Verdict::kept, {}});
  add("answered_late", f.standing().answered_late(), {Verdict::answered_late, {}});
  add("pending_overdue", f.pending_overdue, {Verdict::late, {}});
  add("not_due", f.standing().not_due, {Verdict::not_due, {}});
  add("settled", f.settled, {{}, Outcome::settled});
  add("in_progress", f.in_progress, {{}, Outcome::in_progress});
  add("scheduled", f.scheduled, {{}, Outcome::scheduled});
  add("explained", f.explained, {{}, Outcome::explained});
  add("returned", f.returned, {.state = State::returned});
  out["records"] = std::move(records);
  return out;
}

json::object object_of(const disclosure::Cell& cell) {
  if (cell.at_least == 0) return {{"fewer_than", disclosure::smallest_cell}};
  return {{"at_least", cell.at_least}};
}

json::object object_of(const disclosure::Told& told) {
  json::object out = object_of(told.received);
  if (told.answered) out["answered"] = object_of(*told.answered);
  if (told.late) out["overdue"] = object_of(*told.late);
  return out;
}

json::array array_of(const SealedStatement& statement) {
  json::array out;
  for (const SealedQuarter& quarter : statement.quarters)
    out.push_back(json::object{{"quarter", quarter.quarter.name()},
                               {"as_of", quarter.quarter.closes().iso()},
                               {"complaint", object_of(quarter.complaints)},
                               {"denunciation", object_of(quarter.denunciations)}});
  return out;
}

json::array kinds_of(const SealedSight& sight) {
  json::array out{"proposal", "report"};
  if (sight.complaints) out.push_back("complaint");
  if (sight.denunciations) out.push_back("denunciation");
  return out;
}

}  // namespace

std::string to_json(const Report& report, const units::Directory& directory) {
  json::object out = opened(report.total, report.filter, directory);
  out["from"] = report.query.from.iso();
  out["to"] = report.query.to.iso();
  out["as_of"] = report.query.as_of.iso();
  out["kinds"] = kinds_of(report.query.sealed);
  out["by"] = std::string(name(report.query.by));
  json::array rows;
  for (const ReportRow& row : report.rows) {
    json::object object = opened(row.figures, row.filter, directory);
    object["key"] = row.key;
    object["label"] = row.label;
    rows.push_back(std::move(object));
  }
  out["rows"] = std::move(rows);
  if (report.sealed) out["sealed"] = array_of(*report.sealed);
  out["previous"] = object_of(report.previous);
  return gandan::json::serialize(out);
}

std::string to_csv(const Report& report, const i18n::Locale& locale) {
  std::ostringstream out;
  csv::Writer writer(out, {.byte_order_mark = true});
  csv::Row headings;
  for (const char* heading : table_headings) headings.emplace_back(locale.tr(heading));
  writer.row(headings);
  auto line = [&](std::string label, const Figures& f) {
    csv::Row row{std::move(label)};
    for (const TableCell& cell : table_cells(f))
      row.push_back(cell.is_rate ? rate_in_words(locale, f.standing())
                                 : std::to_string(cell.value));
    writer.row(row);
  };
  for (const ReportRow& row : report.rows) line(row.label, row.figures);
  line(std::string(locale.tr(N_("All"))), report.total);
  return out.str();
}

}  // namespace gandan::petitions
