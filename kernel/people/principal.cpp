#include "kernel/people/principal.hpp"

#include <algorithm>

namespace gandan::people {

bool Principal::may(Permission permission, UnitId unit, std::span<const UnitId> above) const {
  const bool granted = std::any_of(grants.begin(), grants.end(), [&](const Grant& grant) {
    if (!people::grants(grant.role, permission)) return false;
    if (!grant.unit || grant.unit == unit) return true;
    return grant.reach == Reach::area &&
           std::find(above.begin(), above.end(), grant.unit) != above.end();
  });
  if (granted && questions) questions->granted.set(static_cast<std::size_t>(permission));
  return granted;
}

bool Principal::may_somewhere(Permission permission) const {
  return std::any_of(grants.begin(), grants.end(),
                     [&](const Grant& grant) { return people::grants(grant.role, permission); });
}

bool Principal::may_everywhere(Permission permission) const {
  return std::any_of(grants.begin(), grants.end(), [&](const Grant& grant) {
    return !grant.unit && people::grants(grant.role, permission);
  });
}

std::vector<Grant> Principal::where(Permission permission) const {
  if (questions) questions->reach.set(static_cast<std::size_t>(permission));
  std::vector<Grant> found;
  std::copy_if(grants.begin(), grants.end(), std::back_inserter(found),
               [&](const Grant& grant) { return people::grants(grant.role, permission); });
  return found;
}

}  // namespace gandan::people
