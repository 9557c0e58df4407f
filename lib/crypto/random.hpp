// Random bytes of the operating system, and the tokens made of them.
#pragma once
#include <cstdint>
#include <string>

namespace gandan::crypto {

[[nodiscard]] std::string random_bytes(std::size_t count);
[[nodiscard]] std::uint64_t random_number();
/// 256 random bits as 43 characters of base64url: sessions, one-time links.
[[nodiscard]] std::string random_token();

}  // namespace gandan::crypto
