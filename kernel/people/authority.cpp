#include "kernel/people/authority.hpp"

#include <algorithm>
#include <iterator>

#include "kernel/people/people.hpp"
#include "kernel/units/units.hpp"

namespace gandan::people {
namespace {

const db::Sql select_reachable{R"(
  select g.user_id, g.role, g.reach from role_grants g join accounts a on a.id = g.user_id
  where g.unit_id = :unit and a.disabled = 0 and a.email <> '' order by g.user_id, g.role)"};

struct Reachable {
  UserId user;
  Role role{};
  Reach reach{};
};

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

std::vector<UserId> reached_at(db::Tx& tx, const Permission& permission, UnitId unit) {
  std::vector<UnitId> nearest_first{unit};
  std::ranges::copy(units::ancestors(tx, unit), std::back_inserter(nearest_first));
  std::vector<UserId> reached;
  for (const UnitId at : nearest_first) {
    for (const Reachable& each : tx.all<Reachable>(select_reachable, {{"unit", at}})) {
      const bool counts = at == unit || each.reach == Reach::area;
      const bool is_new = reached.empty() || reached.back() != each.user;
      if (counts && is_new && grants(each.role, permission)) reached.push_back(each.user);
    }
    if (!reached.empty()) break;
  }
  return reached;
}

void stand_aside(const Principal& who) {
  if (who.questions) who.questions->stood_aside = true;
}

}  // namespace gandan::people
