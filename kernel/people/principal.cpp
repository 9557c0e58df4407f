#include "kernel/people/principal.hpp"

#include <algorithm>

namespace gandan::people {
namespace {

/// Whether the role grants it where it is held.
bool carries(const Grant& grant, const Permission& permission) {
  return grants(grant.role, permission) && (permission.held == Held::anywhere || !grant.unit);
}

}  // namespace

bool Principal::may(Permission permission, UnitId unit, std::span<const UnitId> above) const {
  const bool granted = std::any_of(grants.begin(), grants.end(), [&](const Grant& grant) {
    if (!carries(grant, permission)) return false;
    if (!grant.unit || grant.unit == unit) return true;
    return grant.reach == Reach::area &&
           std::find(above.begin(), above.end(), grant.unit) != above.end();
  });
  if (granted && questions) questions->granted.add(permission);
  return granted;
}

bool Principal::may_somewhere(Permission permission) const {
  return std::any_of(grants.begin(), grants.end(),
                     [&](const Grant& grant) { return carries(grant, permission); });
}

bool Principal::may_everywhere(Permission permission) const {
  return std::any_of(grants.begin(), grants.end(),
                     [&](const Grant& grant) { return !grant.unit && carries(grant, permission); });
}

std::vector<Grant> Principal::where(Permission permission) const {
  if (questions) questions->reach.add(permission);
  std::vector<Grant> found;
  std::copy_if(grants.begin(), grants.end(), std::back_inserter(found),
               [&](const Grant& grant) { return carries(grant, permission); });
  return found;
}

}  // namespace gandan::people
