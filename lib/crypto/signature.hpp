// Ed25519 signatures (RFC 8032): who holds the secret key signs, anybody who has the public key can
// tell.
#pragma once
#include <string>
#include <string_view>

namespace gandan::crypto {

struct SigningKey {
  std::string public_key;  ///< 32 bytes
  std::string secret_key;  ///< 64 bytes: the seed, then the public key
};

/// The key pair that a seed of 32 bytes makes, always the same one. Throws std::invalid_argument
/// for a seed of another length.
[[nodiscard]] SigningKey signing_key(std::string_view seed);
/// 64 bytes. Throws std::invalid_argument for a secret key of another length.
[[nodiscard]] std::string sign(const SigningKey& key, std::string_view message);
/// False for whatever is not right, keys and signatures of another length among it.
[[nodiscard]] bool is_signature(std::string_view public_key, std::string_view message,
                                std::string_view signature);

}  // namespace gandan::crypto
