#include "contexts/petitions/figures/totals.hpp"

#include <array>
#include <map>
#include <optional>
#include <span>
#include <utility>

#include "contexts/petitions/figures/sealed_figures.hpp"
#include "contexts/petitions/petition.hpp"
#include "kernel/rules/limit.hpp"
#include "lib/db/ids.hpp"

namespace gandan::petitions {
namespace {

/// What time alone has made late since it was last looked at.
const db::Sql select_grown_late{
    "select p.id from petitions p join petition_counted c on c.petition_id = p.id "
    "where ",
    sql::is_open,
    " and p.sealed_as is null and p.frozen_at is null "
    "and p.due_at >= :since and p.due_at < :now and p.stopped_at is null and c.late = 0 limit "
    ":limit"};
/// What is to be counted of a petition, and what of it was counted before.
const db::Sql select_parts{R"(
  select p.id, p.visibility, p.received_at, p.answered_at, p.due_at, p.stopped_at,
    p.kind, p.state, coalesce(p.field_id, 0), coalesce(p.body_id, 0), coalesce(p.province_id, 0),
    c.kind, coalesce(c.public, 0), coalesce(c.state, 0), coalesce(c.field_id, 0),
    coalesce(c.body_id, 0), coalesce(c.province_id, 0), coalesce(c.month, 0),
    coalesce(c.answered_year, 0), coalesce(c.timely, 0), coalesce(c.late, 0)
  from )",
                           counted_petitions({}, db::joined({"p.id in (", db::these_ids, ")"})),
                           " left join petition_counted c on c.petition_id = p.id"};
const db::Sql upsert_counted{R"(
  insert into petition_counted (petition_id, kind, public, state, field_id, body_id, province_id,
    month, answered_year, timely, late)
  values (:id, :kind, :public, :state, :field, :body, :province, :month, :answered_year, :timely,
    :late)
  on conflict (petition_id) do update set kind = excluded.kind, public = excluded.public,
    state = excluded.state, field_id = excluded.field_id, body_id = excluded.body_id,
    province_id = excluded.province_id, month = excluded.month,
    answered_year = excluded.answered_year, timely = excluded.timely, late = excluded.late)"};
const db::Sql add_month{R"(
  insert into petition_months (body_id, month, received, answered, on_time)
  values (:body, :month, :received, :answered, :on_time)
  on conflict (body_id, month) do update set received = petition_months.received + excluded.received,
    answered = petition_months.answered + excluded.answered,
    on_time = petition_months.on_time + excluded.on_time)"};
const db::Sql select_months{R"(
  select month, received, answered, on_time from petition_months
  where body_id = :body and month >= :from order by month)"};

/// What time had made late, and is not late by this clock: it was ahead and has been set right.
const db::Sql select_not_late{R"(
  select p.id from petitions p join petition_counted c on c.petition_id = p.id
  where p.due_at >= :now and p.due_at < :since and c.late = 1 and p.frozen_at is null
  limit :limit)"};

const db::Sql select_all_months{
    "select body_id, month, received, answered, on_time from petition_months"};
const db::Sql sum_counted{R"(
  select count(*), kind, public, state, field_id, body_id, province_id, month, answered_year, timely,
    late
  from petition_counted
  group by kind, public, state, field_id, body_id, province_id, month, answered_year, timely, late)"};

/// What of a petition is counted, in the order of petition_counted.
struct Part {
  int kind = 0;
  int is_public = 0;
  int state = 0;
  std::int64_t field = 0, body = 0, province = 0;
  int month = 0;          ///< of receipt: year * 100 + month
  int answered_year = 0;  ///< 0: not answered
  int timely = 0;         ///< closed within its limit
  int late = 0;           ///< open and past its limit
};

/// What a fold adds to the totals and to the months of bodies.
struct Deltas {
  indicators::TotalChanges totals;
  std::map<std::pair<std::int64_t, int>, Month> months;
};

constexpr indicators::StandingFacets of_year{"year_answered", "year_on_time", "year_overdue",
                                             "year_not_due"};
constexpr indicators::StandingFacets of_body{"body_answered", "body_on_time", "body_overdue",
                                             "body_not_due"};

void add_to_month(Deltas& deltas, const Part& part, std::int64_t n) {
  Month& month = deltas.months[{part.body, part.month}];
  month.received += n;
  if (part.answered_year != 0) month.answered += n;
  if (part.answered_year != 0 && part.timely) month.on_time += n;
}

/// The filters of lists count what residents can open; the figures of a year and of a body count
/// all, as the report does.
void add(Deltas& deltas, const Part& part, std::int64_t n) {
  auto count = [&](std::string_view facet, std::int64_t value = 0) {
    deltas.totals[{facet, value}] += n;
  };
  const bool open = is_open(static_cast<State>(part.state));
  auto stand = [&](const indicators::StandingFacets& facets, std::int64_t value) {
    if (open) count(part.late ? facets.overdue : facets.not_due, value);
    if (part.answered_year == 0) return;
    count(facets.answered, value);
    if (part.timely) count(facets.on_time, value);
  };
  count("received");
  count("year_received", part.month / 100);
  stand(of_year, part.month / 100);
  if (part.body != 0) {
    stand(of_body, part.body);
    add_to_month(deltas, part, n);
  }
  if (!part.is_public) return;
  count("kind", part.kind);
  count("field", part.field);
  count("body", part.body);
  count("place", part.province);
  count("state", part.state);
  count("year", part.month / 100);
  if (open) count("open");
  if (part.late) count("late");
}

/// All that add() may count.
constexpr std::string_view facets[] = {"received",       "year_received", of_year.answered,
                                       of_year.on_time,  of_year.overdue, of_year.not_due,
                                       of_body.answered, of_body.on_time, of_body.overdue,
                                       of_body.not_due,  "kind",          "field",
                                       "body",           "place",         "state",
                                       "year",           "open",          "late"};

/// What the totals must be: the sums of what each petition counted.
Deltas sums_of_counted(db::Tx& tx) {
  struct Row {
    std::int64_t n = 0;
    int kind = 0, is_public = 0, state = 0;
    std::int64_t field = 0, body = 0, province = 0;
    int month = 0, answered_year = 0, timely = 0, late = 0;
  };
  Deltas sums;
  tx.each<Row>(sum_counted, {}, [&](const Row& r) {
    add(sums,
        {r.kind, r.is_public, r.state, r.field, r.body, r.province, r.month, r.answered_year,
         r.timely, r.late},
        r.n);
  });
  return sums;
}

void compare_months(db::Tx& tx, Deltas sums, std::vector<std::string>& wrong) {
  struct Row {
    std::int64_t body = 0;
    int month = 0;
    std::int64_t received = 0, answered = 0, on_time = 0;
  };
  const auto say = [&](std::int64_t body, int month) {
    wrong.push_back("body " + std::to_string(body) + " " + std::to_string(month));
  };
  tx.each<Row>(select_all_months, {}, [&](const Row& row) {
    const Month sum = std::exchange(sums.months[{row.body, row.month}], Month{});
    if (sum.received != row.received || sum.answered != row.answered || sum.on_time != row.on_time)
      say(row.body, row.month);
  });
  for (const auto& [key, sum] : sums.months)
    if (sum.received != 0 || sum.answered != 0 || sum.on_time != 0) say(key.first, key.second);
}

/// A row of select_parts.
struct Parts {
  std::int64_t id = 0;
  Visibility visibility = Visibility::held;
  Instant received_at;
  std::optional<Instant> answered_at, due_at, stopped_at;
  int kind = 0, state = 0;
  std::int64_t field = 0, body = 0, province = 0;
  std::optional<int> counted_kind;  ///< none: not counted yet
  int counted_public = 0, counted_state = 0;
  std::int64_t counted_field = 0, counted_body = 0, counted_province = 0;
  int counted_month = 0, counted_answered_year = 0, counted_timely = 0, counted_late = 0;

