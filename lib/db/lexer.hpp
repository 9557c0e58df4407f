// As much of SQL's lexical structure as the rewriting of statements needs.
#pragma once
#include <algorithm>
#include <cctype>
#include <string_view>

namespace gandan::db {

[[nodiscard]] inline bool is_word(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) || c == '_';
}

[[nodiscard]] inline std::size_t end_of_word(std::string_view sql, std::size_t at) {
  while (at < sql.size() && is_word(sql[at])) ++at;
  return at;
}

/// Where what begins at `at` (a literal, a quoted name, a comment) ends; `at` where nothing begins.
[[nodiscard]] inline std::size_t skip_quoted(std::string_view sql, std::size_t at) {
  if (sql[at] == '\'' || sql[at] == '"') {
    std::size_t end = sql.find(sql[at], at + 1);
    return end == std::string_view::npos ? sql.size() : end + 1;
  }
  if (sql.substr(at, 2) == "--") return std::min(sql.find('\n', at), sql.size());
  return at;
}

}  // namespace gandan::db
