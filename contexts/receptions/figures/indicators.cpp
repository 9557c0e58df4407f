#include "contexts/receptions/figures/indicators.hpp"

#include <algorithm>
#include <map>

#include "contexts/receptions/figures/behind.hpp"
#include "contexts/receptions/permissions.hpp"
#include "contexts/receptions/record/places.hpp"
#include "contexts/receptions/record/rows.hpp"
#include "contexts/receptions/schedule/duty.hpp"
#include "kernel/disclosure/disclosure.hpp"
#include "kernel/people/policies.hpp"
#include "kernel/turn/unit_href.hpp"
#include "kernel/units/units.hpp"
#include "lib/db/query.hpp"
#include "lib/i18n/locale.hpp"

namespace gandan::receptions {
namespace {

const db::Sql first_opening{"select min(p.opened_on) from reception_places p"};

using indicators::Adds, indicators::Axis, indicators::Breakdown, indicators::Indicator,
    indicators::Scope;

// In the order of the sums below.
const std::vector<Indicator>& indicators_of_visits() {
  static const std::vector<Indicator> all{
      {.name = "visits",
       .definition = N_("Matters entered into the book of receptions, by their day; of a "
                        "denunciation everybody is told nothing."),
       .heading = N_("Received"),
       .label = N_("matters received")},
      {.name = "people",
       .definition = N_("People who came; with a mixed matter they count once."),
       .heading = N_("People"),
       .label = N_("people came")},
      {.name = "groups_of_five",
       .definition = N_("Groups of so many that the law has them represented: five or more."),
       .heading = N_("Groups")},
      {.name = "first",
       .definition = N_("Received for the first time on their matter."),
       .heading = N_("First")},
      {.name = "repeated",
       .definition = N_("Received again on a matter on which somebody was received before."),
       .heading = N_("Again")},
      {.name = "accepted",
       .definition = N_("Accepted, to be settled by the body that received."),
       .heading = N_("Accepted")},
      {.name = "guided", .definition = N_("Told to which body to turn."), .heading = N_("Guided")},
      {.name = "forwarded",
       .definition = N_("The letter was sent on to the body that is competent."),
       .heading = N_("Sent on")},
      {.name = "returned",
       .definition = N_("The letter was given back, with the reason."),
       .heading = N_("Given back")},
      {.name = "refused",
       .definition = N_("Not received, on a ground of the law."),
       .heading = N_("Refused")},
      {.name = "answered_at_once",
       .definition = N_("Answered at once, by the head or a deputy."),
       .heading = N_("Answered at once")},
      {.name = "tasks",
       .definition = N_("What the head concluded is to be done, of these matters."),
       .heading = N_("Concluded tasks")},
      {.name = "tasks_kept",
       .definition = N_("Of what was concluded: done by its day."),
       .heading = N_("Tasks kept")},
      {.name = "days_owed",
       .definition = N_("Days on which heads must receive by law, in the weeks and months that lie "
                        "in the period as a whole; of bodies with a place of reception."),
       .heading = N_("Days owed")},
      {.name = "days_held",
       .definition = N_("Days on which the head received in person."),
       .heading = N_("Days held")}};
  return all;
}
constexpr std::size_t days_owed_at = 13, days_held_at = 14;

/// Since 1970, as people count days.
constexpr std::string_view day_of_visit = "(v.received_at + 25200000000) / 86400000000";

std::string times(std::initializer_list<std::string_view> condition,
                  std::string_view counted = "1") {
  return db::joined({", sum(case when ", db::joined(condition), " then ", counted, " else 0 end)"});
}

/// Items of a visit, as a number in its row.
std::string items_where(std::string_view condition) {
  return db::joined(
      {", sum((select count(*) from conclusion_items i where i.visit_id = v.id", condition, "))"});
}

std::string sums_of_visits() {
  return "count(*)" + times({sql::begins_sitting}, "v.present") +
         times({sql::begins_sitting, " and v.present >= :group"}) + times({"v.turn = 1"}) +
         times({"v.turn > 1"}) + times({sql::is_accepted}) + times({sql::is_guided}) +
         times({sql::is_forwarded}) + times({sql::is_returned}) + times({sql::is_refused}) +
         times({sql::is_answered_at_once}) + items_where("") +
         items_where(db::joined({" and ", sql::item_is_done,
                                 " and (i.done_at + 25200000000) / 86400000000 <= i.due_on and "
                                 "i.done_at <= :as_of"}));
}

const people::Principal* reader_of_figures(const indicators::Question& question) {
  return question.request == nullptr ? nullptr : people::find_principal(*question.request);
}

class CountingVisits final : public indicators::Counting {
 public:
  CountingVisits(db::Tx& tx, const indicators::Question& question, bool with_denunciations)
      : question_(question),
        with_denunciations_(with_denunciations),
        book_(rules::load_rulebook(tx)) {
    const Scope& scope = question.scope;
    if (scope.unit) units_ = bodies_of_unit(tx, *scope.unit, scope.as_of);
    const people::Principal* reader = reader_of_figures(question);
    reads_book_ = reader != nullptr && reader->may_somewhere(read_receptions);
  }

