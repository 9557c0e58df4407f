#include "kernel/people/within.hpp"

#include "kernel/units/units.hpp"

namespace gandan::people {
namespace {

Questions::Beneath read_beneath(db::Tx& tx, UnitId unit) {
  Questions::Beneath beneath;
  for (const units::Part& part : units::parts_of(tx, unit))
    (part.kind == units::UnitKind::body ? beneath.bodies : beneath.areas).push_back(part.id);
  return beneath;
}

void add(Within& within, const Questions::Beneath& beneath) {
  within.bodies.insert(within.bodies.end(), beneath.bodies.begin(), beneath.bodies.end());
  within.areas.insert(within.areas.end(), beneath.areas.begin(), beneath.areas.end());
}

void add_all_beneath(db::Tx& tx, const Principal& officer, UnitId unit, Within& within) {
  if (officer.questions == nullptr) return add(within, read_beneath(tx, unit));
  auto [at, is_new] = officer.questions->beneath.try_emplace(unit);
  if (is_new) at->second = read_beneath(tx, unit);
  add(within, at->second);
}

}  // namespace

Within within_reach(db::Tx& tx, const Principal& officer, Permission permission) {
  Within within;
  for (const Grant& grant : officer.where(permission)) {
    if (!grant.unit) return {.everywhere = true};
    if (grant.reach == Reach::area) {
      add_all_beneath(tx, officer, grant.unit, within);
    } else if (const auto unit = units::find_unit(tx, grant.unit)) {
      (unit->kind == units::UnitKind::body ? within.bodies : within.areas).push_back(unit->id);
    }
  }
  return within;
}

void add_bodies(db::Query& query, const Within& within, std::string_view body) {
  if (within.everywhere)
    query.add("1 = 1");
  else if (within.bodies.empty())
    query.add("1 = 0");
  else
    query.any_of(body, within.bodies, "");
}

std::optional<UnitId> unit_of_work(const Principal& officer, Permission permission) {
  for (const Grant& grant : officer.where(permission))
    if (grant.unit) return grant.unit;
  return std::nullopt;
}

}  // namespace gandan::people
