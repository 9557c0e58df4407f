#include "kernel/units/units.hpp"

#include "kernel/units/names.hpp"

namespace gandan::units {

namespace {

const db::Sql sql_unit(R"(
  select id, kind, level, code, name, parent, area, valid_from, valid_to from units where id = :id)");

// What exists on the day before what does not, and of that the newest; what is verified, and the
// larger.
const db::Sql sql_by_code(R"(
  select u.id, u.kind, u.level, u.code, u.name, u.parent, u.area, u.valid_from, u.valid_to
  from unit_codes c join units u on u.id = c.unit
  where c.code = :code
  order by (u.valid_from <= :day and coalesce(u.valid_to, :day) >= :day) desc, u.valid_from desc, u.level, u.id
  limit 1)");
const db::Sql sql_by_name(R"(
  select u.id, u.kind, u.level, u.code, u.name, u.parent, u.area, u.valid_from, u.valid_to
  from unit_names n join units u on u.id = n.unit
  where n.key = :key
  order by (u.valid_from <= :day and coalesce(u.valid_to, :day) >= :day) desc, u.verified desc,
    u.valid_from desc, u.level, u.id
  limit 1)");

struct Above {
  std::optional<UnitId> parent, area;
  Level level;
  UnitKind kind;
};
const db::Sql sql_parts{R"(
  with recursive beneath (id) as (
    select id from units where id = :id
    union select u.id from units u join beneath b on u.parent = b.id)
  select u.id, u.kind from units u join beneath b on u.id = b.id
  union select u.id, u.kind from units u join beneath b on u.area = b.id)"};
const db::Sql sql_above("select parent, area, level, kind from units where id = :id");

const db::Sql sql_is_remote(R"(
  select count(*) from unit_remote
  where unit = :unit and valid_from <= :day and coalesce(valid_to, :day) >= :day)");

const db::Sql sql_body{
    "select u.id from unit_names n join units u on u.id = n.unit "
    "where n.key = :key and ",
    sql::is_body,
    " order by (u.valid_to is null) desc, u.verified desc, u.valid_from desc, u.id limit 1"};
const db::Sql sql_put_body(R"(
  insert into units (id, kind, level, type, code, name, parent, area, valid_from, valid_to, verified, address)
  values (:id, :kind, :level, 0, '', :name, null, null, :from, null, 0, ''))");

const db::Sql sql_put_name("insert into unit_names (key, unit) values (:key, :unit)");

const db::Sql sql_fields("select id, code, name, name_en from fields order by position, name");
const db::Sql sql_field_by_name("select field from field_names where key = :key");
const db::Sql sql_put_one_field(R"(
  insert into fields (id, position, code, name, name_en, keywords)
  values (:id, 1000, :code, :name, :name, ''))");
const db::Sql sql_has_field("select 1 from fields where id = :id");
const db::Sql sql_put_one_field_name("insert into field_names (key, field) values (:key, :field)");

}  // namespace

std::optional<Unit> find_unit(db::Tx& tx, UnitId id) {
  return tx.one<Unit>(sql_unit, {{"id", id}});
}

std::optional<Unit> find_unit(db::Tx& tx, std::string_view code_or_name, Date as_of) {
  if (auto unit = tx.one<Unit>(sql_by_code, {{"code", code_or_name}, {"day", as_of}})) return unit;
  const std::string key = name_key(code_or_name);
  if (key.empty()) return std::nullopt;
  return tx.one<Unit>(sql_by_name, {{"key", key}, {"day", as_of}});
}

std::vector<UnitId> ancestors(db::Tx& tx, UnitId id) {
  std::vector<UnitId> out;
  std::optional<UnitId> area;
  // A unit never stands above itself; the limit only keeps a damaged table from holding a thread.
  for (std::optional<UnitId> at = id; at && out.size() < 16;) {
    const auto row = tx.one<Above>(sql_above, {{"id", *at}});
    if (!row) break;
    if (at == id) area = row->area;
    at = row->parent;
    if (at) out.push_back(*at);
  }
  if (area) {
    out.push_back(*area);
    for (const UnitId above : ancestors(tx, *area)) out.push_back(above);
  }
  return out;
}

std::vector<Part> parts_of(db::Tx& tx, UnitId id) {
  return tx.all<Part>(sql_parts, {{"id", id}});
}

std::optional<UnitId> province_of(db::Tx& tx, UnitId id) {
  std::optional<UnitId> at = id;
  for (int steps = 0; at && steps < 16; ++steps) {
    const auto row = tx.one<Above>(sql_above, {{"id", *at}});
    if (!row) return std::nullopt;
    if (row->kind == UnitKind::area && row->level == Level::province) return at;
    at = row->kind == UnitKind::area ? row->parent : row->area;
  }
  return std::nullopt;
}

bool is_remote(db::Tx& tx, UnitId id, Date on) {
  const auto says_so = [&](UnitId unit) {
    return tx.one<std::int64_t>(sql_is_remote, {{"unit", unit}, {"day", on}}).value_or(0) > 0;
  };
  if (says_so(id)) return true;
  for (const UnitId above : ancestors(tx, id))
    if (says_so(above)) return true;
  return false;
}

UnitId ensure_body(db::Tx& tx, Ids& ids, const Clock& clock, std::string_view name) {
  const std::string key = name_key(name);
  if (const auto found = tx.one<UnitId>(sql_body, {{"key", key}})) return *found;
  const auto id = ids.next<UnitId>();
  tx.run(sql_put_body, {{"id", id},
                        {"kind", UnitKind::body},
                        {"level", Level::nation},
                        {"name", name},
                        {"from", clock.today()}});
  tx.run(sql_put_name, {{"key", key}, {"unit", id}});
  return id;
}

std::unordered_map<FieldId, std::string> field_names(db::Tx& tx) {
  std::unordered_map<FieldId, std::string> names;
  for (Field& field : list_fields(tx)) names.emplace(field.id, std::move(field.name));
  return names;
}

bool has_field(db::Tx& tx, FieldId id) {
  return tx.one<std::int64_t>(sql_has_field, {{"id", id}}).has_value();
}

std::vector<Field> list_fields(db::Tx& tx) {
  return tx.all<Field>(sql_fields);
}

std::optional<FieldId> find_field(db::Tx& tx, std::string_view code_or_name) {
  const auto find = [&](std::string_view name) {
    const std::string key = name_key(name);
    return tx.one<FieldId>(sql_field_by_name, {{"key", key}});
  };
  if (const auto found = find(code_or_name)) return found;
  // "đất đai, giấy chứng nhận": the field, and what of it. The first part that is known decides.
  for (std::string_view rest = code_or_name; !rest.empty();) {
    const std::size_t end = std::min(rest.find_first_of(",;/"), rest.size());
    if (const auto found = find(rest.substr(0, end))) return found;
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return std::nullopt;
}

FieldId ensure_field(db::Tx& tx, Ids& ids, std::string_view code_or_name) {
  if (const auto found = find_field(tx, code_or_name)) return *found;
  const std::string key = name_key(code_or_name);
  if (key.empty()) return find_field(tx, "other").value();
  const auto id = ids.next<FieldId>();
  tx.run(sql_put_one_field, {{"id", id}, {"code", key}, {"name", code_or_name}});
  tx.run(sql_put_one_field_name, {{"key", key}, {"field", id}});
  return id;
}

}  // namespace gandan::units
