// From ":name" to "$1": the shared dialect's parameters as PostgreSQL numbers them.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace gandan::db {

struct NumberedSql {
  std::string text;
  std::vector<std::string> names;  ///< of $1, $2, …: each name once, in order of first appearance
};

/// Leaves literals, quoted names, comments and casts (::) alone.
[[nodiscard]] NumberedSql number_parameters(std::string_view sql);

}  // namespace gandan::db
