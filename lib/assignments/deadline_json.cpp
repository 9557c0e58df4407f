#include "lib/assignments/deadline_json.hpp"

#include <cstdio>

namespace gandan::assignments {
namespace {

std::string two_digits(const MonthDay& each) {
  char text[8];
  std::snprintf(text, sizeof text, "%02d-%02d", each.month, each.day);
  return text;
}

/// One as a number, several as a text.
boost::json::value of_several(const std::vector<int>& numbers) {
  if (numbers.size() == 1) return numbers.front();
  std::string text;
  for (const int each : numbers) text += (text.empty() ? "" : ",") + std::to_string(each);
  return boost::json::value(text);
}

void add_relative(const Deadline& deadline, boost::json::object& out) {
  const char unit = deadline.span->unit;
  out["amount"] = deadline.span->amount;
  out["unit"] = unit == 'D'   ? "day"
                : unit == 'W' ? "week"
                : unit == 'M' ? "month"
                : unit == 'Y' ? "year"
                : unit == 'h' ? "hour"
                              : "minute";
  out["working"] = deadline.working;
  out["direction"] = deadline.before ? "before" : "after";
  if (deadline.anchor.empty())
    out["anchor"] = nullptr;
  else
    out["anchor"] = deadline.anchor;
}

}  // namespace

boost::json::object json_of(const Deadline& deadline) {
  boost::json::object out{{"kind", name_of(deadline.kind)}, {"date", nullptr}};
  if (deadline.date) out["date"] = deadline.date->iso();
  if (deadline.start) out["start"] = deadline.start->iso();
  if (deadline.relation != Relation::none) out["rel"] = name_of(deadline.relation);
  std::string monthdays;
  for (const MonthDay& each : deadline.monthdays)
    monthdays += (monthdays.empty() ? "" : ",") + two_digits(each);
  if (!monthdays.empty()) out["monthday"] = monthdays;
  if (!deadline.quarters.empty()) out["quarter"] = of_several(deadline.quarters);
  if (!deadline.months.empty()) out["month"] = of_several(deadline.months);
  const auto add = [&](const char* name, const std::optional<int>& value) {
    if (value) out[name] = *value;
  };
  add("half", deadline.half);
  add("day", deadline.day);
  add("year_offset", deadline.year_offset);
  add("month_offset", deadline.month_offset);
  add("quarter_offset", deadline.quarter_offset);
  add("month_in_quarter", deadline.month_in_quarter);
  if (deadline.span) out["period"] = iso(*deadline.span);
  if (!deadline.also.empty()) out["also"] = deadline.also;
  if (deadline.kind == DeadlineKind::relative) add_relative(deadline, out);
  return out;
}

}  // namespace gandan::assignments
