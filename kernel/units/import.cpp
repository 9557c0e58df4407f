#include "kernel/units/import.hpp"

#include <map>
#include <set>
#include <tuple>

#include "kernel/units/lists.hpp"
#include "kernel/units/reference.hpp"
#include "kernel/units/shipped_lists.hpp"
#include "kernel/units/store.hpp"

namespace gandan::units {

namespace {

const db::Sql sql_listed("select date, level, code, name, parent from unit_lists");
const db::Sql sql_mapped(R"(
  select date, old_level, old_code, old_name, new_code, new_name, new_province, position from unit_mappings)");

// The row of the shipped lists; that of the reference has number 1.
const db::Sql sql_lists_version("select checksum from unit_reference where id = 2");
const db::Sql sql_put_lists_version(R"(
  insert into unit_reference (id, checksum) values (2, :version)
  on conflict (id) do update set checksum = excluded.checksum)");

/// Keeps the lines as they came. Where a file says a thing twice, the last line counts.
void keep(db::Tx& tx, const Lists& lists, const Progress& progress) {
  const std::size_t all = lists.listed.size() + lists.mapped.size();
  std::size_t done = 0;
  const auto tell = [&] {
    if (progress && ++done % 1000 == 0) progress("lines kept", done, all);
  };
  std::map<std::tuple<Date, Level, std::string>, const Listed*> listed;
  for (const Listed& line : lists.listed) listed[{line.date, line.level, line.code}] = &line;
  Batch list_rows(tx, "unit_lists", {"date", "level", "code", "name", "parent"},
                  "on conflict (date, level, code) do update set name = excluded.name, "
                  "parent = excluded.parent");
  for (const auto& [key, line] : listed) {
    list_rows.add({line->date, line->level, line->code, line->name, line->parent});
    tell();
  }
  list_rows.flush();

  std::map<std::tuple<Date, Level, std::string, std::string>, const Mapped*> mapped;
  for (const Mapped& line : lists.mapped)
    mapped[{line.date, line.old_level, line.old_code, line.new_code}] = &line;
  Batch map_rows(tx, "unit_mappings",
                 {"date", "old_level", "old_code", "old_name", "new_code", "new_name",
                  "new_province", "position"},
                 "on conflict (date, old_level, old_code, new_code) do update set "
                 "old_name = excluded.old_name, new_name = excluded.new_name, "
                 "position = excluded.position");
  for (const auto& [key, line] : mapped) {
    map_rows.add({line->date, line->old_level, line->old_code, line->old_name, line->new_code,
                  line->new_name, line->new_province, line->position});
    tell();
  }
  map_rows.flush();
}

/// All that was ever imported, and the shipped lists where they are loaded: of the same unit on the
/// same day what was imported counts.
Lists all_lines(db::Tx& tx) {
  Lists all{tx.all<Listed>(sql_listed), tx.all<Mapped>(sql_mapped)};
  if (!tx.one<std::int64_t>(sql_lists_version)) return all;
  using Key = std::tuple<Date, Level, std::string>;
  std::set<Key> listed, mapped;
  for (const Listed& line : all.listed) listed.emplace(line.date, line.level, line.code);
  for (const Mapped& line : all.mapped) mapped.emplace(line.date, line.old_level, line.old_code);
  Lists shipped = shipped_lists();
  for (Listed& line : shipped.listed)
    if (!listed.contains(Key(line.date, line.level, line.code)))
      all.listed.push_back(std::move(line));
  for (Mapped& line : shipped.mapped)
    if (!mapped.contains(Key(line.date, line.old_level, line.old_code)))
      all.mapped.push_back(std::move(line));
  return all;
}

/// Makes the history of units anew from all lines.
ImportReport make_anew(db::Tx& tx) {
  Lists all = all_lines(tx);
  const History history = make_history(reference_eras(), reference_provinces(),
                                       std::move(all.listed), std::move(all.mapped));
  ImportReport report{.areas = history.versions.size(), .warnings = history.warnings};
  report.changed = store_versions(tx, history.versions);
  for (const PlaceAlias& alias : reference_place_aliases())
    store_alias(tx, alias.level, alias.code, alias.alias);
  store_successions(tx, history.successions);
  report.successions = history.successions.size();
  return report;
}

}  // namespace

ImportReport import_files(db::Database& database, const std::vector<std::filesystem::path>& paths,
                          const Progress& progress) {
  Lists lists;
  const std::vector<std::filesystem::path> files = csv_files(paths);
  for (std::size_t i = 0; i < files.size(); ++i) {
    if (progress) progress(files[i].filename().string(), i, files.size());
    read_list(files[i], lists);
  }
  load_reference(database);
  return database.write([&](db::Tx& tx) {
    tx.lock_table("unit_lists");
    keep(tx, lists, progress);
    ImportReport report = make_anew(tx);
    report.lines = lists.listed.size() + lists.mapped.size();
    return report;
  });
}

std::size_t load_lists(db::Database& database) {
  const std::int64_t version = shipped_lists_version();
  const auto stored = [](db::Tx& tx) { return tx.one<std::int64_t>(sql_lists_version); };
  if (database.read(stored) == version) return 0;
  return database.write([&](db::Tx& tx) -> std::size_t {
    tx.lock_table("unit_lists");
    if (stored(tx) == version) return 0;  // another server was faster
    tx.run(sql_put_lists_version, {{"version", version}});
    return make_anew(tx).changed;
  });
}

}  // namespace gandan::units
