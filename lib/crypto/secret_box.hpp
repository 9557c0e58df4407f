// Small secrets of the server itself, locked and opened again under a key of the key file
// (libsodium's crypto_secretbox: XSalsa20-Poly1305).
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace gandan::crypto {

/// Under a key of 32 bytes, as derive() makes them (sealed.hpp). 40 bytes longer than the secret: a
/// random nonce stands before it.
[[nodiscard]] std::string encrypt(std::string_view key, std::string_view secret);
/// Nothing where it was locked under another key or altered.
[[nodiscard]] std::optional<std::string> decrypt(std::string_view key, std::string_view locked);

}  // namespace gandan::crypto
