#include "kernel/units/areas.hpp"

namespace gandan::units {

namespace {

const db::Sql sql_areas{
    "select id, kind, level, code, name, parent, area, valid_from, valid_to from units u "
    "where ",
    sql::is_area,
    " and level = :level and valid_from <= :day and coalesce(valid_to, :day) >= :day "
    "and (cast(:parent as bigint) is null or parent = :parent) "
    "order by code"};

struct LevelCount {
  Level level;
  std::int64_t count;
};
const db::Sql sql_counts{
    "select level, count(*) from units u "
    "where ",
    sql::is_area,
    " and valid_from <= :day and coalesce(valid_to, :day) >= :day "
    "group by level"};

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

}  // namespace gandan::units
