#include "kernel/units/areas.hpp"

namespace gandan::units {

namespace {

const db::Sql sql_areas(R"(
  select id, kind, level, code, name, parent, area, valid_from, valid_to from units
  where kind = 1 and level = :level and valid_from <= :day and coalesce(valid_to, :day) >= :day
    and (cast(:parent as bigint) is null or parent = :parent)
  order by code)");

struct LevelCount {
  Level level;
  std::int64_t count;
};
const db::Sql sql_counts(R"(
  select level, count(*) from units
  where kind = 1 and valid_from <= :day and coalesce(valid_to, :day) >= :day
  group by level)");

const db::Sql sql_put_remote(R"(
  insert into unit_remote (unit, valid_from, valid_to, basis) values (:unit, :from, :to, :basis)
  on conflict (unit, valid_from) do update set valid_to = excluded.valid_to, basis = excluded.basis)");

}  // namespace

std::vector<Unit> list_areas(db::Tx& tx, Level level, Date day, std::optional<UnitId> parent) {
  return tx.all<Unit>(sql_areas, {{"level", level}, {"day", day}, {"parent", parent}});
}

AreaCounts count_areas(db::Tx& tx, Date day) {
  AreaCounts counts;
  for (const LevelCount& row : tx.all<LevelCount>(sql_counts, {{"day", day}})) {
    if (row.level == Level::province) counts.provinces = row.count;
    if (row.level == Level::district) counts.districts = row.count;
    if (row.level == Level::commune) counts.communes = row.count;
  }
  return counts;
}

void mark_remote(db::Tx& tx, UnitId area, Date from, std::optional<Date> to,
                 std::string_view basis) {
  tx.run(sql_put_remote, {{"unit", area}, {"from", from}, {"to", to}, {"basis", basis}});
}

}  // namespace gandan::units