  std::vector<indicators::Group> groups(db::Tx& tx, const Scope& scope,
                                        const Breakdown* by) const override {
    std::map<std::int64_t, std::vector<std::int64_t>> groups;
    const auto of = [&](std::int64_t number) -> std::vector<std::int64_t>& {
      auto& counts = groups[number];
      counts.resize(indicators_of_visits().size());
      return counts;
    };
    count_visits(tx, scope, by, of);
    count_days(tx, scope, by, of);
    std::vector<indicators::Group> all;
    for (auto& [number, counts] : groups) all.push_back({number, std::move(counts)});
    return all;
  }
  std::vector<indicators::OnDay> by_day(db::Tx& tx, const Scope& scope,
                                        const Breakdown& by) const override {
    db::Query sql = of_period(scope, &by, db::joined({day_of_visit, ", count(*)"}));
    sql.add(" group by 1, 2");
    return sql.all<indicators::OnDay>(tx);
  }
  /// Who came and why is nobody else's business: what a figure counts is a list of the desk.
  std::string href(const indicators::Part& part, std::size_t indicator,
                   std::int64_t) const override {
    return reads_book_ ? behind_href(part, indicators_of_visits()[indicator].name) : std::string();
  }

 private:
  [[nodiscard]] Instant until(const Scope& scope) const {
    return std::min(end_of(scope.to), end_of(scope.as_of));
  }
  void within_units(db::Query& sql, std::string_view column) const {
    if (!question_.scope.unit) return;
    if (units_.empty())
      sql.add(" and 1 = 0");
    else
      sql.any_of(column, units_);
  }
  [[nodiscard]] db::Query of_period(const Scope& scope, const Breakdown* by,
                                    const std::string& what) const {
    db::Query sql(db::joined({"select ", by != nullptr ? by->number : "0", " as number, ", what,
                              " from visits v where v.received_at between :from and :until"}));
    if (!with_denunciations_) sql.add({" and ", sql::is_no_denunciation});
    sql.bind("from", start_of(scope.from)).bind("until", until(scope));
    within_units(sql, "v.body_id");
    return sql;
  }
  template <class Of>
  void count_visits(db::Tx& tx, const Scope& scope, const Breakdown* by, Of&& of) const {
    const rules::Limit* group = book_.find("reception.group", scope.to);
    db::Query sql = of_period(scope, by, sums_of_visits());
    sql.bind("group", group == nullptr ? 5 : group->value).bind("as_of", end_of(scope.as_of));
    sql.add(" group by 1");
    struct Row {
      std::int64_t number, visits, people, groups, first, repeated, accepted, guided, forwarded,
          returned, refused, at_once, tasks, kept;
    };
    for (const Row& row : sql.all<Row>(tx)) {
      auto& counts = of(row.number);
      const std::int64_t values[] = {row.visits,   row.people,   row.groups,  row.first,
                                     row.repeated, row.accepted, row.guided,  row.forwarded,
                                     row.returned, row.refused,  row.at_once, row.tasks,
                                     row.kept};
      std::ranges::copy(values, counts.begin());
    }
  }
  /// Of days there are no kinds and outcomes: they stand with bodies and months alone.
  template <class Of>
  void count_days(db::Tx& tx, const Scope& scope, const Breakdown* by, Of&& of) const {
    const bool is_of_body = by != nullptr && (by->name == "body" || by->name == "level");
    const bool is_of_month = by != nullptr && by->axis == Axis::month;
    if (by != nullptr && !is_of_body && !is_of_month) return;
    const Date last = std::min(scope.to, scope.as_of);
    const auto opened = tx.one<std::optional<Date>>(first_opening, {}).value_or(std::nullopt);
    if (!opened) return;
    // Before its month nothing is owed.
    const Date first = std::max(scope.from, first_after(*opened + -31));
    for (UnitId id : bodies_with_places(tx)) {
      const auto body = units::find_unit(tx, id);
      if (!body) continue;
      const auto add = [&](std::int64_t number, Date from, Date to) {
        const Duty duty = duty_of(tx, book_, *body, from, to, question_.clock.today());
        if (duty.owed == 0 && duty.held == 0) return;
        auto& counts = of(number);
        counts[days_owed_at] += duty.owed;
        counts[days_held_at] += duty.held;
      };
      if (!is_of_month) {
        add(is_of_body ? id.value : 0, first, last);
        continue;
      }
      for (Date day = first; day <= last; day = first_after(day))
        add(day.days, day, std::min(last, first_after(day) + -1));
    }
  }
  static Date first_after(Date day) {
    const auto month = static_cast<int>(static_cast<unsigned>(day.civil().month()));
    return month == 12 ? Date::of(day.year() + 1, 1, 1)
                       : Date::of(day.year(), static_cast<unsigned>(month + 1), 1);
  }
  [[nodiscard]] std::vector<UnitId> bodies_with_places(db::Tx& tx) const {
    db::Query sql("select distinct p.body_id from reception_places p where p.closed_on is null");
    within_units(sql, "p.body_id");
    return sql.all<UnitId>(tx);
  }

