#include "contexts/petitions/idempotency.hpp"

#include "lib/crypto/encoding.hpp"
#include "lib/crypto/hash.hpp"

namespace gandan::petitions {
namespace {

constexpr std::string_view prefix = "hmac:";

/// Under the first key, so that what came before a rotation is known after it.
std::string digest(const crypto::KeyFile& keys, std::string_view purpose, std::string_view sent) {
  return crypto::hex(crypto::hmac_sha256(crypto::derive(keys.first(), purpose), sent));
}

}  // namespace

std::string stored_key(const crypto::KeyFile& keys, std::string_view key,
                       std::initializer_list<std::string_view> sent) {
  if (key.empty()) return {};
  std::string all(key);
  for (std::string_view part : sent) (all += '\0') += part;
  return digest(keys, "idempotency keys", all);
}

std::string sealed_source_id(const crypto::KeyFile& keys, std::string_view id) {
  if (id.starts_with(prefix)) return std::string(id);
  return std::string(prefix) + digest(keys, "ids of imported rows", id);
}

}  // namespace gandan::petitions
