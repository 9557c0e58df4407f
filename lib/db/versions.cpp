#include "lib/db/versions.hpp"

namespace gandan::db {

std::string engine_version(Tx& tx) {
  const std::string sql = tx.engine() == Engine::sqlite
                              ? "select 'SQLite ' || sqlite_version()"
                              : "select 'PostgreSQL ' || current_setting('server_version')";
  return tx.one<std::string>(sql, {}).value();
}

std::vector<NewestMigration> newest_migrations(Tx& tx) {
  const std::string sql =
      "select module, max(name) from schema_migrations group by module order by module";
  return tx.all<NewestMigration>(sql, {});
}

}  // namespace gandan::db
