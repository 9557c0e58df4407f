#include "kernel/letters/links.hpp"

#include "lib/crypto/encoding.hpp"
#include "lib/crypto/hash.hpp"

namespace gandan::letters {
namespace {

constexpr std::size_t id_bytes = 8;
constexpr std::size_t mac_bytes = 16;
/// Of the time when only petitions had letters.
constexpr std::string_view subscriptions = "petition letters";
constexpr std::string_view watched_news = "news letters";

std::string mac_of(const crypto::KeyFile& keys, std::string_view purpose, std::int64_t number) {
  return crypto::hmac_sha256(keys.keys().front().secret_key,
                             std::string(purpose) + " " + std::to_string(number))
      .substr(0, mac_bytes);
}

}  // namespace

std::string signed_token(const crypto::KeyFile& keys, std::string_view purpose,
                         std::int64_t number) {
  std::string bytes;
  for (std::size_t i = id_bytes; i-- > 0;)
    bytes += static_cast<char>(static_cast<std::uint64_t>(number) >> (8 * i) & 0xFF);
  return crypto::base64url(bytes + mac_of(keys, purpose, number));
}

std::optional<std::int64_t> read_signed(const crypto::KeyFile& keys, std::string_view purpose,
                                        std::string_view token) {
  auto bytes = crypto::from_base64url(token);
  if (!bytes || bytes->size() != id_bytes + mac_bytes) return std::nullopt;
  std::uint64_t read = 0;
  for (std::size_t i = 0; i < id_bytes; ++i)
    read = read << 8 | static_cast<unsigned char>((*bytes)[i]);
  const auto number = static_cast<std::int64_t>(read);
  if (!crypto::same_secret(bytes->substr(id_bytes), mac_of(keys, purpose, number)))
    return std::nullopt;
  return number;
}

std::string token_of(const crypto::KeyFile& keys, SubscriptionId id) {
  return signed_token(keys, subscriptions, id.value);
}

std::optional<SubscriptionId> read_token(const crypto::KeyFile& keys, std::string_view token) {
  const auto number = read_signed(keys, subscriptions, token);
  return number ? std::optional(SubscriptionId{*number}) : std::nullopt;
}

std::string path_of(const crypto::KeyFile& keys, SubscriptionId id) {
  return "/letters/" + token_of(keys, id);
}

std::optional<WatchId> read_watch_token(const crypto::KeyFile& keys, std::string_view token) {
  const auto number = read_signed(keys, watched_news, token);
  return number ? std::optional(WatchId{*number}) : std::nullopt;
}

std::string path_of(const crypto::KeyFile& keys, WatchId id) {
  return "/news/" + signed_token(keys, watched_news, id.value);
}

}  // namespace gandan::letters
