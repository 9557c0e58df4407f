// What makes sending or importing the same twice count once. Digests of what people send are made
// under a secret of the key file: who has the database alone cannot try out what was sent.
#pragma once
#include <initializer_list>
#include <string>
#include <string_view>

#include "contexts/petitions/use_cases.hpp"
#include "lib/crypto/sealed.hpp"
#include "lib/db/db.hpp"

namespace gandan::petitions {

/// What is stored of an idempotency key. It stands for all that was sent with it: with other words
/// it is something else, so that a correction is never dropped, nor does a key lead to the receipt
/// of somebody who chose the same. Empty where there is no key.
[[nodiscard]] std::string stored_key(const crypto::KeyFile& keys, std::string_view key,
                                     std::initializer_list<std::string_view> sent);
/// What stands for the id of an imported row that has none; or for one that may itself tell of a
/// denunciation. The same for an id that is stored so already.
[[nodiscard]] std::string sealed_source_id(const crypto::KeyFile& keys, std::string_view id);

/// A form that was sent: whose it is, and all that it says.
struct SentForm {
  std::string_view purpose;
  std::string_view said;
};
/// Whether the same form was done within a day; where it was not, it counts as done from now on.
/// Asked in the transaction of its deed, before it.
[[nodiscard]] bool was_done(db::Tx& tx, const Env& env, SentForm form);
/// Its deed was refused: sent again it is looked at again.
void forget_deed(db::Tx& tx, const Env& env, SentForm form);

}  // namespace gandan::petitions
