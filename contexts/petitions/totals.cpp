#include "contexts/petitions/totals.hpp"

#include <algorithm>
#include <optional>

#include "contexts/petitions/petition.hpp"
#include "kernel/journal/journal.hpp"
#include "kernel/rules/limit.hpp"

namespace gandan::petitions {
namespace {

constexpr int batch = 4000;  // journal entries a fold

const db::Sql select_fold{"select journal_seq from petition_folds where name = 'totals'"};
const db::Sql upsert_fold{R"(
  insert into petition_folds (name, journal_seq) values ('totals', :seq)
  on conflict (name) do update set journal_seq = excluded.journal_seq)"};
const db::Sql select_petition{R"(
  select kind, visibility, state, coalesce(field_id, 0), coalesce(body_id, 0),
    coalesce(province_id, 0), received_at, answered_at, due_at
  from petitions where id = :id)"};
const db::Sql select_counted{R"(
  select kind, public, state, field_id, body_id, province_id, year, answered_year, timely
  from petition_counted where petition_id = :id)"};
const db::Sql upsert_counted{R"(
  insert into petition_counted (petition_id, kind, public, state, field_id, body_id, province_id,
    year, answered_year, timely)
  values (:id, :kind, :public, :state, :field, :body, :province, :year, :answered_year, :timely)
  on conflict (petition_id) do update set kind = excluded.kind, public = excluded.public,
    state = excluded.state, field_id = excluded.field_id, body_id = excluded.body_id,
    province_id = excluded.province_id, year = excluded.year,
    answered_year = excluded.answered_year, timely = excluded.timely)"};
const db::Sql add_total{R"(
  insert into petition_totals (facet, value, n) values (:facet, :value, :n)
  on conflict (facet, value) do update set n = petition_totals.n + excluded.n)"};
const db::Sql select_totals{
    "select facet, value, n from petition_totals where n > 0 order by facet, n desc, value"};
const db::Sql count_overdue{R"(
  select count(*) from (
    select 1 from petitions where state in (1, 2, 3, 4) and due_at < :now limit 100000) late)"};

/// What of a petition is counted, in the order of petition_counted.
struct Part {
  int kind = 0;
  int is_public = 0;
  int state = 0;
  std::int64_t field = 0, body = 0, province = 0;
  int year = 0;
  int answered_year = 0;  ///< 0: not answered
  int timely = 0;
};

using Deltas = std::map<std::pair<std::string_view, std::int64_t>, std::int64_t>;

void add(Deltas& deltas, const Part& part, std::int64_t n) {
  auto count = [&](std::string_view facet, std::int64_t value) { deltas[{facet, value}] += n; };
  if (part.is_public) {
    count("kind", part.kind);
    count("field", part.field);
    count("body", part.body);
    count("place", part.province);
    count("state", part.state);
    count("year", part.year);
  }
  count("received", 0);
  if (part.body != 0) count("body_received", part.body);
  if (is_open(static_cast<State>(part.state))) {
    count("open", 0);
    if (part.body != 0) count("body_open", part.body);
  }
  if (part.answered_year == 0) return;
  count("answered", 0);
  count("year_answered", part.answered_year);
  if (part.body != 0) count("body_answered", part.body);
  if (!part.timely) return;
  count("on_time", 0);
  count("year_on_time", part.answered_year);
  if (part.body != 0) count("body_on_time", part.body);
}

std::optional<Part> part_of(db::Tx& tx, std::int64_t id) {
  struct Row {
    int kind = 0;
    Visibility visibility = Visibility::held;
    int state = 0;
    std::int64_t field = 0, body = 0, province = 0;
    Instant received_at;
    std::optional<Instant> answered_at, due_at;
  };
  auto row = tx.one<Row>(select_petition, {{"id", id}});
  if (!row) return std::nullopt;
  return Part{.kind = row->kind,
              .is_public = row->visibility == Visibility::open,
              .state = row->state,
              .field = row->field,
              .body = row->body,
              .province = row->province,
              .year = civil_date(row->received_at).year(),
              .answered_year = row->answered_at ? civil_date(*row->answered_at).year() : 0,
              .timely = row->answered_at &&
                        rules::on_time(row->due_at, row->answered_at, *row->answered_at)};
}

}  // namespace

int fold_totals(db::Tx& tx) {
  auto after = tx.one<std::int64_t>(select_fold).value_or(0);
  auto changes = journal::changes_since(tx, "petition", after, batch);
  if (changes.last_seq == after) return 0;
  Deltas deltas;
  for (std::int64_t id : changes.subjects) {
    auto part = part_of(tx, id);
    if (!part) continue;
    if (auto before = tx.one<Part>(select_counted, {{"id", id}})) add(deltas, *before, -1);
    add(deltas, *part, 1);
    tx.run(upsert_counted, {{"id", id},
                            {"kind", part->kind},
                            {"public", part->is_public},
                            {"state", part->state},
                            {"field", part->field},
                            {"body", part->body},
                            {"province", part->province},
                            {"year", part->year},
                            {"answered_year", part->answered_year},
                            {"timely", part->timely}});
  }
  for (const auto& [key, n] : deltas)
    if (n != 0) tx.run(add_total, {{"facet", key.first}, {"value", key.second}, {"n", n}});
  tx.run(upsert_fold, {{"seq", changes.last_seq}});
  return std::max(1, static_cast<int>(changes.subjects.size()));
}

void fold_all(db::Database& database) {
  while (database.write([](db::Tx& tx) { return fold_totals(tx); }) > 0) {
  }
}

std::shared_ptr<const Totals> Totals::load(db::Tx& tx, const Clock& clock) {
  struct Row {
    std::string facet;
    std::int64_t value = 0, n = 0;
  };
  auto totals = std::make_shared<Totals>();
  tx.each<Row>(select_totals, {}, [&](Row row) {
    totals->facets_[std::move(row.facet)].push_back({row.value, row.n});
  });
  totals->overdue_ = tx.one<std::int64_t>(count_overdue, {{"now", clock.now()}}).value_or(0);
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
  auto fresh = database_.read([&](db::Tx& tx) { return Totals::load(tx, clock_); });
  std::atomic_store(&totals_, std::move(fresh));
}

}  // namespace gandan::petitions
