// Migrations: the shared dialect, and which of its lines belong to which engine.
#pragma once
#include <string>
#include <string_view>

#include "lib/db/db.hpp"

namespace gandan::db {

/// The script as `engine` takes it. Written for SQLite's STRICT tables; for PostgreSQL the types
/// INTEGER, BLOB, REAL become BIGINT, BYTEA, DOUBLE PRECISION, and STRICT, WITHOUT ROWID and
/// AUTOINCREMENT are dropped. Lines after "-- sqlite:" or "-- postgresql:", up to the next such
/// line or "-- both:", are for that engine only and are not rewritten. Literals and comments are
/// left alone.
[[nodiscard]] std::string script_for(Engine engine, std::string_view script);

}  // namespace gandan::db
