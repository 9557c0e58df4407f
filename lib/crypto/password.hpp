// Passwords under Argon2id. The stored text carries its salt and its cost, so both can rise later.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace gandan::crypto {

/// What one guess costs. The default is libsodium's "interactive": about 60 ms and 64 MiB.
struct PasswordCost {
  unsigned long long passes = 2;
  std::size_t memory = std::size_t{64} << 20;  ///< bytes
  /// The least that libsodium allows: for tests only.
  [[nodiscard]] static constexpr PasswordCost for_tests() { return {1, 8192}; }
};

/// Hashing and verifying wait until a core is free for them, however many ask at once: the memory
/// that passwords take is bounded by 64 MiB a core. A server asks from workers of their own
/// (http::Work::password), so that only they wait.

/// "$argon2id$v=19$m=…": at most 127 characters. Throws std::bad_alloc where memory is short.
[[nodiscard]] std::string hash_password(std::string_view password, PasswordCost cost = {});
/// False too for text that is not such a hash.
[[nodiscard]] bool verify_password(std::string_view hash, std::string_view password);
/// Whether the hash was made at another cost, so that it should be made anew at the next sign-in.
[[nodiscard]] bool needs_rehash(std::string_view hash, PasswordCost cost = {});

}  // namespace gandan::crypto
