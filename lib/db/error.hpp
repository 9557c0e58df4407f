// What can go wrong with a database, told apart by type and never by text.
#pragma once
#include <stdexcept>
#include <string>

namespace gandan::db {

/// The database cannot do it: gone, full, corrupt, or the statement is wrong. Carries the
/// statement.
struct DatabaseError : std::runtime_error {
  using std::runtime_error::runtime_error;
};
/// The disk or the database is full; nothing of the transaction was kept.
struct DiskFull : DatabaseError {
  using DatabaseError::DatabaseError;
};
/// The server cannot be reached; the same call may succeed later.
struct Unavailable : DatabaseError {
  using DatabaseError::DatabaseError;
};
/// The database file was deleted or replaced under whoever has it open: nothing is written any
/// more.
struct Gone : Unavailable {
  using Unavailable::Unavailable;
};
/// Others use the database in a way that excludes this one: it is served, or being restored.
struct InUse : Unavailable {
  using Unavailable::Unavailable;
};
/// Too many writes are waiting; try again in a moment.
struct Busy : DatabaseError {
  using DatabaseError::DatabaseError;
};
/// A UNIQUE, CHECK, NOT NULL or foreign-key constraint refused the row.
struct ConstraintError : DatabaseError {
  enum class Kind { unique, other };
  ConstraintError(Kind which, const std::string& message) : DatabaseError(message), kind(which) {}
  Kind kind;
};

}  // namespace gandan::db
