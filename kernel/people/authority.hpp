// Who administers whom: nobody gives a role that reaches further than they administer.
#pragma once
#include "kernel/people/people.hpp"

namespace gandan::people {

/// Whether somebody may give and take a role: it must reach no further than they administer, so
/// only those who administer everywhere touch one that counts everywhere.
[[nodiscard]] bool may_give(db::Tx& tx, const Principal& who, const Grant& role);
/// An account is administered by those who could have given every one of its roles: nobody takes
/// over an account that can do more than they could grant.
[[nodiscard]] bool may_administer(db::Tx& tx, const Principal& who, UserId account);

}  // namespace gandan::people
