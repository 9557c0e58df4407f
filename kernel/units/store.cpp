#include "kernel/units/store.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

namespace gandan::units {

namespace {

struct AreaRow {
  UnitId id;
  std::string name;
  std::optional<UnitId> parent;
  Date valid_from;
  std::optional<Date> valid_to;
  bool operator==(const AreaRow&) const = default;
};
const db::Sql sql_areas("select id, name, parent, valid_from, valid_to from units where kind = 1");

const db::Sql sql_put_area(R"(
  insert into units (id, kind, level, type, code, name, parent, area, valid_from, valid_to, verified, address)
  values (:id, 1, :level, :type, :code, :name, :parent, null, :valid_from, :valid_to, 1, '')
  on conflict (id) do update set name = excluded.name, parent = excluded.parent,
    valid_from = excluded.valid_from, valid_to = excluded.valid_to)");

const db::Sql sql_put_code(R"(
  insert into unit_codes (system, code, unit) values (:system, :code, :unit) on conflict do nothing)");
const db::Sql sql_put_name(
    "insert into unit_names (key, unit) values (:key, :unit) on conflict do nothing");

const db::Sql sql_put_place(R"(
  insert into places (key, exact, unit, level, type, code, district, province, valid_from, valid_to)
  values (:key, :exact, :unit, :level, :type, :code, :district, :province, :valid_from, :valid_to)
  on conflict (key, unit, exact) do update set valid_from = excluded.valid_from, valid_to = excluded.valid_to)");

const db::Sql sql_put_alias(R"(
  insert into places (key, exact, unit, level, type, code, district, province, valid_from, valid_to)
  select distinct cast(:key as text), cast(:exact as text), unit, level, type, code, district, province, valid_from,
    valid_to
  from places where level = :level and code = :code
  on conflict do nothing)");

struct SuccessionRow {
  UnitId old_unit, new_unit;
  Date date;
  SuccessionKind kind;
  double share;
  std::int64_t is_main;
  bool operator==(const SuccessionRow&) const = default;
};
const db::Sql sql_successions(
    "select old_unit, new_unit, date, kind, share, is_main from unit_successions");
const db::Sql sql_put_succession(R"(
  insert into unit_successions (old_unit, new_unit, date, kind, share, is_main, basis)
  values (:old_unit, :new_unit, :date, :kind, :share, :is_main, :basis)
  on conflict (old_unit, new_unit) do update set date = excluded.date, kind = excluded.kind,
    share = excluded.share, is_main = excluded.is_main, basis = excluded.basis)");
const db::Sql sql_drop_succession(R"(
  delete from unit_successions where old_unit = :old_unit and new_unit = :new_unit)");

void store_place(db::Tx& tx, const Version& version, std::string_view spelling) {
  const std::string_view bare = split_type(spelling).bare;
  const std::string key = compact_key(bare);
  const std::string exact = name_key(bare);
  if (key.empty()) return;
  tx.run(sql_put_place, {{"key", key},
                         {"exact", exact},
                         {"unit", version.id},
                         {"level", version.level},
                         {"type", version.type},
                         {"code", version.code},
                         {"district", version.district},
                         {"province", version.province},
                         {"valid_from", version.valid_from},
                         {"valid_to", version.valid_to}});
}

void store_version(db::Tx& tx, const Version& version) {
  tx.run(sql_put_area, {{"id", version.id},
                        {"level", version.level},
                        {"type", version.type},
                        {"code", version.code},
                        {"name", version.name},
                        {"parent", version.parent},
                        {"valid_from", version.valid_from},
                        {"valid_to", version.valid_to}});
  store_code(tx, version.id, "gso", version.code);
  store_name(tx, version.id, version.name);
  store_place(tx, version, version.name);
  if (version.level == Level::province) store_name(tx, version.id, split_type(version.name).bare);
}

}  // namespace

void store_name(db::Tx& tx, UnitId unit, std::string_view name) {
  const std::string key = name_key(name);
  tx.run(sql_put_name, {{"key", key}, {"unit", unit}});
}

void store_code(db::Tx& tx, UnitId unit, std::string_view system, std::string_view code) {
  tx.run(sql_put_code, {{"system", system}, {"code", code}, {"unit", unit}});
}

void store_alias(db::Tx& tx, Level level, std::string_view code, std::string_view alias) {
  const std::string key = compact_key(alias);
  const std::string exact = name_key(alias);
  tx.run(sql_put_alias, {{"key", key}, {"exact", exact}, {"level", level}, {"code", code}});
}

std::size_t store_versions(db::Tx& tx, const std::vector<Version>& versions) {
  std::unordered_map<UnitId, AreaRow> known;
  for (AreaRow& row : tx.all<AreaRow>(sql_areas)) known.emplace(row.id, std::move(row));
  std::vector<const Version*> ordered;
  for (const Version& version : versions) ordered.push_back(&version);
  std::stable_sort(ordered.begin(), ordered.end(),
                   [](const Version* a, const Version* b) { return a->level < b->level; });
  std::size_t changed = 0;
  for (const Version* version : ordered) {
    const AreaRow row{version->id, version->name, version->parent, version->valid_from,
                      version->valid_to};
    const auto found = known.find(version->id);
    if (found == known.end() || found->second != row) {
      store_version(tx, *version);
      ++changed;
    }
    for (const std::string& spelling : version->spellings) {
      store_name(tx, version->id, spelling);
      store_place(tx, *version, spelling);
    }
    for (const std::string& code : version->other_codes) store_code(tx, version->id, "other", code);
  }
  return changed;
}

std::size_t store_successions(db::Tx& tx, const std::vector<Succession>& successions) {
  std::map<std::pair<UnitId, UnitId>, SuccessionRow> known;
  for (const SuccessionRow& row : tx.all<SuccessionRow>(sql_successions))
    known.emplace(std::pair(row.old_unit, row.new_unit), row);
  std::size_t changed = 0;
  std::set<UnitId> old_units;
  std::set<std::pair<UnitId, UnitId>> now;
  for (const Succession& s : successions) {
    old_units.insert(s.old_unit);
    now.insert({s.old_unit, s.new_unit});
    const SuccessionRow row{s.old_unit, s.new_unit, s.date, s.kind, s.share, s.is_main ? 1 : 0};
    const auto found = known.find({s.old_unit, s.new_unit});
    if (found != known.end() && found->second == row) continue;
    ++changed;
    tx.run(sql_put_succession, {{"old_unit", s.old_unit},
                                {"new_unit", s.new_unit},
                                {"date", s.date},
                                {"kind", s.kind},
                                {"share", s.share},
                                {"is_main", s.is_main},
                                {"basis", s.basis}});
  }
  // A list of a day between two others moves the joints between versions: the old joints must go.
  for (const auto& [units, row] : known) {
    if (!old_units.contains(units.first) || now.contains(units)) continue;
    ++changed;
    tx.run(sql_drop_succession, {{"old_unit", units.first}, {"new_unit", units.second}});
  }
  return changed;
}

}  // namespace gandan::units
