#include "contexts/petitions/figures/report.hpp"

#include <algorithm>
#include <vector>

#include "contexts/petitions/figures/measures.hpp"
#include "contexts/petitions/figures/report_sealed.hpp"
#include "contexts/petitions/lists/listing_query.hpp"
#include "contexts/petitions/public/open_data.hpp"
#include "contexts/petitions/public/page_parts.hpp"
#include "kernel/turn/unit_href.hpp"

namespace gandan::petitions {
namespace {

using indicators::Axis, indicators::Breakdown, indicators::Scope;

constexpr std::string_view received_in_period = "p.received_at >= :from and p.received_at <= :to";

/// Since 1970, as people count days.
constexpr std::string_view civil_day = "(p.received_at + 25200000000) / 86400000000";

bool is_of_area(const indicators::Part& part) {
  return part.by != nullptr && part.by->axis == Axis::area;
}

std::string page_of_body(const units::Directory& directory, const units::Unit& body) {
  return body_href(directory, body.id);
}

std::string page_of_place(const units::Directory& directory, const units::Unit& area) {
  if (area.level == units::Level::province) return place_href(directory, area.id);
  return area.valid_to || area.code.empty() ? "/places/id" + std::to_string(area.id.value)
                                            : "/places/" + area.code;
}

/// Sums over one group of rows, as of the last microsecond of the report's day.
std::string sums(const Clock& clock, const Scope& scope) {
  const std::string late = "p.due_at < " + std::string(judged_at);
  const std::string withdrawn(withdrawn_by);
  const std::string answered = "p.answered_at <= :as_of";
  const std::string outcome =
      scope.as_of < clock.today()
          ? db::joined({"case when p.frozen_at <= :as_of then p.outcome else ", outcome_by, " end"})
          : "p.outcome";
  std::string sql = "count(*)";
  const auto answered_as = [&](Outcome one) {
    return answered + " and " + outcome + " = " + db::number(one);
  };
  for (const std::string& condition :
       {std::string("p.topic_id is null"), answered, late, answered + " and " + late,
        withdrawn + " and " + late, answered_as(Outcome::settled),
        answered_as(Outcome::in_progress), answered_as(Outcome::scheduled),
        answered_as(Outcome::explained),
        answered + " and " + std::string(sql::is_returned_ended_or_declined), withdrawn})
    sql += ", sum(case when " + condition + " then 1 else 0 end)";
  return sql;
}

class ReportCounting final : public indicators::Counting {
 public:
  ReportCounting(db::Tx& tx, const indicators::Question& question, const SealedSight& sight)
      : question_(question), sealed_(sealed_told(tx, question, sight)) {
    const Scope& scope = question.scope;
    if (scope.unit) reach_ = reach_of(tx, *scope.unit, scope.as_of);
  }

  std::vector<indicators::Group> groups(db::Tx& tx, const Scope& scope,
                                        const Breakdown* by) const override {
    Query sql = of_period(scope, by, sums(question_.clock, scope));
    sql.bind("as_of", judged_until(question_.clock, scope.as_of)).add(" group by 1 order by 1");
    std::vector<indicators::Group> all;
    for (const Sums& each : sql.all<Sums>(tx)) all.push_back({each.number, counts_of(each)});
    return all;
  }
  /// The topics that have petitions in a group.
  std::vector<indicators::Shared> shared(db::Tx& tx, const Scope& scope,
                                         const Breakdown* by) const override {
    Query sql = of_period(scope, by, "p.topic_id");
    sql.add(" and p.topic_id is not null group by 1, 2");
    return sql.all<indicators::Shared>(tx);
  }
  std::vector<indicators::OnDay> by_day(db::Tx& tx, const Scope& scope,
                                        const Breakdown& by) const override {
    Query sql = of_period(scope, &by, std::string(civil_day) + ", count(*)");
    sql.add(" group by 1, 2");
    return sql.all<indicators::OnDay>(tx);
  }
  std::string href(const indicators::Part& part, std::size_t indicator,
                   std::int64_t n) const override {
    // A list is of one unit: of a commune none where the report is of a body.
    if (is_of_area(part) && (!part.area || (reach_ && reach_->areas.empty()))) return {};
    const auto& opens = measures()[indicator].opens;
    return opens ? records_href(*question_.directory, records_behind(part), n, *opens) : "";
  }
  void say_counted(boost::json::object& out) const override { say_kinds(sealed_, out); }
  void say_more(boost::json::object& out) const override { say_statement(sealed_, out); }
  void print_note(html::Out& out) const override { print_sealed_note(out, question_, sealed_); }
  void print_more(html::Out& out) const override { print_sealed_table(out, question_, sealed_); }

 private:
  /// "select the group, `what` from petitions p where …": what came in the period, from or to the
  /// report's unit.
  [[nodiscard]] Query of_period(const Scope& scope, const Breakdown* by,
                                const std::string& what) const {
    Query sql("select " + std::string(by != nullptr ? by->number : "0") + " as number, " + what +
              " from " + counted_petitions(sealed_.sight, received_in_period) + " where 1 = 1");
    sql.bind("from", start_of(scope.from))
        .bind("to", std::min(end_of(scope.to), end_of(scope.as_of)));
    if (reach_) restrict_reach(sql, *reach_, "p.");
    return sql;
  }

