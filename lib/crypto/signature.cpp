#include "lib/crypto/signature.hpp"

#include <stdexcept>

#include "lib/crypto/sodium.hpp"

namespace gandan::crypto {

SigningKey signing_key(std::string_view seed) {
  start_sodium();
  if (seed.size() != crypto_sign_SEEDBYTES) throw std::invalid_argument("a seed has 32 bytes");
  SigningKey key{std::string(crypto_sign_PUBLICKEYBYTES, '\0'),
                 std::string(crypto_sign_SECRETKEYBYTES, '\0')};
  crypto_sign_seed_keypair(raw(key.public_key), raw(key.secret_key), raw(seed));
  return key;
}

std::string sign(const SigningKey& key, std::string_view message) {
  start_sodium();
  if (key.secret_key.size() != crypto_sign_SECRETKEYBYTES)
    throw std::invalid_argument("a secret key has 64 bytes");
  std::string signature(crypto_sign_BYTES, '\0');
  crypto_sign_detached(raw(signature), nullptr, raw(message), message.size(),
                       raw(std::string_view(key.secret_key)));
  return signature;
}

bool is_signature(std::string_view public_key, std::string_view message,
                  std::string_view signature) {
  start_sodium();
  return public_key.size() == crypto_sign_PUBLICKEYBYTES && signature.size() == crypto_sign_BYTES &&
         crypto_sign_verify_detached(raw(signature), raw(message), message.size(),
                                     raw(public_key)) == 0;
}

}  // namespace gandan::crypto
