#include <algorithm>

#include "lib/assignments/table.hpp"
#include "lib/text/parse.hpp"

namespace gandan::assignments {
namespace {

bool is_rule(const Row& row) {
  return std::ranges::all_of(row, [](const std::string& cell) {
    return !cell.empty() && cell.find_first_not_of("-: ") == std::string::npos;
  });
}

/// Without emphasis; "<br>" is a line.
std::string plain(std::string_view cell) {
  std::string out;
  for (std::size_t at = 0; at < cell.size();) {
    const std::string_view rest = cell.substr(at);
    if (rest.starts_with("**") || rest.starts_with("__")) {
      at += 2;
    } else if (rest.starts_with("<br>") || rest.starts_with("<br/>")) {
      out += '\n';
      at += rest.find('>') + 1;
    } else if (rest.size() > 1 && rest[0] == '\\' &&
               std::string_view("|*_.\\-[]()").find(rest[1]) != std::string_view::npos) {
      out += rest[1];
      at += 2;
    } else {
      out += rest[0];
      ++at;
    }
  }
  return std::string(text::trim(out));
}

Row cells_of(std::string_view line) {
  Row row;
  std::size_t begin = 1;
  for (std::size_t at = 1; at < line.size(); ++at)
    if (line[at] == '|' && line[at - 1] != '\\') {
      row.push_back(plain(line.substr(begin, at - begin)));
      begin = at + 1;
    }
  if (const auto rest = text::trim(line.substr(begin)); !rest.empty()) row.push_back(plain(rest));
  return row;
}

}  // namespace

std::vector<std::vector<Row>> tables_of_markdown(std::string_view text) {
  std::vector<std::vector<Row>> tables;
  bool in_table = false;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text::trim(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (!line.starts_with('|')) {
      in_table = false;
      continue;
    }
    if (!in_table) tables.emplace_back();
    in_table = true;
    if (Row row = cells_of(line); !is_rule(row)) tables.back().push_back(std::move(row));
  }
  return tables;
}

}  // namespace gandan::assignments
