#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <utility>

#include "lib/db/lexer.hpp"
#include "lib/db/migrate.hpp"

namespace gandan::db {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 3> types{{
    {"integer", "bigint"},
    {"blob", "bytea"},
    {"real", "double precision"},
}};

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), [](char c) {
    return static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  });
  return out;
}

/// The table options after a closing parenthesis: "strict", "without rowid", with commas between.
std::size_t skip_table_options(std::string_view sql, std::size_t at) {
  std::size_t end = sql.find(';', at);
  if (end == std::string_view::npos) return at;
  std::string options = lower(sql.substr(at, end - at));
  bool only_options = std::all_of(options.begin(), options.end(), [](char c) {
    return std::isalpha(static_cast<unsigned char>(c)) ||
           std::isspace(static_cast<unsigned char>(c)) || c == ',';
  });
  bool known = options.find("strict") != std::string::npos ||
               options.find("without rowid") != std::string::npos;
  return only_options && known ? end : at;
}

std::string rewrite(std::string_view sql) {
  std::string out;
  for (std::size_t at = 0; at < sql.size();) {
    if (std::size_t quoted = skip_quoted(sql, at); quoted != at) {
      out.append(sql.substr(at, quoted - at));
      at = quoted;
    } else if (is_word(sql[at])) {
      std::size_t end = end_of_word(sql, at);
      std::string_view word = sql.substr(at, end - at);
      std::string key = lower(word);
      auto* type =
          std::find_if(types.begin(), types.end(), [&](auto& t) { return t.first == key; });
      if (type != types.end())
        out.append(type->second);
      else if (key != "autoincrement")
        out.append(word);
      at = end;
    } else {
      out.push_back(sql[at++]);
      if (out.back() == ')') at = skip_table_options(sql, at);
    }
  }
  return out;
}

/// The engine that a marker line names; both for "-- both:"; nothing where the line is no marker.
struct Marker {
  bool sqlite;
  bool postgresql;
};
std::optional<Marker> marker(std::string_view line) {
  while (!line.empty() && std::isspace(static_cast<unsigned char>(line.back())))
    line.remove_suffix(1);
  if (line == "-- sqlite:") return Marker{true, false};
  if (line == "-- postgresql:") return Marker{false, true};
  if (line == "-- both:") return Marker{true, true};
  return std::nullopt;
}

}  // namespace

std::string script_for(Engine engine, std::string_view script) {
  std::string out;
  std::string shared;  // gathered, because a statement may span many lines
  auto flush = [&] {
    out += engine == Engine::postgresql ? rewrite(shared) : shared;
    shared.clear();
  };
  Marker now{true, true};
  while (!script.empty()) {
    std::size_t end = std::min(script.find('\n'), script.size() - 1) + 1;
    std::string_view line = script.substr(0, end);
    script.remove_prefix(end);
    if (auto next = marker(line)) {
      flush();
      now = *next;
    } else if (now.sqlite && now.postgresql) {
      shared.append(line);
    } else if (engine == Engine::sqlite ? now.sqlite : now.postgresql) {
      out.append(line);
    }
  }
  flush();
  return out;
}

}  // namespace gandan::db