  [[nodiscard]] Part before() const {
    return {counted_kind.value_or(0),
            counted_public,
            counted_state,
            counted_field,
            counted_body,
            counted_province,
            counted_month,
            counted_answered_year,
            counted_timely,
            counted_late};
  }
  [[nodiscard]] Part now(Instant now) const {
    return {.kind = kind,
            .is_public = visibility == Visibility::open,
            .state = state,
            .field = field,
            .body = body,
            .province = province,
            .month = month_number(civil_date(received_at)),
            .answered_year = answered_at ? civil_date(*answered_at).year() : 0,
            .timely = !is_open(static_cast<State>(state)) &&
                      rules::on_time(due_at, answered_at ? answered_at : stopped_at, now),
            .late = is_open(static_cast<State>(state)) && !rules::on_time(due_at, stopped_at, now)};
  }
};

void count_anew(db::Tx& tx, Deltas& deltas, const Parts& parts, Instant now) {
  const Part part = parts.now(now);
  if (parts.counted_kind) add(deltas, parts.before(), -1);
  add(deltas, part, 1);
  tx.run(upsert_counted, {{"id", parts.id},
                          {"kind", part.kind},
                          {"public", part.is_public},
                          {"state", part.state},
                          {"field", part.field},
                          {"body", part.body},
                          {"province", part.province},
                          {"month", part.month},
                          {"answered_year", part.answered_year},
                          {"timely", part.timely},
                          {"late", part.late}});
}

void store(db::Tx& tx, const Deltas& deltas) {
  indicators::add_totals(tx, in_totals, deltas.totals);
  for (const auto& [key, month] : deltas.months)
    if (month.received != 0 || month.answered != 0 || month.on_time != 0)
      tx.run(add_month, {{"body", key.first},
                         {"month", key.second},
                         {"received", month.received},
                         {"answered", month.answered},
                         {"on_time", month.on_time}});
}

void count_anew(db::Tx& tx, Instant now, std::span<const std::int64_t> petitions) {
  Deltas deltas;
  db::each_of_ids<Parts>(tx, select_parts, petitions,
                         [&](const Parts& parts) { count_anew(tx, deltas, parts, now); });
  store(tx, deltas);
}

/// Where the clock was ahead, what is not late by this one.
std::vector<std::int64_t> grown_late(db::Tx& tx, Instant since, Instant now) {
  return tx.all<std::int64_t>(now < since ? select_not_late : select_grown_late,
                              {{"since", since}, {"now", now}, {"limit", indicators::most_folded}});
}

}  // namespace

