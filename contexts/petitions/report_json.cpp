#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include "contexts/petitions/report_page.hpp"

namespace gandan::petitions {
namespace {

namespace json = boost::json;

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
          {"withdrawn", f.withdrawn}};
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
  add("settled", f.settled, {{}, Outcome::settled});
  add("in_progress", f.in_progress, {{}, Outcome::in_progress});
  add("scheduled", f.scheduled, {{}, Outcome::scheduled});
  add("explained", f.explained, {{}, Outcome::explained});
  add("returned", f.returned, {.state = State::returned});
  out["records"] = std::move(records);
  return out;
}

}  // namespace

std::string to_json(const Report& report, const units::Directory& directory) {
  json::object out = opened(report.total, report.filter, directory);
  out["from"] = report.query.from.iso();
  out["to"] = report.query.to.iso();
  out["as_of"] = report.query.as_of.iso();
  out["by"] = std::string(name(report.query.by));
  json::array rows;
  for (const ReportRow& row : report.rows) {
    json::object object = opened(row.figures, row.filter, directory);
    object["key"] = row.key;
    object["label"] = row.label;
    rows.push_back(std::move(object));
  }
  out["rows"] = std::move(rows);
  if (report.suppressed) out["suppressed"] = true;
  out["previous"] = object_of(report.previous);
  return json::serialize(out);
}

}  // namespace gandan::petitions
