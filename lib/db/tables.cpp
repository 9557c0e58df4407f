#include "lib/db/tables.hpp"

namespace gandan::db {

std::vector<std::string> tables_of(Tx& tx) {
  const std::string sql =
      tx.engine() == Engine::sqlite
          ? "select name from sqlite_schema where type = 'table' and name not like 'sqlite\\_%'"
            " escape '\\' and sql not like 'create virtual%' order by name"
          : "select cast(relname as text) from pg_class join pg_namespace n on n.oid ="
            " relnamespace where relkind = 'r' and nspname = current_schema() order by 1";
  return tx.all<std::string>(sql, {});
}

}  // namespace gandan::db
