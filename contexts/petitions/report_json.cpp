#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include "contexts/petitions/report.hpp"

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

}  // namespace

std::string to_json(const Report& report) {
  json::object out = object_of(report.total);
  out["from"] = report.query.from.iso();
  out["to"] = report.query.to.iso();
  out["as_of"] = report.query.as_of.iso();
  out["by"] = std::string(name(report.query.by));
  json::array rows;
  for (const ReportRow& row : report.rows) {
    json::object object = object_of(row.figures);
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
