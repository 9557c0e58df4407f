// The rows of acts that are held back, whose forms lie under the seal of the key file.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "kernel/desk/held.hpp"
#include "lib/crypto/sealed.hpp"
#include "lib/db/db.hpp"

namespace gandan::desk {

/// What is sealed of a form.
[[nodiscard]] std::string packed(const HeldForm& form);

/// Waiting or refused; without its form where this server does not hold the key any more.
[[nodiscard]] std::optional<HeldAct> find_held(db::Tx& tx, const crypto::KeyFile& keys, HeldId id);
/// What still waits of one press.
[[nodiscard]] std::vector<HeldAct> find_waiting_together(db::Tx& tx, const crypto::KeyFile& keys,
                                                         people::UserId officer, HeldId together);

}  // namespace gandan::desk
