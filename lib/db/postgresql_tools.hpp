// pg_dump, pg_restore and psql as child processes: PostgreSQL's own way of copying a database.
#pragma once
#include <string>

namespace gandan::db::postgresql {

/// Writes a custom-format dump of one snapshot. Throws DatabaseError.
void dump(const std::string& address, const std::string& file);
/// Reads every row of every table, as a dump does. Throws DatabaseError where one cannot be read.
void read_everything(const std::string& address);
/// Replaces the schema by that of a dump, in one transaction. Throws DatabaseError.
void restore_dump(const std::string& address, const std::string& file);

}  // namespace gandan::db::postgresql
