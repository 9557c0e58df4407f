#include "contexts/petitions/figures/sealed_figures.hpp"

#include "contexts/petitions/lists/listing_query.hpp"
#include "kernel/units/units.hpp"

namespace gandan::petitions {
namespace {

const db::Sql update_sealed{R"(
  update petitions set sealed_as = :kind, sealed_at = :at, counted_as = :before
  where id = :id and sealed_as is null)"};

#define AS_RECEIVED "and p.received_at >= :from and p.received_at <= :to"

/// A row as it stands.
constexpr std::string_view counted_columns =
    "p.id, p.kind, p.state, p.body_id, p.field_id, p.topic_id, p.place_id, p.province_id, "
    "p.outcome, p.received_at, p.due_at, p.stopped_at, p.answered_at from petitions p where ";
/// A row that was given back when it was found to be sealed.
const std::string given_back_columns = db::joined(
    {"p.id, p.counted_as, ", sql::returned, ", null, null, null, p.place_id, p.province_id, ",
     "null, p.received_at, null, null, p.sealed_at from petitions p where p.counted_as is not "
     "null "});

std::string seen_by(const SealedSight& sight) {
  if (sight.all()) return "1 = 1";
  if (sight.complaints) return std::string(sql::is_no_denunciation);
  return sight.denunciations ? db::joined({"(p.sealed_as is null or ", sql::is_denunciation, ")"})
                             : "p.sealed_as is null";
}

/// The sealed of a quarter from one province, by kind, as they stood on the day it closed.
struct Sealed {
  std::int64_t province = 0;
  Kind kind = Kind::complaint;
  disclosure::Course course;
};

std::vector<Sealed> sealed_in(db::Tx& tx, const disclosure::Quarter& quarter,
                              const std::vector<UnitId>& provinces) {
  struct Row {
    std::int64_t province = 0;
    Kind kind = Kind::complaint;
    std::int64_t answered_in_time = 0, answered_late = 0, waits_in_time = 0, waits_late = 0;
  };
  const std::string answered = "coalesce(p.answered_at <= :as_of, 1 = 0)";
  const std::string late = "coalesce(p.due_at < " + std::string(judged_at) + ", 1 = 0)";
  auto sum = [](const std::string& condition) {
    return ", sum(case when " + condition + " then 1 else 0 end)";
  };
  Query sql("select coalesce(p.province_id, 0), p.sealed_as" + sum(answered + " and not " + late) +
            sum(answered + " and " + late) + sum("not " + answered + " and not " + late) +
            sum("not " + answered + " and " + late) +
            " from petitions p where p.sealed_as is not null and p.sealed_at >= :from and "
            "p.sealed_at <= :to");
  sql.any_of("p.province_id", provinces);
  sql.add(" group by 1, 2")
      .bind("from", start_of(quarter.first()))
      .bind("to", end_of(quarter.last()))
      .bind("as_of", end_of(quarter.closes()));
  std::vector<Sealed> all;
  for (const Row& r : sql.all<Row>(tx))
    all.push_back(
        {r.province, r.kind, {r.answered_in_time, r.answered_late, r.waits_in_time, r.waits_late}});
  return all;
}

}  // namespace

void note_sealed(db::Tx& tx, PetitionId id, Kind kind, Instant at) {
  tx.run(update_sealed,
         {{"id", id}, {"kind", kind}, {"at", at}, {"before", std::optional<Kind>()}});
}

void note_found_sealed(db::Tx& tx, PetitionId id, Kind kind, Kind before, Instant at) {
  tx.run(update_sealed, {{"id", id}, {"kind", kind}, {"at", at}, {"before", before}});
}

SealedSight sealed_sight(db::Tx& tx, const people::Principal* reader, std::optional<UnitId> unit) {
  using enum people::Permission;
  return {.complaints = disclosure::holds(tx, reader, read_cases, unit) &&
                        disclosure::holds(tx, reader, report, unit),
          .denunciations = disclosure::holds(tx, reader, handle_denunciations, unit)};
}

std::string counted_petitions(const SealedSight& sight) {
  const std::string seen = seen_by(sight);
  std::string sql = "(select " + std::string(counted_columns) + seen + " " AS_RECEIVED;
  if (!sight.all())
    sql += " union all select " + given_back_columns + "and not " + seen + " " AS_RECEIVED;
  return sql + ") p";
}

SealedStatement sealed_statement(db::Tx& tx, const Clock& clock, Date from, Date to,
                                 std::optional<UnitId> unit) {
  SealedStatement statement;
  auto asked = unit ? units::find_unit(tx, *unit) : std::nullopt;
  const bool is_area = asked && asked->kind == units::UnitKind::area;
  statement.is_whole = !unit || (is_area && asked->level == units::Level::nation);
  statement.is_wide = statement.is_whole || (is_area && asked->level == units::Level::province);
  if (!statement.is_wide) return statement;
  for (const auto& quarter : disclosure::closed_quarters(from, to, clock.today(), most_quarters)) {
    std::vector<UnitId> provinces;
    if (!statement.is_whole) provinces = units::become(tx, *unit, quarter.closes(), false);
    SealedQuarter told{.quarter = quarter, .complaints = {}, .denunciations = {}};
    for (const Sealed& sealed : sealed_in(tx, quarter, provinces))
      (sealed.kind == Kind::denunciation ? told.denunciations : told.complaints) +=
          disclosure::Told::of(sealed.course);
    statement.quarters.push_back(std::move(told));
  }
  return statement;
}

}  // namespace gandan::petitions
