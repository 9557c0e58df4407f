#include "lib/db/error.hpp"

#include <sqlite3.h>

#include <cerrno>
#include <string>

#include "lib/db/db.hpp"
#include "lib/db/error_mapping.hpp"

namespace gandan::db {
namespace {

std::string describe(std::string_view message, std::string_view sql) {
  std::string text(message);
  while (!text.empty() && text.back() == '\n') text.pop_back();
  if (!sql.empty()) text.append(" [").append(sql).append("]");
  return text;
}

/// SQLite calls only ENOSPC full; a quota and a file-size limit are the same to whoever writes.
bool is_full(int errno_of_system) {
  return errno_of_system == ENOSPC || errno_of_system == EDQUOT || errno_of_system == EFBIG;
}

}  // namespace

void detail::refuse_columns(int columns, std::size_t fields) {
  throw std::logic_error("a statement selects " + std::to_string(columns) + " columns for " +
                         std::to_string(fields) + " fields");
}

void throw_sqlite(sqlite3* connection, int code, std::string_view sql) {
  int cause = errno;  // before anything else can change it
  int extended = connection ? sqlite3_extended_errcode(connection) : code;
  std::string message =
      describe(connection ? sqlite3_errmsg(connection) : sqlite3_errstr(code), sql);
  switch (code & 0xff) {
    case SQLITE_CONSTRAINT: {
      bool unique =
          extended == SQLITE_CONSTRAINT_UNIQUE || extended == SQLITE_CONSTRAINT_PRIMARYKEY;
      throw ConstraintError(unique ? ConstraintError::Kind::unique : ConstraintError::Kind::other,
                            message);
    }
    case SQLITE_FULL:
      throw DiskFull(message);
    case SQLITE_IOERR:
      // A failing COMMIT does not record the system's error; then it is still in errno.
      if (is_full(cause) || (connection && is_full(sqlite3_system_errno(connection))))
        throw DiskFull(message);
      throw DatabaseError(message);
    case SQLITE_INTERRUPT:
      throw Interrupted(message);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      throw Busy(message);
    default:
      throw DatabaseError(message);
  }
}

void throw_sqlstate(std::string_view state, std::string_view message, std::string_view sql) {
  std::string text = describe(message, sql);
  std::string_view category = state.substr(0, 2);
  if (state == "40001" || state == "40P01") throw SerializationFailure(text);
  if (state == "23505") throw ConstraintError(ConstraintError::Kind::unique, text);
  if (category == "23") throw ConstraintError(ConstraintError::Kind::other, text);
  if (state == "53100") throw DiskFull(text);
  // A statement that took too long, or a lock.
  if (state == "57014" || state == "55P03") throw Stalled(text);
  // 25P03: idle in a transaction for too long; 53300: too many connections; 57P0x: the server is
  // stopping, has crashed, or is starting.
  if (state.empty() || category == "08" || state == "25P03" || state == "53300" ||
      state.substr(0, 4) == "57P0")
    throw Unavailable(text);
  throw DatabaseError(text);
}

}  // namespace gandan::db
