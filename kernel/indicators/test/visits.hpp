// For tests: a tiny subject, visits that are owed an answer, counted from a list.
#pragma once
#include <boost/json/value.hpp>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "kernel/indicators/report.hpp"

namespace gandan::indicators::test {

enum class Came : std::uint8_t { kept, answered_late, overdue, not_due };

struct Visit {
  Date day;
  std::int64_t body = 0;
  std::int64_t person = 0;
  Came came{};
};

/// One is of August, five of September; the persons 2 and 3 came twice.
inline const std::vector<Visit> visits{
    {Date::of(2026, 8, 15), 1, 1, Came::kept},   {Date::of(2026, 9, 2), 1, 2, Came::kept},
    {Date::of(2026, 9, 20), 2, 2, Came::kept},   {Date::of(2026, 9, 4), 2, 3, Came::answered_late},
    {Date::of(2026, 9, 5), 2, 3, Came::overdue}, {Date::of(2026, 9, 30), 1, 4, Came::not_due}};

class Counted final : public Counting {
 public:
  std::vector<Group> groups(db::Tx&, const Scope& scope, const Breakdown* by) const override {
    std::map<std::int64_t, Group> found;
    for (const Visit& visit : within(scope)) {
      Group& group = found[number_of(visit, by)];
      group.number = number_of(visit, by);
      group.counts.resize(8);
      const bool is_late = visit.came == Came::answered_late;
      add(group, {1, 0, visit.came == Came::kept || is_late, visit.came == Came::kept, is_late,
                  visit.came == Came::overdue, visit.came == Came::not_due, 0});
    }
    std::vector<Group> all;
    for (auto& [number, group] : found) all.push_back(std::move(group));
    return all;
  }
  std::vector<Shared> shared(db::Tx&, const Scope& scope, const Breakdown* by) const override {
    std::set<std::pair<std::int64_t, std::int64_t>> pairs;
    for (const Visit& visit : within(scope)) pairs.emplace(number_of(visit, by), visit.person);
    std::vector<Shared> all;
    for (const auto& [number, person] : pairs) all.push_back({number, person});
    return all;
  }
  std::string href(const Part& part, std::size_t indicator, std::int64_t n) const override {
    if (indicator == 1) return {};  // persons are listed nowhere
    return "/visits?from=" + part.scope.from.iso() + "&is=" + std::to_string(indicator) +
           "&of=" + std::to_string(n);
  }
  void say_counted(boost::json::object& out) const override { out["counted"] = "all"; }
  void print_note(html::Out& out) const override { out.literal("<p>Nobody is named.</p>"); }
  void print_more(html::Out& out) const override { out.literal("<p>And no more.</p>"); }

 private:
  static std::vector<Visit> within(const Scope& scope) {
    std::vector<Visit> all;
    for (const Visit& visit : visits)
      if (visit.day >= scope.from && visit.day <= scope.to) all.push_back(visit);
    return all;
  }
  static std::int64_t number_of(const Visit& visit, const Breakdown* by) {
    if (by == nullptr) return 0;
    if (by->axis == Axis::month) return visit.day.days;
    return by->axis == Axis::unit ? visit.body : visit.day.day() <= 15 ? 1 : 2;
  }
  static void add(Group& group, const std::vector<std::int64_t>& counts) {
    for (std::size_t i = 0; i < counts.size(); ++i) group.counts[i] += counts[i];
  }
};

inline Subject subject() {
  return {
      .name = "visits",
      .unit = "visits",
      .title = "Visits",
      .note = "Came from {from} to {to}, as of {as_of}.",
      .from = "Came from",
      .indicators = {{.name = "received",
                      .definition = "Came in the period.",
                      .heading = "Received",
                      .label = "came",
                      .tag = "received"},
                     {.name = "people",
                      .definition = "The different persons who came.",
                      .label = "persons",
                      .adds = Adds::once},
                     answered,
                     answered_on_time,
                     answered_late,
                     overdue,
                     not_due,
                     in_time},
      .breakdowns =
          {{.name = "month", .heading = "By month", .row = "Month", .axis = Axis::month},
           {.name = "half",
            .heading = "By half",
            .row = "Half",
            .key_of =
                [](std::int64_t number) {
                  return number == 1 ? Key{"first", "First half"} : Key{"second", "Second half"};
                }},
           {.name = "body",
            .heading = "By body",
            .row = "Body",
            .axis = Axis::unit,
            .none = "With nobody"}},
      .figures = {"received", "people", "in_time"},
      .measure = "received",
      .beside_months = "answered",
      .beside_bars = "in_time",
      .months_title = "Came and answered, by month",
      .map_title = "The provinces",
      .count = [](db::Tx&, const Question&) { return std::make_shared<const Counted>(); }};
}

}  // namespace gandan::indicators::test
