// What lib/db itself needs of a transaction beyond db.hpp: scripts of many statements.
#pragma once
#include <string>

#include "lib/db/db.hpp"

namespace gandan::db {

class ScriptTx : public Tx {
 public:
  /// Runs every statement of `sql`, which takes no parameters and returns no rows.
  virtual void script(const std::string& sql) = 0;
};

}  // namespace gandan::db
