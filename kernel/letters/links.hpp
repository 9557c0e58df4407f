// The links in letters: they end in a token that only the holder of the key file can make, so that
// nothing of them is stored.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "kernel/letters/subscriptions.hpp"
#include "kernel/letters/watches.hpp"
#include "lib/crypto/sealed.hpp"

namespace gandan::letters {

/// Of 32 characters: a number that only the holder of the key file can sign for this purpose, which
/// never changes. Links in old letters last: it is made by the first key, which outlives a
/// rotation.
[[nodiscard]] std::string signed_token(const crypto::KeyFile& keys, std::string_view purpose,
                                       std::int64_t number);
[[nodiscard]] std::optional<std::int64_t> read_signed(const crypto::KeyFile& keys,
                                                      std::string_view purpose,
                                                      std::string_view token);

/// Of a subscription.
[[nodiscard]] std::string token_of(const crypto::KeyFile& keys, SubscriptionId id);
/// Nothing where no such key file made it.
[[nodiscard]] std::optional<SubscriptionId> read_token(const crypto::KeyFile& keys,
                                                       std::string_view token);
/// "/letters/…": confirms, and with "/stop" after it stops.
[[nodiscard]] std::string path_of(const crypto::KeyFile& keys, SubscriptionId id);

/// Of who watches what is new; nothing where no such key file made the token.
[[nodiscard]] std::optional<WatchId> read_watch_token(const crypto::KeyFile& keys,
                                                      std::string_view token);
/// "/news/…": confirms, and with "/stop" after it stops.
[[nodiscard]] std::string path_of(const crypto::KeyFile& keys, WatchId id);

}  // namespace gandan::letters
