#include "kernel/units/store.hpp"

#include <algorithm>
#include <map>
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
const db::Sql sql_known_areas{"select id, name, parent, valid_from, valid_to from units u where ",
                              sql::is_area};

const db::Sql sql_put_alias(R"(
  insert into places (key, exact, unit, level, type, code, district, province, valid_from, valid_to)
  select distinct cast(:key as text), cast(:exact as text), unit, level, type, code, district, province,
    valid_from, valid_to
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
const db::Sql sql_drop_succession(R"(
  delete from unit_successions where old_unit = :old_unit and new_unit = :new_unit)");

/// The versions that differ from what is stored, a unit above before those in it.
std::vector<const Version*> different(db::Tx& tx, const std::vector<Version>& versions) {
  std::unordered_map<UnitId, AreaRow> known;
  for (AreaRow& row : tx.all<AreaRow>(sql_known_areas)) known.emplace(row.id, std::move(row));
  std::vector<const Version*> out;
  for (const Version& version : versions) {
    const AreaRow row{version.id, version.name, version.parent, version.valid_from,
                      version.valid_to};
    const auto found = known.find(version.id);
    if (found == known.end() || found->second != row) out.push_back(&version);
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const Version* a, const Version* b) { return a->level < b->level; });
  return out;
}

void put_units(db::Tx& tx, const std::vector<const Version*>& versions) {
  Batch units(tx, "units",
              {"id", "kind", "level", "type", "code", "name", "parent", "area", "valid_from",
               "valid_to", "verified", "address"},
              "on conflict (id) do update set name = excluded.name, parent = excluded.parent, "
              "valid_from = excluded.valid_from, valid_to = excluded.valid_to");
  for (const Version* version : versions)
    units.add({version->id, UnitKind::area, version->level, version->type, version->code,
               version->name, version->parent, nullptr, version->valid_from, version->valid_to, 1,
               ""});
  units.flush();
}

}  // namespace

Details::Details(db::Tx& tx)
    : codes_(tx, "unit_codes", {"system", "code", "unit"}, "on conflict do nothing"),
      names_(tx, "unit_names", {"key", "unit"}, "on conflict do nothing"),
      places_(tx, "places",
              {"key", "exact", "unit", "level", "type", "code", "district", "province",
               "valid_from", "valid_to"},
              "on conflict (key, unit, exact) do update set valid_from = excluded.valid_from, "
              "valid_to = excluded.valid_to") {}

void Details::name(UnitId unit, std::string_view name) {
  names_.add({name_key(name), unit});
}

void Details::code(UnitId unit, std::string_view system, std::string_view code) {
  codes_.add({system, code, unit});
}

void Details::place(const Version& version, std::string_view spelling) {
  const std::string_view bare = split_type(spelling).bare;
  std::string key = compact_key(bare);
  std::string exact = name_key(bare);
  if (key.empty() || !placed_.emplace(version.id, key, exact).second) return;
  places_.add({key, exact, version.id, version.level, version.type, version.code, version.district,
               version.province, version.valid_from, version.valid_to});
}

void Details::flush() {
  codes_.flush();
  names_.flush();
  places_.flush();
}

std::size_t store_versions(db::Tx& tx, const std::vector<Version>& versions) {
  const std::vector<const Version*> changed = different(tx, versions);
  put_units(tx, changed);
  Details details(tx);
  for (const Version* version : changed) {
    details.code(version->id, "gso", version->code);
    details.name(version->id, version->name);
    details.place(*version, version->name);
    if (version->level == Level::province)
      details.name(version->id, split_type(version->name).bare);
  }
  for (const Version& version : versions) {
    for (const std::string& spelling : version.spellings) {
      details.name(version.id, spelling);
      details.place(version, spelling);
    }
    for (const std::string& code : version.other_codes) details.code(version.id, "other", code);
  }
  details.flush();
  return changed.size();
}

std::size_t store_successions(db::Tx& tx, const std::vector<Succession>& successions) {
  using Pair = std::pair<UnitId, UnitId>;
  std::map<Pair, SuccessionRow> known;
  for (const SuccessionRow& row : tx.all<SuccessionRow>(sql_successions))
    known.emplace(Pair(row.old_unit, row.new_unit), row);
  Batch batch(tx, "unit_successions",
              {"old_unit", "new_unit", "date", "kind", "share", "is_main", "basis"},
              "on conflict (old_unit, new_unit) do update set date = excluded.date, "
              "kind = excluded.kind, share = excluded.share, is_main = excluded.is_main, "
              "basis = excluded.basis");
  std::size_t changed = 0;
  std::set<UnitId> old_units;
  std::set<Pair> now;
  for (const Succession& s : successions) {
    old_units.insert(s.old_unit);
    if (!now.insert({s.old_unit, s.new_unit}).second) continue;
    const SuccessionRow row{s.old_unit, s.new_unit, s.date, s.kind, s.share, s.is_main ? 1 : 0};
    const auto found = known.find({s.old_unit, s.new_unit});
    if (found != known.end() && found->second == row) continue;
    ++changed;
    batch.add({s.old_unit, s.new_unit, s.date, s.kind, s.share, s.is_main ? 1 : 0, s.basis});
  }
  batch.flush();
  // A list of a day between two others moves the joints between versions: the old joints must go.
  for (const auto& [units, row] : known) {
    if (!old_units.contains(units.first) || now.contains(units)) continue;
    ++changed;
    tx.run(sql_drop_succession, {{"old_unit", units.first}, {"new_unit", units.second}});
  }
  return changed;
}

void store_alias(db::Tx& tx, Level level, std::string_view code, std::string_view alias) {
  const std::string key = compact_key(alias);
  const std::string exact = name_key(alias);
  tx.run(sql_put_alias, {{"key", key}, {"exact", exact}, {"level", level}, {"code", code}});
}

}  // namespace gandan::units
