#include "kernel/units/bodies.hpp"

#include <algorithm>
#include <sstream>
#include <string>

#include "lib/text/fold.hpp"

namespace gandan::units {
namespace {

const db::Sql sql_bodies(R"(
  select id, kind, level, code, name, parent, area, valid_from, valid_to from units
  where kind = 2 and valid_from <= :day and coalesce(valid_to, :day) >= :day
  order by level, name, id)");

}  // namespace

std::vector<Unit> find_bodies(db::Tx& tx, std::string_view words, Date day, std::size_t limit) {
  std::vector<std::string> wanted;
  std::istringstream typed(text::fold(words));
  for (std::string word; typed >> word;) wanted.push_back(word);
  std::vector<Unit> found;
  if (wanted.empty()) return found;
  for (Unit& body : tx.all<Unit>(sql_bodies, {{"day", day}})) {
    const std::string name = text::fold(body.name + " " + body.code);
    const bool has_all = std::all_of(wanted.begin(), wanted.end(), [&](const std::string& word) {
      return name.find(word) != std::string::npos;
    });
    if (has_all && found.size() < limit) found.push_back(std::move(body));
  }
  return found;
}

}  // namespace gandan::units
