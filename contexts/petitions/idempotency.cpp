#include "contexts/petitions/idempotency.hpp"

#include "lib/crypto/encoding.hpp"
#include "lib/crypto/hash.hpp"

namespace gandan::petitions {

std::string stored_key(std::string_view key, std::initializer_list<std::string_view> sent) {
  if (key.empty()) return {};
  std::string all(key);
  for (std::string_view part : sent) (all += '\0') += part;
  return crypto::hex(crypto::sha256(all));
}

}  // namespace gandan::petitions
