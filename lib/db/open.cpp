#include <filesystem>

#include "lib/db/engine.hpp"

namespace gandan::db {

namespace {

/// One name for one database, whatever links lead to it: its lock and its log stand beside it.
std::string file_of(std::string_view path) {
  return path.starts_with(':') ? std::string(path)
                               : std::filesystem::weakly_canonical(path).string();
}

}  // namespace

/// Servers that share a database count their ids from places that they take at random, so two may
/// meet; what was made elsewhere and brought here may lie where a server is about to write.
void Database::write_past_taken_keys(const std::function<Ending(Tx&)>& fn) {
  try {
    do_write(fn);
  } catch (const ConstraintError& error) {
    if (error.kind != ConstraintError::Kind::unique) throw;
    do_write(fn);
  }
}

std::unique_ptr<Database> Database::open(std::string_view address, Options options) {
  constexpr std::string_view sqlite = "sqlite:";
  if (address.starts_with(sqlite) && address.size() > sqlite.size())
    return open_sqlite(file_of(address.substr(sqlite.size())), options);
  if (address.starts_with("postgresql://") || address.starts_with("postgres://"))
    return open_postgresql(std::string(address), options);
  throw DatabaseError("a database address is sqlite:FILE or postgresql://…");
}

}  // namespace gandan::db
