// SHA-256, HMAC-SHA-256, and a comparison whose time tells nothing.
#pragma once
#include <array>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

namespace gandan::crypto {

/// 32 bytes.
[[nodiscard]] std::string sha256(std::string_view bytes);
/// The same, of pieces one behind the other, without a copy of them.
[[nodiscard]] std::array<unsigned char, 32> sha256_of(
    std::initializer_list<std::string_view> pieces);
/// 64 digits, of the first `bytes` bytes of a file; of fewer where it ends before. Throws
/// std::runtime_error where it cannot be read.
[[nodiscard]] std::string sha256_of_file(const std::string& path, std::uint64_t bytes);
/// 32 bytes. Any length of key.
[[nodiscard]] std::string hmac_sha256(std::string_view key, std::string_view bytes);
/// Whether two secrets are the same, in a time that depends on their length alone.
[[nodiscard]] bool same_secret(std::string_view a, std::string_view b);

}  // namespace gandan::crypto
