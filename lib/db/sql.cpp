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

Sql::Sql(const char* text) : Sql{std::string_view(text)} {}

Sql::Sql(std::initializer_list<std::string_view> pieces)
    : text_(joined(pieces)), number_(registry().size()) {
  registry().push_back(this);
}

std::string joined(std::initializer_list<std::string_view> pieces) {
  std::string text;
  for (std::string_view piece : pieces) text += piece;
  return text;
}

std::span<const Sql* const> Sql::all() {
  return registry();
}

}  // namespace gandan::db
