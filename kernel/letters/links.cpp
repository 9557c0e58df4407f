#include "kernel/letters/links.hpp"

#include "lib/crypto/encoding.hpp"
#include "lib/crypto/hash.hpp"

namespace gandan::letters {
namespace {

constexpr std::size_t id_bytes = 8;
constexpr std::size_t mac_bytes = 16;

std::string mac_of(const crypto::KeyFile& keys, SubscriptionId id) {
  // Links in old letters last: so they are made by the first key, which outlives a rotation, and of
  // the words of the time when only petitions had letters.
  return crypto::hmac_sha256(keys.keys().front().secret_key,
                             "petition letters " + std::to_string(id.value))
      .substr(0, mac_bytes);
}

}  // namespace

std::string token_of(const crypto::KeyFile& keys, SubscriptionId id) {
  std::string bytes;
  for (std::size_t i = id_bytes; i-- > 0;)
    bytes += static_cast<char>(static_cast<std::uint64_t>(id.value) >> (8 * i) & 0xFF);
  return crypto::base64url(bytes + mac_of(keys, id));
}

std::optional<SubscriptionId> read_token(const crypto::KeyFile& keys, std::string_view token) {
  auto bytes = crypto::from_base64url(token);
  if (!bytes || bytes->size() != id_bytes + mac_bytes) return std::nullopt;
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < id_bytes; ++i)
    number = number << 8 | static_cast<unsigned char>((*bytes)[i]);
  SubscriptionId id{static_cast<std::int64_t>(number)};
  if (!crypto::same_secret(bytes->substr(id_bytes), mac_of(keys, id))) return std::nullopt;
  return id;
}

std::string path_of(const crypto::KeyFile& keys, SubscriptionId id) {
  return "/letters/" + token_of(keys, id);
}

}  // namespace gandan::letters
