#include "kernel/units/bodies.hpp"

#include <algorithm>
#include <sstream>
#include <string>
#include <tuple>

#include "kernel/units/names.hpp"
#include "lib/text/fold.hpp"

namespace gandan::units {
namespace {

const db::Sql sql_bodies{
    "select id, kind, level, code, name, parent, area, valid_from, valid_to from units u "
    "where ",
    sql::is_body,
    " and valid_from <= :day and coalesce(valid_to, :day) >= :day "
    "order by level, name, id"};

UnitId present(db::Tx& tx, UnitId body, Date day) {
  const auto now = as_of(tx, body, day);
  return now.empty() ? body : now.front().unit;
}

/// What it belongs to, or the body of its kind (the first part of its code) of the area above.
std::optional<UnitId> parent_of(db::Tx& tx, const Unit& body, Date day) {
  if (body.parent) return body.parent;
  if (!body.area) return std::nullopt;
  const std::string kind = body.code.substr(0, body.code.find('-'));
  for (UnitId above : ancestors(tx, *body.area))
    if (const auto area = find_unit(tx, above))
      if (const auto found = find_unit(tx, kind + "-" + area->code, day)) return found->id;
  return std::nullopt;
}

}  // namespace

bool is_peoples_committee(const Unit& body) {
  static const std::string committee = name_key("Ủy ban nhân dân");
  return name_key(body.name).starts_with(committee);
}

void put_in_order(std::vector<Unit>& bodies) {
  std::ranges::stable_sort(bodies, {}, [](const Unit& body) {
    return std::tuple(!is_peoples_committee(body), body.level, text::fold(body.name));
  });
}

UnitId body_above(db::Tx& tx, UnitId id, Date day) {
  const UnitId body = present(tx, id, day);
  const auto unit = find_unit(tx, body);
  const auto above = unit ? parent_of(tx, *unit, day) : std::nullopt;
  return above ? present(tx, *above, day) : body;
}

std::string address_code(const Directory& directory, UnitId unit) {
  const std::string_view code = directory.code(unit);
  return code.empty() ? "id" + std::to_string(unit.value) : std::string(code);
}

const Unit* body_of_address(const Directory& directory, std::string_view code) {
  const Unit* found = directory.find_by_code(code);
  if (!found && code.starts_with("id"))
    if (const auto id = parse_id<UnitId>(code.substr(2))) found = directory.find(*id);
  return found && found->kind == UnitKind::body ? found : nullptr;
}

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
