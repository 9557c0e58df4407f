#include "kernel/people/unit_choice.hpp"

#include <algorithm>

#include "kernel/people/authority.hpp"
#include "kernel/units/bodies.hpp"
#include "kernel/units/names.hpp"
#include "kernel/units/places.hpp"

namespace gandan::people {
namespace {

constexpr std::size_t most_offers = 12;
constexpr std::size_t most_looked_at = 60;

bool exists(const units::Unit& unit, Date day) {
  return unit.valid_from <= day && (!unit.valid_to || *unit.valid_to >= day);
}

std::optional<UnitId> chosen_unit(db::Tx& tx, Date today, std::string_view chosen) {
  auto id = parse_id<UnitId>(chosen);
  auto unit = id ? units::find_unit(tx, *id) : std::nullopt;
  return unit && exists(*unit, today) ? id : std::nullopt;
}

/// "Tỉnh Lạng Sơn": what an area lies in, nearest first.
std::string above(db::Tx& tx, const units::Unit& area) {
  std::string path;
  for (UnitId id : units::ancestors(tx, area.id))
    if (auto unit = units::find_unit(tx, id); unit && unit->level != units::Level::nation)
      path += (path.empty() ? "" : ", ") + unit->name;
  return path;
}

}  // namespace

std::optional<UnitId> choose_unit(db::Tx& tx, Date today, std::string_view typed,
                                  std::string_view chosen) {
  if (auto unit = chosen_unit(tx, today, chosen)) return unit;
  if (auto unit = units::find_unit(tx, typed, today);
      unit && !unit->code.empty() && unit->code == typed && exists(*unit, today))
    return unit->id;
  const std::string key = units::name_key(typed);
  auto bodies = units::find_bodies(tx, typed, today, most_looked_at);
  std::erase_if(bodies, [&](const units::Unit& body) { return units::name_key(body.name) != key; });
  const auto place = units::find_exact_place(tx, typed, today);
  if (place && bodies.empty()) return place;
  if (!place && bodies.size() == 1) return bodies.front().id;
  return std::nullopt;
}

std::vector<pages::Offer> offer_units(db::Tx& tx, Date today, const i18n::Locale& locale,
                                      const Principal& giver, std::string_view typed) {
  std::vector<pages::Offer> offers;
  auto offer = [&](const units::Unit& unit, std::string note) {
    const std::string value = std::to_string(unit.id.value);
    const bool is_there = std::any_of(offers.begin(), offers.end(),
                                      [&](const pages::Offer& one) { return one.value == value; });
    const Grant least{.role = Role::supervisor, .unit = unit.id, .reach = Reach::body};
    if (!is_there && offers.size() < most_offers && may_give(tx, giver, least))
      offers.push_back({.value = value, .name = unit.name, .note = std::move(note)});
  };
  for (const units::Place& place : units::find_places(tx, typed, today, most_offers))
    for (const units::Share& share : place.now)
      if (auto unit = units::find_unit(tx, share.unit))
        offer(*unit,
              unit->id == place.unit.id
                  ? above(tx, *unit)
                  : above(tx, *unit) + "; " + locale.tr("formerly {name}", {{"name", place.path}}));
  for (const units::Unit& body : units::find_bodies(tx, typed, today, most_looked_at))
    offer(body, std::string(locale.tr("body")));
  return offers;
}

}  // namespace gandan::people
