#include "lib/db/parameters.hpp"

#include <algorithm>
#include <cctype>

#include "lib/db/lexer.hpp"

namespace gandan::db {

NumberedSql number_parameters(std::string_view sql) {
  NumberedSql out;
  for (std::size_t at = 0; at < sql.size();) {
    std::size_t end = std::max(skip_quoted(sql, at), at + 1);
    if (sql.substr(at, 2) == "::") {
      end = at + 2;
    } else if (sql[at] == ':' && at + 1 < sql.size() && is_word(sql[at + 1])) {
      end = end_of_word(sql, at + 1);
      std::string_view name = sql.substr(at + 1, end - at - 1);
      auto found = std::find(out.names.begin(), out.names.end(), name);
      out.text += "$" + std::to_string(found - out.names.begin() + 1);
      if (found == out.names.end()) out.names.emplace_back(name);
      at = end;
      continue;
    }
    out.text.append(sql.substr(at, end - at));
    at = end;
  }
  return out;
}

}  // namespace gandan::db
