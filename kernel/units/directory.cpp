#include <algorithm>

#include "kernel/units/units.hpp"
#include "lib/text/collation.hpp"

namespace gandan::units {

namespace {

const db::Sql sql_all{
    "select id, kind, level, code, name, parent, area, valid_from, valid_to from units u "
    "where ",
    sql::is_body, " or level <= ", sql::province, " order by valid_from"};

/// Whoever has an end is no more, as for the lists of today.
const Date ever = Date::of(9999, 12, 31);

void sort_by_level_and_name(std::vector<Unit>& units) {
  std::vector<std::pair<std::string, Unit>> keyed;
  for (Unit& unit : units) {
    std::string key = std::to_string(static_cast<int>(unit.level)) + text::collation_key(unit.name);
    keyed.emplace_back(std::move(key), std::move(unit));
  }
  std::sort(keyed.begin(), keyed.end(),
            [](const auto& a, const auto& b) { return a.first < b.first; });
  units.clear();
  for (auto& [key, unit] : keyed) units.push_back(std::move(unit));
}

}  // namespace

std::shared_ptr<const Directory> Directory::load(db::Tx& tx) {
  auto directory = std::make_shared<Directory>();
  directory->fields_ = list_fields(tx);
  for (Unit& unit : tx.all<Unit>(sql_all)) {
    const bool is_body = unit.kind == UnitKind::body;
    if (!unit.valid_to && is_body) directory->bodies_.push_back(unit);
    if (unit.valid_to && is_body)
      if (const auto now = as_of(tx, unit.id, ever); !now.empty())
        directory->became_.emplace(unit.id, now.front().unit);
    if (!unit.valid_to && !is_body && unit.level == Level::province)
      directory->provinces_.push_back(unit);
    if (!unit.code.empty() && (is_body || !unit.valid_to))
      directory->by_code_.insert_or_assign(unit.code, unit.id);
    directory->units_.emplace(unit.id, std::move(unit));
  }
  sort_by_level_and_name(directory->bodies_);
  sort_by_level_and_name(directory->provinces_);
  return directory;
}

const Unit* Directory::find(UnitId unit) const {
  const auto found = units_.find(unit);
  return found == units_.end() ? nullptr : &found->second;
}

UnitId Directory::present(UnitId body) const {
  const auto found = became_.find(body);
  return found == became_.end() ? body : found->second;
}

std::vector<UnitId> Directory::known_as(UnitId body) const {
  std::vector<UnitId> bodies{body};
  for (const auto& [former, now] : became_)
    if (now == body && former != body) bodies.push_back(former);
  std::sort(bodies.begin() + 1, bodies.end());
  return bodies;
}

const Unit* Directory::find_by_code(std::string_view code) const {
  const auto found = by_code_.find(std::string(code));
  return found == by_code_.end() ? nullptr : find(found->second);
}

std::string_view Directory::name(std::optional<UnitId> unit) const {
  const Unit* found = unit ? find(*unit) : nullptr;
  return found != nullptr ? std::string_view(found->name) : std::string_view();
}

std::string_view Directory::code(std::optional<UnitId> unit) const {
  const Unit* found = unit ? find(*unit) : nullptr;
  return found != nullptr ? std::string_view(found->code) : std::string_view();
}

std::string_view Directory::field_name(std::optional<FieldId> field, std::string_view tag) const {
  const auto found = std::find_if(fields_.begin(), fields_.end(),
                                  [&](const Field& each) { return field && each.id == *field; });
  if (found == fields_.end()) return {};
  return tag == "vi" ? std::string_view(found->name) : std::string_view(found->name_en);
}

const Field* Directory::find_field_by_code(std::string_view code) const {
  const auto found = std::find_if(fields_.begin(), fields_.end(),
                                  [&](const Field& each) { return each.code == code; });
  return found == fields_.end() ? nullptr : &*found;
}

}  // namespace gandan::units
