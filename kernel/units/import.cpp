#include "kernel/units/import.hpp"

#include <map>
#include <tuple>

#include "kernel/units/lists.hpp"
#include "kernel/units/reference.hpp"
#include "kernel/units/store.hpp"

namespace gandan::units {

namespace {

const db::Sql sql_listed("select date, level, code, name, parent from unit_lists");
const db::Sql sql_mapped(R"(
  select date, old_level, old_code, old_name, new_code, new_name, new_province, position from unit_mappings)");

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
    const History history = make_history(reference_eras(), reference_provinces(),
                                         tx.all<Listed>(sql_listed), tx.all<Mapped>(sql_mapped));
    ImportReport report{.lines = lists.listed.size() + lists.mapped.size(),
                        .areas = history.versions.size(),
                        .warnings = history.warnings};
    report.changed = store_versions(tx, history.versions);
    for (const PlaceAlias& alias : reference_place_aliases())
      store_alias(tx, alias.level, alias.code, alias.alias);
    store_successions(tx, history.successions);
    report.successions = history.successions.size();
    return report;
  });
}

}  // namespace gandan::units
