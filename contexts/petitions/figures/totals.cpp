#include "contexts/petitions/figures/totals.hpp"

#include <algorithm>
#include <iterator>
#include <optional>

#include "contexts/petitions/petition.hpp"
#include "kernel/journal/journal.hpp"
#include "kernel/rules/limit.hpp"
#include "lib/db/ids.hpp"

namespace gandan::petitions {
namespace {

constexpr std::size_t batch = 4000;  // journal entries a fold

// How far the journal was taken up ("totals", an entry), and time itself ("late", microseconds).
const db::Sql select_fold{"select position from petition_folds where name = :name"};
const db::Sql upsert_fold{R"(
  insert into petition_folds (name, position) values (:name, :position)
  on conflict (name) do update set position = excluded.position)"};
/// What time alone has made late since it was last looked at.
const db::Sql select_grown_late{
    "select p.id from petitions p join petition_counted c on c.petition_id = p.id "
    "where ",
    sql::is_open,
    " and p.sealed_as is null "
    "and p.due_at >= :since and p.due_at < :now and p.stopped_at is null and c.late = 0 limit "
    ":limit"};
/// What is to be counted of a petition, and what of it was counted before.
const db::Sql select_parts{R"(
  select p.id, p.visibility, p.received_at, p.answered_at, p.due_at, p.stopped_at,
    p.sealed_at, p.counted_as, p.kind, p.state, coalesce(p.field_id, 0), coalesce(p.body_id, 0), coalesce(p.province_id, 0),
    c.kind, coalesce(c.public, 0), coalesce(c.state, 0), coalesce(c.field_id, 0),
    coalesce(c.body_id, 0), coalesce(c.province_id, 0), coalesce(c.month, 0),
    coalesce(c.answered_year, 0), coalesce(c.timely, 0), coalesce(c.late, 0)
  from petitions p left join petition_counted c on c.petition_id = p.id
  where p.id in ()" GANDAN_IDS ")"};
const db::Sql upsert_counted{R"(
  insert into petition_counted (petition_id, kind, public, state, field_id, body_id, province_id,
    month, answered_year, timely, late)
  values (:id, :kind, :public, :state, :field, :body, :province, :month, :answered_year, :timely,
    :late)
  on conflict (petition_id) do update set kind = excluded.kind, public = excluded.public,
    state = excluded.state, field_id = excluded.field_id, body_id = excluded.body_id,
    province_id = excluded.province_id, month = excluded.month,
    answered_year = excluded.answered_year, timely = excluded.timely, late = excluded.late)"};
const db::Sql add_total{R"(
  insert into petition_totals (facet, value, n) values (:facet, :value, :n)
  on conflict (facet, value) do update set n = petition_totals.n + excluded.n)"};
const db::Sql select_totals{
    "select facet, value, n from petition_totals where n > 0 order by facet, n desc, value"};
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
  where p.due_at >= :now and p.due_at < :since and c.late = 1 limit :limit)"};

/// What of a petition is counted, in the order of petition_counted.
struct Part {
  int kind = 0;  ///< 0: not counted at all, for it is sealed
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
  std::map<std::pair<std::string_view, std::int64_t>, std::int64_t> totals;
  std::map<std::pair<std::int64_t, int>, Month> months;
};

/// Where a standing is counted.
struct Facets {
  std::string_view answered, on_time, overdue, not_due;
};
constexpr Facets of_year{"year_answered", "year_on_time", "year_overdue", "year_not_due"};
constexpr Facets of_body{"body_answered", "body_on_time", "body_overdue", "body_not_due"};

Standing read(const Totals& totals, const Facets& facets, std::int64_t value) {
  return {.answered = totals.get(facets.answered, value),
          .on_time = totals.get(facets.on_time, value),
          .overdue = totals.get(facets.overdue, value),
          .not_due = totals.get(facets.not_due, value)};
}

void add_to_month(Deltas& deltas, const Part& part, std::int64_t n) {
  Month& month = deltas.months[{part.body, part.month}];
  month.received += n;
  if (part.answered_year != 0) month.answered += n;
  if (part.answered_year != 0 && part.timely) month.on_time += n;
}

/// The filters of lists count what residents can open; the figures of a year and of a body count
/// all, as the report does.
void add(Deltas& deltas, const Part& part, std::int64_t n) {
  if (part.kind == 0) return;
  auto count = [&](std::string_view facet, std::int64_t value = 0) {
    deltas.totals[{facet, value}] += n;
  };
  const bool open = is_open(static_cast<State>(part.state));
  auto stand = [&](const Facets& facets, std::int64_t value) {
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

/// A row of select_parts.
struct Parts {
  std::int64_t id = 0;
  Visibility visibility = Visibility::held;
  Instant received_at;
  std::optional<Instant> answered_at, due_at, stopped_at;
  std::optional<Instant> sealed_at;
  std::optional<int> counted_as;
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
  /// What was found to be sealed stays counted, as given back within its limit; what came so
  /// was never counted.
  [[nodiscard]] Part now(Instant now) const {
    if (sealed_at)
      return {.kind = counted_as.value_or(0),
              .state = static_cast<int>(State::returned),
              .province = province,
              .month = month_number(civil_date(received_at)),
              .answered_year = civil_date(*sealed_at).year(),
              .timely = 1};
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

std::int64_t position_of(db::Tx& tx, std::string_view fold) {
  return tx.one<std::int64_t>(select_fold, {{"name", fold}}).value_or(0);
}

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
  for (const auto& [key, n] : deltas.totals)
    if (n != 0) tx.run(add_total, {{"facet", key.first}, {"value", key.second}, {"n", n}});
  for (const auto& [key, month] : deltas.months)
    if (month.received != 0 || month.answered != 0 || month.on_time != 0)
      tx.run(add_month, {{"body", key.first},
                         {"month", key.second},
                         {"received", month.received},
                         {"answered", month.answered},
                         {"on_time", month.on_time}});
}

}  // namespace

Standing standing_of(const Totals& totals, const std::vector<UnitId>& body) {
  Standing all;
  for (UnitId each : body) all += read(totals, of_body, each.value);
  return all;
}

Standing standing_of_year(const Totals& totals, int year) {
  return read(totals, of_year, year);
}

std::optional<std::int64_t> first_unfolded(db::Tx& tx) {
  return journal::next_sealed(tx, position_of(tx, "totals"));
}

int fold_totals(db::Tx& tx, const Clock& clock) {
  Instant now = clock.now();
  std::int64_t after = position_of(tx, "totals"), late_since = position_of(tx, "late");
  auto changes = journal::changes_since(tx, "petition", after, static_cast<int>(batch));
  const bool set_back = late_since > now.micros;
  auto grown_late = tx.all<std::int64_t>(set_back ? select_not_late : select_grown_late,
                                         {{"since", late_since}, {"now", now}, {"limit", batch}});
  if (changes.last_seq == after && grown_late.empty() && !set_back) return 0;
  std::vector<std::int64_t> ids;
  std::sort(grown_late.begin(), grown_late.end());
  std::set_union(changes.subjects.begin(), changes.subjects.end(), grown_late.begin(),
                 grown_late.end(), std::back_inserter(ids));
  Deltas deltas;
  db::each_of_ids<Parts>(tx, select_parts, ids,
                         [&](const Parts& parts) { count_anew(tx, deltas, parts, now); });
  store(tx, deltas);
  tx.run(upsert_fold, {{"name", "totals"}, {"position", changes.last_seq}});
  if (grown_late.size() < batch) tx.run(upsert_fold, {{"name", "late"}, {"position", now}});
  return std::max(1, static_cast<int>(ids.size()));
}

void fold_all(db::Database& database, const Clock& clock) {
  while (database.write([&](db::Tx& tx) { return fold_totals(tx, clock); }) > 0) {
  }
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

std::shared_ptr<const Totals> Totals::load(db::Tx& tx) {
  struct Row {
    std::string facet;
    std::int64_t value = 0, n = 0;
  };
  auto totals = std::make_shared<Totals>();
  tx.each<Row>(select_totals, {}, [&](Row row) {
    totals->facets_[std::move(row.facet)].push_back({row.value, row.n});
  });
  return totals;
}

const std::vector<Totals::Count>& Totals::of(std::string_view facet) const {
  static const std::vector<Count> none;
  auto at = facets_.find(facet);
  return at == facets_.end() ? none : at->second;
}

std::int64_t Totals::get(std::string_view facet, std::int64_t value) const {
  for (const Count& count : of(facet))
    if (count.value == value) return count.n;
  return 0;
}

std::shared_ptr<const Totals> TotalsHolder::get() {
  auto totals = std::atomic_load(&totals_);
  if (totals) return totals;
  refresh();
  return std::atomic_load(&totals_);
}

void TotalsHolder::refresh() {
  auto fresh = database_.read([&](db::Tx& tx) { return Totals::load(tx); });
  std::atomic_store(&totals_, std::move(fresh));
}

}  // namespace gandan::petitions
