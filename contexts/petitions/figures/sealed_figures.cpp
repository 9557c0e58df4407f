#include "contexts/petitions/figures/sealed_figures.hpp"

#include "contexts/petitions/lists/listing_query.hpp"
#include "kernel/units/units.hpp"

namespace gandan::petitions {
namespace {

const db::Sql update_sealed{R"(
  update petitions set sealed_as = :kind, sealed_at = :at where id = :id and sealed_as is null)"};
/// In the order of petition_frozen.
const db::Sql insert_frozen{R"(
  insert into petition_frozen (petition_id, kind, state, body_id, field_id, place_id, province_id,
    outcome, due_at, stopped_at, answered_at)
  select p.id, p.kind, p.state, p.body_id, p.field_id, p.place_id, p.province_id, p.outcome,
    p.due_at, coalesce(p.stopped_at, :at), p.answered_at
  from petitions p where p.id = :id and p.sealed_as is null and p.frozen_at is null)"};
const db::Sql freeze{R"(
  update petitions set frozen_at = :at
  where id = :id and sealed_as is null and frozen_at is null)"};
const db::Sql delete_frozen{"delete from petition_frozen where petition_id = :id"};
const db::Sql thaw{
    "update petitions set frozen_at = null where id = :id and frozen_at is not null"};

/// A row as it is.
constexpr std::string_view moving_rows =
    "(select p.id, p.visibility, p.kind, p.state, p.body_id, p.field_id, p.topic_id, p.place_id, "
    "p.province_id, p.outcome, p.received_at, p.due_at, p.stopped_at, p.answered_at, "
    "cast(null as bigint) as frozen_at from petitions p where ";
/// A row as it stood when it came to stand still.
constexpr std::string_view frozen_rows =
    " union all select p.id, p.visibility, f.kind, f.state, f.body_id, f.field_id, null, "
    "f.place_id, f.province_id, f.outcome, p.received_at, f.due_at, f.stopped_at, f.answered_at, "
    "p.frozen_at from petitions p join petition_frozen f on f.petition_id = p.id "
    "where p.frozen_at is not null and not ";

std::string seen_by(const SealedSight& sight) {
  if (sight.all()) return "(1 = 1)";
  if (sight.complaints) return db::joined({"(", sql::is_no_denunciation, ")"});
  constexpr std::string_view moves = "p.sealed_as is null and p.frozen_at is null";
  return sight.denunciations ? db::joined({"(", moves, " or ", sql::is_denunciation, ")"})
                             : db::joined({"(", moves, ")"});
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
  tx.run(update_sealed, {{"id", id}, {"kind", kind}, {"at", at}});
}

void stand_still(db::Tx& tx, PetitionId id, Instant at) {
  tx.run(insert_frozen, {{"id", id}, {"at", at}});
  tx.run(freeze, {{"id", id}, {"at", at}});
}

void move_again(db::Tx& tx, PetitionId id) {
  tx.run(delete_frozen, {{"id", id}});
  tx.run(thaw, {{"id", id}});
}

SealedSight sealed_sight(db::Tx& tx, const people::Principal* reader, std::optional<UnitId> unit) {
  using people::Permission;
  return {.complaints = disclosure::holds(tx, reader, Permission::read_cases, unit) &&
                        disclosure::holds(tx, reader, Permission::report, unit),
          .denunciations = disclosure::holds(tx, reader, Permission::handle_denunciations, unit)};
}

std::string counted_petitions(const SealedSight& sight, std::string_view which) {
  const std::string seen = seen_by(sight);
  const std::string moving = db::joined({moving_rows, seen, " and ", which});
  if (sight.all()) return moving + ") p";
  return db::joined({moving, frozen_rows, seen, " and ", which, ") p"});
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
