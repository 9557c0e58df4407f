#include "lib/crypto/hash.hpp"

#include <algorithm>
#include <fstream>

#include "lib/crypto/encoding.hpp"
#include "lib/crypto/sodium.hpp"

namespace gandan::crypto {

std::string sha256(std::string_view bytes) {
  start_sodium();
  std::string digest(crypto_hash_sha256_BYTES, '\0');
  crypto_hash_sha256(raw(digest), raw(bytes), bytes.size());
  return digest;
}

std::string sha256_of_file(const std::string& path, std::uint64_t bytes) {
  start_sodium();
  std::ifstream in(path, std::ios::binary);
  crypto_hash_sha256_state state;
  crypto_hash_sha256_init(&state);
  std::string block(1 << 20, '\0');
  while (bytes > 0 && in) {
    in.read(block.data(),
            static_cast<std::streamsize>(std::min<std::uint64_t>(bytes, block.size())));
    const auto got = static_cast<std::size_t>(in.gcount());
    crypto_hash_sha256_update(&state, raw(std::string_view(block)), got);
    bytes -= got;
  }
  if (in.bad() || !in.is_open()) throw std::runtime_error(path + " cannot be read");
  std::string digest(crypto_hash_sha256_BYTES, '\0');
  crypto_hash_sha256_final(&state, raw(digest));
  return hex(digest);
}

std::string hmac_sha256(std::string_view key, std::string_view bytes) {
  start_sodium();
  std::string mac(crypto_auth_hmacsha256_BYTES, '\0');
  crypto_auth_hmacsha256_state state;
  crypto_auth_hmacsha256_init(&state, raw(key), key.size());
  crypto_auth_hmacsha256_update(&state, raw(bytes), bytes.size());
  crypto_auth_hmacsha256_final(&state, raw(mac));
  return mac;
}

bool same_secret(std::string_view a, std::string_view b) {
  return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace gandan::crypto