Standing standing_of(const Totals& totals, const std::vector<UnitId>& body) {
  Standing all;
  for (UnitId each : body) all += standing_in(totals, of_body, each.value);
  return all;
}

Standing standing_of_year(const Totals& totals, int year) {
  return standing_in(totals, of_year, year);
}

std::vector<std::string> wrong_totals(db::Tx& tx) {
  const Deltas sums = sums_of_counted(tx);
  const auto totals = Totals::load(tx, in_totals);
  std::vector<std::string> wrong;
  const auto say = [&](std::string_view facet, std::int64_t value) {
    wrong.push_back(std::string(facet) + " " + std::to_string(value));
  };
  for (const auto& [key, n] : sums.totals)
    if (totals->get(key.first, key.second) != n) say(key.first, key.second);
  for (std::string_view facet : facets)
    for (const Totals::Count& count : totals->of(facet))
      if (!sums.totals.contains({facet, count.value})) say(facet, count.value);
  compare_months(tx, sums, wrong);
  return wrong;
}

indicators::Fold totals_fold() {
  return {.name = in_totals,
          .kind = "petition",
          .count = [](db::Tx& tx, Instant now,
                      std::span<const std::int64_t> petitions) { count_anew(tx, now, petitions); },
          .aged = grown_late};
}

void fold_all(db::Database& database, const Clock& clock) {
  indicators::fold_all(database, clock, std::array{totals_fold()});
}

int month_number(Date date) {
  return date.year() * 100 + static_cast<int>(date.month());
}

std::vector<Month> months_of(db::Tx& tx, const std::vector<UnitId>& body, Date from) {
  std::map<int, Month> months;
  for (UnitId each : body)
    for (const Month& month :
         tx.all<Month>(select_months, {{"body", each}, {"from", month_number(from)}})) {
      Month& sum = months[month.month];
      sum.month = month.month;
      sum.received += month.received;
      sum.answered += month.answered;
      sum.on_time += month.on_time;
    }
  std::vector<Month> in_order;
  for (const auto& [number, month] : months) in_order.push_back(month);
  return in_order;
}

}  // namespace gandan::petitions
