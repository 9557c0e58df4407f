// The tables of a database, whatever made them.
#pragma once
#include <string>
#include <vector>

#include "lib/db/db.hpp"

namespace gandan::db {

/// By name: tables whose rows are stored as such (on SQLite not the virtual ones).
[[nodiscard]] std::vector<std::string> tables_of(Tx& tx);

}  // namespace gandan::db
