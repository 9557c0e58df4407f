#include "kernel/rules/store.hpp"

namespace gandan::rules {
namespace {

struct LimitColumns {
  LimitId id;
  std::string rule;
  UnitId body;
  LimitKind kind;
  int value;
  LimitUnit unit;
  std::optional<int> remote_value;
  bool rolls;
  int times;
  std::string title_vi;
  std::string title_en;
  std::string basis;
  std::string source;
  Date valid_from;
  std::optional<Date> valid_to;
  bool verified;
  std::optional<Instant> edited_at;
};

const db::Sql select_limits{
    "select id, rule, body, kind, value, unit, remote_value, rolls, times, title_vi, title_en, "
    "basis, source, valid_from, valid_to, verified, edited_at from limits "
    "order by rule, body, valid_from"};
const db::Sql upsert_limit{
    "insert into limits (id, rule, body, kind, value, unit, remote_value, rolls, times, title_vi, "
    "title_en, basis, source, valid_from, valid_to, verified, edited_at) values (:id, :rule, "
    ":body, "
    ":kind, :value, :unit, :remote_value, :rolls, :times, :title_vi, :title_en, :basis, :source, "
    ":valid_from, :valid_to, :verified, :edited_at) on conflict (id) do update set "
    "rule = excluded.rule, body = excluded.body, kind = excluded.kind, value = excluded.value, "
    "unit = excluded.unit, remote_value = excluded.remote_value, rolls = excluded.rolls, "
    "times = excluded.times, title_vi = excluded.title_vi, title_en = excluded.title_en, "
    "basis = excluded.basis, source = excluded.source, valid_from = excluded.valid_from, "
    "valid_to = excluded.valid_to, verified = excluded.verified, edited_at = excluded.edited_at"};
const db::Sql select_days{
    "select date, kind, name, source, verified from calendar_days "
    "where date between :from and :to order by date"};
const db::Sql upsert_day{
    "insert into calendar_days (date, kind, name, source, verified) "
    "values (:date, :kind, :name, :source, :verified) on conflict (date) do update set "
    "kind = excluded.kind, name = excluded.name, source = excluded.source, "
    "verified = excluded.verified"};
const db::Sql delete_days{"delete from calendar_days where date between :from and :to"};
const db::Sql select_years{"select year from calendar_years"};
const db::Sql upsert_year{
    "insert into calendar_years (year, edited_at) values (:year, :edited_at) "
    "on conflict (year) do update set edited_at = excluded.edited_at"};
const db::Sql select_version{"select version from rules_version where id = 1"};
const db::Sql update_version{"update rules_version set version = version + 1 where id = 1"};

}  // namespace

std::vector<StoredLimit> stored_limits(db::Tx& tx) {
  std::vector<StoredLimit> limits;
  tx.each<LimitColumns>(select_limits, {}, [&](LimitColumns&& row) {
    limits.push_back({.limit = {.id = row.id,
                                .rule = std::move(row.rule),
                                .body = row.body,
                                .kind = row.kind,
                                .value = row.value,
                                .unit = row.unit,
                                .remote_value = row.remote_value,
                                .rolls = row.rolls,
                                .times = row.times,
                                .title_vi = std::move(row.title_vi),
                                .title_en = std::move(row.title_en),
                                .basis = std::move(row.basis),
                                .source = std::move(row.source),
                                .valid_from = row.valid_from,
                                .valid_to = row.valid_to,
                                .verified = row.verified},
                      .edited_at = row.edited_at});
  });
  return limits;
}

void put_limit(db::Tx& tx, const StoredLimit& stored) {
  const Limit& limit = stored.limit;
  tx.run(upsert_limit, {{"id", limit.id},
                        {"rule", limit.rule},
                        {"body", limit.body},
                        {"kind", limit.kind},
                        {"value", limit.value},
                        {"unit", limit.unit},
                        {"remote_value", limit.remote_value},
                        {"rolls", limit.rolls},
                        {"times", limit.times},
                        {"title_vi", limit.title_vi},
                        {"title_en", limit.title_en},
                        {"basis", limit.basis},
                        {"source", limit.source},
                        {"valid_from", limit.valid_from},
                        {"valid_to", limit.valid_to},
                        {"verified", limit.verified},
                        {"edited_at", stored.edited_at}});
}

std::vector<CalendarDay> stored_days(db::Tx& tx, Date from, Date to) {
  return tx.all<CalendarDay>(select_days, {{"from", from}, {"to", to}});
}

void put_day(db::Tx& tx, const CalendarDay& day) {
  tx.run(upsert_day, {{"date", day.date},
                      {"kind", day.kind},
                      {"name", day.name},
                      {"source", day.source},
                      {"verified", day.verified}});
}

void remove_days(db::Tx& tx, Date from, Date to) {
  tx.run(delete_days, {{"from", from}, {"to", to}});
}

std::vector<Date> days_that_differ(const std::vector<CalendarDay>& before,
                                   const std::vector<CalendarDay>& after) {
  std::vector<Date> differ;
  for (auto was = before.begin(), is = after.begin(); was != before.end() || is != after.end();) {
    const bool is_gone = is == after.end() || (was != before.end() && was->date < is->date);
    const bool is_new = was == before.end() || (is != after.end() && is->date < was->date);
    if (is_gone || is_new || *was != *is) differ.push_back(is_gone ? was->date : is->date);
    if (!is_new) ++was;
    if (!is_gone) ++is;
  }
  return differ;
}

std::vector<int> edited_years(db::Tx& tx) {
  return tx.all<int>(select_years);
}

void mark_year_edited(db::Tx& tx, int year, Instant at) {
  tx.run(upsert_year, {{"year", year}, {"edited_at", at}});
}

std::int64_t stored_version(db::Tx& tx) {
  return tx.one<std::int64_t>(select_version).value();
}

void raise_version(db::Tx& tx) {
  tx.run(update_version);
}

}  // namespace gandan::rules