  indicators::Question question_;
  SealedTold sealed_;
  std::optional<Within> reach_;
};

indicators::Key kind_of(std::int64_t number) {
  const auto kind = static_cast<Kind>(number);
  return {std::string(name(kind)), label(kind)};
}

/// The number of each groups by it. Never what people typed: it may name somebody.
std::vector<Breakdown> breakdowns() {
  constexpr auto no_body = N_("With no body yet");
  constexpr auto no_place = N_("Place not known");
  return {{.name = "month",
           .heading = N_("By month"),
           .row = N_("Month"),
           .axis = Axis::month,
           .number = civil_day,
           .tab = N_("Months"),
           .most = N_("Most came in {name}: {n} of {total}.")},
          {.name = "place",
           .heading = N_("By province"),
           .row = N_("Province"),
           .axis = Axis::province,
           .number = "coalesce(p.province_id, 0)",
           .none = no_place,
           .tab = N_("Map"),
           .most = N_("Most came from {name}: {n} of {total}."),
           .page_of = page_of_place},
          {.name = "commune",
           .heading = N_("By commune"),
           .row = N_("Commune"),
           .axis = Axis::area,
           .number = "coalesce(p.place_id, 0)",
           .none = no_place,
           .most = N_("Most came from {name}: {n} of {total}."),
           .page_of = page_of_place},
          {.name = "kind",
           .heading = N_("By kind and outcome"),
           .row = N_("Kind"),
           .number = "p.kind",
           .key_of = kind_of,
           .tab = N_("Outcome"),
           .shows_flow = true},
          {.name = "body",
           .heading = N_("By body"),
           .row = N_("Body"),
           .axis = Axis::unit,
           .number = "coalesce(p.body_id, 0)",
           .none = no_body,
           .tab = N_("Bodies"),
           .most = N_("Most went to {name}: {n} of {total}."),
           .page_of = page_of_body},
          {.name = "field",
           .heading = N_("By field"),
           .row = N_("Field"),
           .axis = Axis::field,
           .number = "coalesce(p.field_id, 0)",
           .none = N_("Field not known"),
           .tab = N_("Fields"),
           .most = N_("Most are of the field {name}: {n} of {total}.")},
          {.name = "level",
           .heading = N_("By level"),
           .row = N_("Level"),
           .axis = Axis::level,
           .number = "coalesce(p.body_id, 0)",
           .none = no_body}};
}

/// What becomes of one that came: all that the law knows, and what waits.
std::vector<indicators::Outflow> outcomes() {
  using pages::Tone;
  return {{"settled", N_("Settled"), Tone::settled},
          {"explained", N_("Explained"), Tone::settled},
          {"in_progress", N_("In progress"), Tone::waiting},
          {"scheduled", N_("Scheduled"), Tone::waiting},
          {"returned", N_("Given back"), Tone::plain},
          {"withdrawn", N_("Taken back"), Tone::plain},
          {"not_due", N_("Not due yet"), Tone::open},
          {"pending_overdue", N_("Overdue"), Tone::late}};
}

/// Whose eyes count what is sealed: `sight`, or where there is none those of whoever asks.
indicators::Subject report_subject_of(std::optional<SealedSight> sight) {
  std::vector<indicators::Indicator> all;
  for (const Measure& measure : measures()) all.push_back(measure.indicator);
  return {
      .name = "petitions",
      .unit = N_("petitions"),
      .title = N_("Figures of petitions"),
      .note = N_("Received from {from} to {to}; as things stood on {as_of}, in the units of that "
                 "day. Every figure but that of the different matters opens its records."),
      .from = N_("Received from"),
      .indicators = std::move(all),
      .breakdowns = breakdowns(),
      .figures = {"received", "distinct", "answered", "in_time", "pending_overdue", "not_due"},
      .measure = "received",
      .beside_months = "answered",
      .beside_bars = "in_time",
      .months_title = N_("Received and answered, by month"),
      .map_title = N_("The provinces, by what was received"),
      .outcomes = outcomes(),
      .came = N_("From {from} to {to}, {n} proposals and reports came in."),
      .open_data = open_data().address(),
      .count = [sight](db::Tx& tx, const indicators::Question& asked)
          -> std::shared_ptr<const indicators::Counting> {
        return std::make_shared<ReportCounting>(
            tx, asked, sight ? *sight : sealed_sight(tx, reader_of(asked), asked.scope.unit));
      }};
}

}  // namespace

const indicators::Subject& report_subject() {
  static const indicators::Subject subject = report_subject_of(std::nullopt);
  return subject;
}

indicators::Subject report_subject_seeing(const SealedSight& sight) {
  return report_subject_of(sight);
}

Filter records_behind(const indicators::Part& part) {
  Filter filter;
  filter.from = part.scope.from;
  filter.to = std::min(part.scope.to, part.scope.as_of);
  filter.as_of = part.scope.as_of;
  filter.unit = part.scope.unit;
  if (part.by == nullptr || part.by->axis == Axis::month) return filter;
  std::vector<UnitId> units;
  for (std::int64_t number : part.numbers) units.push_back(UnitId{number});
  switch (part.by->axis) {
    case Axis::own:
      filter.kind = static_cast<Kind>(part.numbers.front());
      break;
    case Axis::field:
      filter.field = FieldId{part.numbers.front()};
      break;
    case Axis::province:
      filter.provinces = std::move(units);
      break;
    case Axis::unit:
    case Axis::level:
      filter.bodies = std::move(units);
      break;
    case Axis::area:
      filter.unit = part.area;
      break;
    case Axis::month:
      break;
  }
  return filter;
}

std::string records_href(const units::Directory& directory, Filter filter, std::int64_t n,
                         const Counted& counted) {
  if (n == 0) return {};
  filter.verdict = counted.outcome || counted.state ? Verdict::answered : counted.verdict;
  filter.outcome = counted.outcome;
  filter.state = counted.state;
  return href_of(filter, directory) + "&of=" + std::to_string(n);
}

}  // namespace gandan::petitions
