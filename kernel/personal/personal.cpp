#include "kernel/personal/personal.hpp"

#include <map>

namespace gandan::personal {
namespace {

const std::string sqlite_columns = R"(
  select l.name || '.' || c.name from pragma_table_list l, pragma_table_info(l.name) c
  where l.schema = 'main' and l.type = 'table' and l.name not like 'sqlite\_%' escape '\'
    and c.type not in ('INTEGER', 'REAL')
  union all
  select name || '.words' from pragma_table_list where schema = 'main' and type = 'virtual'
  order by 1)";

const std::string postgresql_columns = R"(
  select cast(table_name as text) || '.' ||
    case when data_type = 'tsvector' then 'words' else cast(column_name as text) end
  from information_schema.columns
  where table_schema = current_schema() and data_type not in ('bigint', 'integer', 'double precision')
  order by 1)";

}  // namespace

std::vector<std::string> columns_of(db::Tx& tx) {
  const bool on_sqlite = tx.engine() == db::Engine::sqlite;
  return tx.all<std::string>(on_sqlite ? sqlite_columns : postgresql_columns, {});
}

std::vector<std::string> faults_of(const std::vector<std::string>& columns,
                                   std::span<const Declared> declared) {
  std::map<std::string_view, int, std::less<>> named;
  for (const Declared& each : declared) {
    for (const Kept& kept : each.kept)
      for (std::string_view column : kept.columns) ++named[column];
    for (std::string_view column : each.of_nobody) ++named[column];
  }
  std::vector<std::string> faults;
  for (const std::string& column : columns) {
    const auto at = named.find(column);
    if (at == named.end()) {
      faults.push_back(column + ": no module says whether it holds something of a person");
      continue;
    }
    if (at->second > 1) faults.push_back(column + ": is named more than once");
    named.erase(at);
  }
  for (const auto& [column, times] : named)
    faults.push_back(std::string(column) + ": is no column of text or bytes");
  return faults;
}

}  // namespace gandan::personal