  indicators::Question question_;
  bool with_denunciations_;
  bool reads_book_ = false;
  rules::Rulebook book_;
  std::vector<UnitId> units_;
};

template <class E>
indicators::Key key_of(std::int64_t number) {
  const auto value = static_cast<E>(number);
  return {std::string(name(value)), label(value)};
}

std::string page_of_receiving_body(const units::Directory& directory, const units::Unit& body) {
  return body_href(directory, body.id);
}

std::vector<Breakdown> breakdowns_of_visits() {
  constexpr auto none = N_("Not known");
  return {{.name = "month",
           .heading = N_("By month"),
           .row = N_("Month"),
           .axis = Axis::month,
           .number = day_of_visit,
           .tab = N_("Months")},
          {.name = "kind",
           .heading = N_("By kind"),
           .row = N_("Kind"),
           .number = "v.kind",
           .key_of = key_of<Kind>,
           .tab = N_("Kinds")},
          {.name = "outcome",
           .heading = N_("By outcome"),
           .row = N_("Outcome"),
           .number = "v.outcome",
           .key_of = key_of<Outcome>},
          {.name = "body",
           .heading = N_("By body"),
           .row = N_("Body"),
           .axis = Axis::unit,
           .number = "v.body_id",
           .none = none,
           .tab = N_("Bodies"),
           .page_of = page_of_receiving_body},
          {.name = "field",
           .heading = N_("By field"),
           .row = N_("Field"),
           .axis = Axis::field,
           .number = "coalesce(v.field_id, 0)",
           .none = N_("Field not known")},
          {.name = "level",
           .heading = N_("By level"),
           .row = N_("Level"),
           .axis = Axis::level,
           .number = "v.body_id",
           .none = none},
          {.name = "place",
           .heading = N_("By province"),
           .row = N_("Province"),
           .axis = Axis::province,
           .number = "coalesce(v.province_id, 0)",
           .none = N_("Place not known")},
          {.name = "head",
           .heading = N_("By who received"),
           .row = N_("Received by"),
           .number = "v.heard_by",
           .key_of = key_of<HeardBy>}};
}

bool sees_denunciations(db::Tx& tx, const indicators::Question& question) {
  return disclosure::holds(tx, reader_of_figures(question),
                           people::Permission::handle_denunciations, question.scope.unit);
}

indicators::Subject subject_seeing(bool all) {
  return {.name = "receptions",
          .unit = N_("matters"),
          .title = N_("Figures of receptions"),
          .note = N_("Received from {from} to {to}; as things stood on {as_of}, in the units of "
                     "that day. Denunciations are told of to nobody but who handles them."),
          .from = N_("Received from"),
          .indicators = indicators_of_visits(),
          .breakdowns = breakdowns_of_visits(),
          .figures = {"visits", "people", "groups_of_five", "tasks_kept", "days_owed", "days_held"},
          .measure = "visits",
          .months_title = N_("Received, by month"),
          .map_title = N_("The provinces, by what was received"),
          .came = N_("From {from} to {to}, {n} matters were received."),
          .count = [all](db::Tx& tx, const indicators::Question& asked)
              -> std::shared_ptr<const indicators::Counting> {
            return std::make_shared<CountingVisits>(tx, asked,
                                                    all || sees_denunciations(tx, asked));
          }};
}

}  // namespace

const indicators::Subject& figures_of_receptions() {
  static const indicators::Subject subject = subject_seeing(false);
  return subject;
}

indicators::Subject figures_with_denunciations() {
  return subject_seeing(true);
}

}  // namespace gandan::receptions
