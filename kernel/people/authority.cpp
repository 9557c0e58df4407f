#include "kernel/people/authority.hpp"

#include <algorithm>

#include "kernel/units/units.hpp"

namespace gandan::people {

bool may_give(db::Tx& tx, const Principal& who, const Grant& role) {
  if (!role.unit) return who.may_everywhere(Permission::administer_accounts);
  const auto above = units::ancestors(tx, role.unit);
  const auto administers = who.where(Permission::administer_accounts);
  return std::any_of(administers.begin(), administers.end(), [&](const Grant& mine) {
    if (!mine.unit) return true;
    if (mine.reach == Reach::body) return mine.unit == role.unit && role.reach == Reach::body;
    return mine.unit == role.unit ||
           std::find(above.begin(), above.end(), mine.unit) != above.end();
  });
}

bool may_administer(db::Tx& tx, const Principal& who, UserId account) {
  auto grants = grants_of(tx, account);
  return std::all_of(grants.begin(), grants.end(),
                     [&](const Grant& grant) { return may_give(tx, who, grant); });
}

}  // namespace gandan::people
