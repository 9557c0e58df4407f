#include "kernel/people/within.hpp"

#include "kernel/units/units.hpp"

namespace gandan::people {
namespace {

void add_part(Within& within, const units::Part& part) {
  (part.kind == units::UnitKind::body ? within.bodies : within.areas).push_back(part.id);
}

}  // namespace

Within within_reach(db::Tx& tx, const Principal& officer, Permission permission) {
  Within within;
  for (const Grant& grant : officer.where(permission)) {
    if (!grant.unit) return {.everywhere = true};
    if (grant.reach == Reach::area) {
      for (const units::Part& part : units::parts_of(tx, grant.unit)) add_part(within, part);
    } else if (const auto unit = units::find_unit(tx, grant.unit)) {
      add_part(within, {unit->id, unit->kind});
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
