// load_reference(): what the program ships, into the tables.
#include <algorithm>
#include <set>

#include "kernel/units/import.hpp"
#include "kernel/units/reference.hpp"
#include "kernel/units/store.hpp"

namespace gandan::units {

namespace {

const db::Sql sql_checksum("select checksum from unit_reference where id = 1");
const db::Sql sql_put_checksum(R"(
  insert into unit_reference (id, checksum) values (1, :checksum)
  on conflict (id) do update set checksum = excluded.checksum)");
const db::Sql sql_area_ids{"select id from units u where ", sql::is_area};

const db::Sql sql_put_field(R"(
  insert into fields (id, position, code, name, name_en, keywords)
  values (:id, :position, :code, :name, :name_en, :keywords)
  on conflict (id) do update set position = excluded.position, name = excluded.name,
    name_en = excluded.name_en, keywords = excluded.keywords)");
const db::Sql sql_put_field_name(R"(
  insert into field_names (key, field) values (:key, :field)
  on conflict (key) do update set field = excluded.field)");

FieldId field_id(std::string_view code) {
  return FieldId{stable_id("field/" + std::string(code))};
}

void load_fields(db::Tx& tx) {
  int position = 0;
  for (const FieldEntry& field : reference_fields()) {
    const FieldId id = field_id(field.code);
    tx.run(sql_put_field, {{"id", id},
                           {"position", ++position},
                           {"code", field.code},
                           {"name", field.name},
                           {"name_en", field.name_en},
                           {"keywords", field.keywords}});
    std::set<std::string> keys{name_key(field.code), name_key(field.name)};
    for (const std::string& alias : field.aliases) keys.insert(name_key(alias));
    for (const std::string& key : keys) tx.run(sql_put_field_name, {{"key", key}, {"field", id}});
  }
}

std::size_t load_bodies(db::Tx& tx) {
  const std::vector<BodyEntry> bodies = reference_bodies();
  Batch units(tx, "units",
              {"id", "kind", "level", "type", "code", "name", "parent", "area", "valid_from",
               "valid_to", "verified", "address"},
              "on conflict (id) do update set name = excluded.name, parent = excluded.parent, "
              "area = excluded.area, valid_to = excluded.valid_to");
  for (const BodyEntry& body : bodies)
    units.add({body.id, UnitKind::body, body.level, AreaType::none, body.code, body.name,
               body.parent, body.area, body.valid_from, body.valid_to, 1, ""});
  units.flush();

  Details details(tx);
  Batch fields(tx, "body_fields", {"body", "field"}, "on conflict do nothing");
  Batch keywords(tx, "body_keywords", {"body", "keywords"},
                 "on conflict (body) do update set keywords = excluded.keywords");
  std::vector<Succession> successions;
  for (const BodyEntry& body : bodies) {
    details.code(body.id, "gandan", body.code);
    details.name(body.id, body.name);
    for (const std::string& alias : body.aliases) details.name(body.id, alias);
    for (const std::string& field : body.fields) fields.add({body.id, field_id(field)});
    if (!body.keywords.empty()) keywords.add({body.id, body.keywords});
    if (body.became)
      successions.push_back(
          {.old_unit = body.id, .new_unit = *body.became, .date = *body.valid_to + 1});
  }
  details.flush();
  fields.flush();
  keywords.flush();
  return bodies.size() + store_successions(tx, successions);
}

std::size_t load_areas(db::Tx& tx) {
  const std::vector<Version> provinces = reference_provinces();
  std::size_t changed = store_versions(tx, provinces);
  const std::vector<UnitId> ids = tx.all<UnitId>(sql_area_ids);
  const std::set<UnitId> known(ids.begin(), ids.end());
  std::vector<Version> areas = reference_areas();
  // An imported list knows more of these than the reference does.
  std::erase_if(areas, [&](const Version& area) { return known.contains(area.id); });
  changed += store_versions(tx, areas);
  std::vector<Succession> successions = reference_successions();
  for (const Version& area : areas) {
    if (area.level != Level::district) continue;
    successions.push_back({.old_unit = area.id,
                           .new_unit = *area.parent,
                           .date = *area.valid_to + 1,
                           .kind = SuccessionKind::abolish,
                           .basis = reference_eras().back().basis});
  }
  return changed + store_successions(tx, successions);
}

/// "tphcm", "sg": further spellings of provinces and districts.
void load_aliases(db::Tx& tx) {
  for (const PlaceAlias& alias : reference_place_aliases())
    store_alias(tx, alias.level, alias.code, alias.alias);
}

}  // namespace

std::size_t load_reference(db::Database& database) {
  const std::int64_t checksum = reference_checksum();
  const auto stored = database.read([](db::Tx& tx) { return tx.one<std::int64_t>(sql_checksum); });
  if (stored == checksum) return 0;
  return database.write([&](db::Tx& tx) {
    tx.lock_table("unit_lists");
    load_fields(tx);
    std::size_t changed = load_areas(tx);
    load_aliases(tx);
    changed += load_bodies(tx);
    tx.run(sql_put_checksum, {{"checksum", checksum}});
    return changed;
  });
}

}  // namespace gandan::units
