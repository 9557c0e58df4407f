// Which engine runs a database, and how far its tables have come.
#pragma once
#include <string>
#include <vector>

#include "lib/db/db.hpp"

namespace gandan::db {

/// "SQLite 3.40.1", "PostgreSQL 15.8".
[[nodiscard]] std::string engine_version(Tx& tx);

/// The newest file of a module that was applied.
struct NewestMigration {
  std::string module;
  std::string file;  ///< "002_topics.sql"
};
/// By name of the module.
[[nodiscard]] std::vector<NewestMigration> newest_migrations(Tx& tx);

}  // namespace gandan::db
