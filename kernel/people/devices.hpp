// Browsers from which somebody has signed in before: counted by themselves when others guess at the
// name. Only for this module's .cpp files.
#pragma once
#include "kernel/people/people.hpp"

namespace gandan::people {

/// Whether the token is of a device from which this account has signed in.
[[nodiscard]] bool is_known_device(db::Tx& tx, const Clock& clock, const Settings& settings,
                                   UserId user, std::string_view token);
/// Remembers it from now on, only for this account; the oldest beyond twenty are forgotten.
void remember_device(db::Tx& tx, const Clock& clock, UserId user, std::string_view token);
/// Ends with a change of password, of the second factor, and with disabling.
void forget_devices(db::Tx& tx, UserId user);

}  // namespace gandan::people
