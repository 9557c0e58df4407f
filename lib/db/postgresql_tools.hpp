// pg_dump, pg_restore and psql as child processes: PostgreSQL's own way of copying a database.
#pragma once
#include <string>

namespace gandan::db::postgresql {

/// Writes a custom-format dump of the snapshot that another session exported. Throws
/// DatabaseError.
void dump(const std::string& address, const std::string& file, const std::string& snapshot);
/// Reads every row of every table, as a dump does. Throws DatabaseError where one cannot be read.
void read_everything(const std::string& address);
/// Unpacks a dump of "public" into the schema `into`, which is emptied before; "public" stays as it
/// is. In one transaction. Throws DatabaseError.
void unpack_dump(const std::string& address, const std::string& file, const std::string& into);

}  // namespace gandan::db::postgresql
