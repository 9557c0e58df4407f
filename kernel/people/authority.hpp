// The second question of a route: whether its reader may do it just here, at the units of a record
// or to an account. Policies say which routes must ask (kernel/people/policies.hpp).
#pragma once
#include <optional>
#include <span>
#include <vector>

#include "kernel/people/principal.hpp"
#include "lib/db/db.hpp"

namespace gandan::people {

/// Whether a role grants it at any of the units that a record has (the body that has it, where it
/// comes from), or everywhere; only everywhere where it has none.
[[nodiscard]] bool may_at(db::Tx& tx, const Principal& who, Permission permission,
                          std::span<const std::optional<UnitId>> units);

/// Whether somebody may give and take a role: it must reach no further than they administer, so
/// only those who administer everywhere touch one that counts everywhere.
[[nodiscard]] bool may_give(db::Tx& tx, const Principal& who, const Grant& role);
/// An account is administered by those who could have given every one of its roles: nobody takes
/// over an account that can do more than they could grant. One without any role belongs to the
/// nation: only those who administer everywhere touch it.
[[nodiscard]] bool may_administer(db::Tx& tx, const Principal& who, UserId account);

/// Whom a letter to the officers of a unit reaches: accounts with an e-mail address that hold the
/// permission there or, where none does, at the nearest unit above from which it counts. Who holds
/// it everywhere gets none.
[[nodiscard]] std::vector<UserId> reached_at(db::Tx& tx, const Permission& permission, UnitId unit);

/// Says that nothing of the record is shown or changed, though the answer is no refusal: the reader
/// is sent to what everybody may read of it.
void stand_aside(const Principal& who);

}  // namespace gandan::people
