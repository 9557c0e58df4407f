// What makes sending the same twice count once. Digests of what people send are made under a secret
// of the key file: who has the database alone cannot try out what was sent.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "lib/base/time.hpp"
#include "lib/crypto/sealed.hpp"
#include "lib/db/db.hpp"
#include "lib/http/request.hpp"

namespace gandan::receipts {

/// What is stored of an idempotency key, 64 digits. It stands for all that was sent with it: with
/// other words it is something else, so that a correction is never dropped, nor does a key lead to
/// the receipt of somebody who chose the same. Empty where there is no key.
[[nodiscard]] std::string stored_key(const crypto::KeyFile& keys, std::string_view key,
                                     const std::vector<std::string_view>& sent);

/// A form that was sent: what it is for, and all that it says.
struct SentForm {
  std::string_view purpose;
  std::string_view said;
};
/// What an officer sent, where to, with all its fields.
[[nodiscard]] std::string said_by(std::int64_t account, const http::Request& request);

/// Whether the same form was done within a day; where it was not, it counts as done from now on.
/// Asked in the transaction of its deed, before it: where the deed is refused, `write` undoes this
/// too, and the form is looked at again when it is sent again.
[[nodiscard]] bool was_done(db::Tx& tx, const Clock& clock, const crypto::KeyFile& keys,
                            const SentForm& form);

}  // namespace gandan::receipts
