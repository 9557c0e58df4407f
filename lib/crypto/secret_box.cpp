#include "lib/crypto/secret_box.hpp"

#include <stdexcept>

#include "lib/crypto/random.hpp"
#include "lib/crypto/sodium.hpp"

namespace gandan::crypto {
namespace {

void check_key(std::string_view key) {
  start_sodium();
  if (key.size() != crypto_secretbox_KEYBYTES) throw std::invalid_argument("a key has 32 bytes");
}

}  // namespace

std::string encrypt(std::string_view key, std::string_view secret) {
  check_key(key);
  const std::string nonce = random_bytes(crypto_secretbox_NONCEBYTES);
  std::string box(secret.size() + crypto_secretbox_MACBYTES, '\0');
  crypto_secretbox_easy(raw(box), raw(secret), secret.size(), raw(std::string_view(nonce)),
                        raw(key));
  return nonce + box;
}

std::optional<std::string> decrypt(std::string_view key, std::string_view locked) {
  check_key(key);
  if (locked.size() < crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES) return std::nullopt;
  const std::string_view nonce = locked.substr(0, crypto_secretbox_NONCEBYTES);
  const std::string_view box = locked.substr(crypto_secretbox_NONCEBYTES);
  std::string secret(box.size() - crypto_secretbox_MACBYTES, '\0');
  if (crypto_secretbox_open_easy(raw(secret), raw(box), box.size(), raw(nonce), raw(key)) != 0)
    return std::nullopt;
  return secret;
}

}  // namespace gandan::crypto
