#include <vector>

#include "lib/db/db.hpp"

namespace gandan::db {
namespace {

/// Inside a function, because statements of other translation units enter it before main().
std::vector<const Sql*>& registry() {
  static std::vector<const Sql*> statements;
  return statements;
}

}  // namespace

Sql::Sql(const char* text) : text_(text), number_(registry().size()) {
  registry().push_back(this);
}

std::span<const Sql* const> Sql::all() {
  return registry();
}

}  // namespace gandan::db
