// From an engine's error codes to the types of error.hpp: the only place that knows either list.
#pragma once
#include <string_view>

#include "lib/db/error.hpp"

struct sqlite3;

namespace gandan::db {

/// A read was ended because it stood in the way of the writers (sqlite_readers.hpp).
struct Interrupted : Busy {
  using Busy::Busy;
};

/// PostgreSQL could not order this transaction among the others; run it again. Never leaves lib/db.
struct SerializationFailure : DatabaseError {
  using DatabaseError::DatabaseError;
};

/// PostgreSQL did not answer in time, or gave a statement up that took too long or waited for
/// another's lock. To callers it is Unavailable; on another connection there may be no trouble.
struct Stalled : Unavailable {
  using Unavailable::Unavailable;
};

/// Throws what the SQLite result `code` means; `sql` is the statement, without its values.
[[noreturn]] void throw_sqlite(sqlite3* connection, int code, std::string_view sql);
/// Throws what a SQLSTATE means (PostgreSQL, appendix A). An empty state is a lost connection.
[[noreturn]] void throw_sqlstate(std::string_view state, std::string_view message,
                                 std::string_view sql);

}  // namespace gandan::db
