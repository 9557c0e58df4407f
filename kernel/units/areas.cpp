#include "kernel/units/areas.hpp"

namespace gandan::units {

namespace {

const db::Sql sql_areas{
    "select id, kind, level, code, name, parent, area, valid_from, valid_to from units u "
    "where ",
    sql::is_area,
    " and level = :level and valid_from <= :day and coalesce(valid_to, :day) >= :day "
    "order by code"};
/// The index of what lies beneath leads.
const db::Sql sql_areas_beneath{
    "select id, kind, level, code, name, parent, area, valid_from, valid_to from units u "
    "where u.parent = :parent and +",
    sql::is_area,
    " and +level = :level and valid_from <= :day and coalesce(valid_to, :day) >= :day "
    "order by code"};

const db::Sql sql_areas_before{
    "select u.id, u.kind, u.level, u.code, u.name, u.parent, u.area, u.valid_from, u.valid_to "
    "from unit_successions s join units u on u.id = s.old_unit "
    "where s.new_unit = :id and +u.level = :level and +",
    sql::is_area, " order by u.name, u.id"};

const db::Sql sql_bodies_serving{
    "select id, kind, level, code, name, parent, area, valid_from, valid_to from units u "
    "where area = :area and +",
    sql::is_body, " order by valid_from, name, id"};

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
  if (parent)
    return tx.all<Unit>(sql_areas_beneath, {{"level", level}, {"day", day}, {"parent", *parent}});
  return tx.all<Unit>(sql_areas, {{"level", level}, {"day", day}});
}

std::vector<Unit> areas_before(db::Tx& tx, const Unit& area) {
  return tx.all<Unit>(sql_areas_before, {{"id", area.id}, {"level", area.level}});
}

std::vector<Unit> bodies_serving(db::Tx& tx, UnitId area) {
  return tx.all<Unit>(sql_bodies_serving, {{"area", area}});
}

std::optional<Unit> area_of_address(db::Tx& tx, std::string_view code, Date day) {
  std::optional<Unit> found;
  if (!code.starts_with("id")) {
    found = find_unit(tx, code, day);
    if (found && found->code != code) return std::nullopt;  // a name, or a code of another list
  } else if (const auto id = parse_id<UnitId>(code.substr(2))) {
    found = find_unit(tx, *id);
  }
  if (!found || found->kind != UnitKind::area || found->level == Level::nation) return std::nullopt;
  return found;
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
