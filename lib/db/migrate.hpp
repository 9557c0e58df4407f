// Migrations: the shared dialect, and which of its lines belong to which engine.
#pragma once
#include <span>
#include <string>
#include <string_view>

#include "lib/db/db.hpp"
#include "lib/db/script_tx.hpp"

namespace gandan::db {

/// The script as `engine` takes it. Written for SQLite's STRICT tables; for PostgreSQL the types
/// INTEGER, BLOB, REAL become BIGINT, BYTEA, DOUBLE PRECISION, and STRICT, WITHOUT ROWID and
/// AUTOINCREMENT are dropped. Lines after "-- sqlite:" or "-- postgresql:", up to the next such
/// line or "-- both:", are for that engine only and are not rewritten. Literals and comments are
/// left alone.
[[nodiscard]] std::string script_for(Engine engine, std::string_view script);

/// Runs all of them, in their order, and lists them in schema_migrations.
void apply_all(ScriptTx& tx, std::span<const Migrations> modules);
/// What schema_migrations says, compared with the program's own.
struct MigrationList {
  std::string missing;  ///< the first that it does not name: "petitions/002_topics.sql"; or empty
  std::string lost;     ///< what shows that rows were taken out, in words; or empty
};
[[nodiscard]] MigrationList look_at_list(Tx& tx, std::span<const Migrations> modules);

}  // namespace gandan::db
