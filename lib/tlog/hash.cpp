#include "lib/tlog/hash.hpp"

#include <algorithm>

#include "lib/crypto/encoding.hpp"
#include "lib/crypto/hash.hpp"

namespace gandan::tlog {
namespace {

constexpr std::string_view leaf_prefix("\0", 1);

}  // namespace

Hash leaf_hash(std::string_view entry) {
  return crypto::sha256_of({leaf_prefix, entry});
}

Hash node_hash(const Hash& left, const Hash& right) {
  std::array<char, 65> bytes{1};
  std::ranges::copy(left, bytes.begin() + 1);
  std::ranges::copy(right, bytes.begin() + 33);
  return crypto::sha256_of({{bytes.data(), bytes.size()}});
}

Hash empty_root() {
  return crypto::sha256_of({});
}

std::string_view bytes_of(const Hash& hash) {
  return {reinterpret_cast<const char*>(hash.data()), hash.size()};
}

std::optional<Hash> hash_of_bytes(std::string_view bytes) {
  Hash hash;
  if (bytes.size() != hash.size()) return std::nullopt;
  std::ranges::copy(bytes, hash.begin());
  return hash;
}

std::string base64_of(const Hash& hash) {
  return crypto::base64(bytes_of(hash));
}

std::optional<Hash> hash_of_base64(std::string_view text) {
  const auto bytes = crypto::from_base64(text);
  return bytes ? hash_of_bytes(*bytes) : std::nullopt;
}

}  // namespace gandan::tlog
