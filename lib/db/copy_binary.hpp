// Rows in the binary format of PostgreSQL's COPY: the server takes many at once for a third of what
// statements cost it, and reads numbers and bytes as they are.
#pragma once
#include <span>
#include <string>
#include <string_view>

#include "lib/db/value.hpp"

namespace gandan::db {

/// What stands before the first row: the signature, no flags, no extension.
inline constexpr std::string_view copy_header{"PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0", 19};
/// What stands behind the last.
inline constexpr std::string_view copy_trailer{"\377\377", 2};

/// A row more. Its numbers are whole where the column is a bigint, else a double: nothing converts
/// them.
void add_copied_row(std::string& to, std::span<const Value> values);

}  // namespace gandan::db
