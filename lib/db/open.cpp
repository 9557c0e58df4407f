#include "lib/db/engine.hpp"

namespace gandan::db {

std::unique_ptr<Database> Database::open(std::string_view address, Options options) {
  constexpr std::string_view sqlite = "sqlite:";
  if (address.starts_with(sqlite) && address.size() > sqlite.size())
    return open_sqlite(std::string(address.substr(sqlite.size())), options);
  if (address.starts_with("postgresql://") || address.starts_with("postgres://"))
    return open_postgresql(std::string(address), options);
  throw DatabaseError("a database address is sqlite:FILE or postgresql://…");
}

}  // namespace gandan::db
