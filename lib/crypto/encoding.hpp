// Bytes as text: base64 (RFC 4648 §4), base64url without padding (§5), base32 (§6), hexadecimal.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace gandan::crypto {

/// Of this and base64url, only the one text that is written of some bytes is read.
[[nodiscard]] std::string base64(std::string_view bytes);
[[nodiscard]] std::optional<std::string> from_base64(std::string_view text);
[[nodiscard]] std::string base64url(std::string_view bytes);
[[nodiscard]] std::optional<std::string> from_base64url(std::string_view text);
/// Upper case, without padding: what authenticator applications read.
[[nodiscard]] std::string base32(std::string_view bytes);
/// Upper or lower case, spaces and padding skipped.
[[nodiscard]] std::optional<std::string> from_base32(std::string_view text);
/// Small digits, two a byte.
[[nodiscard]] std::string hex(std::string_view bytes);
/// Sixteen small digits, the most significant first.
[[nodiscard]] std::string hex(std::uint64_t number);

}  // namespace gandan::crypto
