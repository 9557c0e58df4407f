// What makes sending or importing the same twice count once. Digests of what people send are made
// under a secret of the key file: who has the database alone cannot try out what was sent.
#pragma once
#include <initializer_list>
#include <string>
#include <string_view>

#include "lib/crypto/sealed.hpp"

namespace gandan::petitions {

/// What is stored of an idempotency key. It stands for all that was sent with it: with other words
/// it is something else, so that a correction is never dropped, nor does a key lead to the receipt
/// of somebody who chose the same. Empty where there is no key.
[[nodiscard]] std::string stored_key(const crypto::KeyFile& keys, std::string_view key,
                                     std::initializer_list<std::string_view> sent);
/// What stands for the id of an imported row that has none; or for one that may itself tell of a
/// denunciation. The same for an id that is stored so already.
[[nodiscard]] std::string sealed_source_id(const crypto::KeyFile& keys, std::string_view id);

}  // namespace gandan::petitions
