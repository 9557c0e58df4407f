// Rows in the text format of PostgreSQL's COPY: the server takes many at once for a third of what
// statements cost it.
#pragma once
#include <span>
#include <string>

#include "lib/db/value.hpp"

namespace gandan::db {

/// A line more.
void add_copied_row(std::string& to, std::span<const Value> values);

}  // namespace gandan::db
