#include "kernel/people/authority.hpp"

#include <algorithm>

#include "kernel/people/people.hpp"
#include "kernel/units/units.hpp"

namespace gandan::people {
namespace {

bool reaches(db::Tx& tx, const Grant& mine, const Grant& role) {
  if (!mine.unit) return true;
  if (!role.unit) return false;
  if (mine.reach == Reach::body) return mine.unit == role.unit && role.reach == Reach::body;
  const auto above = units::ancestors(tx, role.unit);
  return mine.unit == role.unit || std::find(above.begin(), above.end(), mine.unit) != above.end();
}

bool could_have_given(db::Tx& tx, const Principal& who, const Grant& role) {
  const auto administers = who.where(Permission::administer_accounts);
  return std::any_of(administers.begin(), administers.end(),
                     [&](const Grant& mine) { return reaches(tx, mine, role); });
}

/// Keeps the answer for the gate.
bool answered(const Principal& who, bool yes) {
  if (yes && who.questions) who.questions->granted.add(Permission::administer_accounts);
  return yes;
}

}  // namespace

bool may_at(db::Tx& tx, const Principal& who, Permission permission,
            std::span<const std::optional<UnitId>> units) {
  return who.may(permission, UnitId{}) ||
         std::any_of(units.begin(), units.end(), [&](std::optional<UnitId> unit) {
           return unit && who.may(permission, *unit, units::ancestors(tx, *unit));
         });
}

bool may_give(db::Tx& tx, const Principal& who, const Grant& role) {
  return answered(who, could_have_given(tx, who, role));
}

bool may_administer(db::Tx& tx, const Principal& who, UserId account) {
  auto grants = grants_of(tx, account);
  if (grants.empty()) grants.push_back({});  // the nation's
  return answered(who, std::all_of(grants.begin(), grants.end(), [&](const Grant& grant) {
                    return could_have_given(tx, who, grant);
                  }));
}

void stand_aside(const Principal& who) {
  if (who.questions) who.questions->stood_aside = true;
}

}  // namespace gandan::people
