#include "lib/crypto/random.hpp"

#include "lib/crypto/encoding.hpp"
#include "lib/crypto/sodium.hpp"

namespace gandan::crypto {

std::string random_bytes(std::size_t count) {
  start_sodium();
  std::string bytes(count, '\0');
  randombytes_buf(bytes.data(), count);
  return bytes;
}

std::uint64_t random_number() {
  start_sodium();
  std::uint64_t number = 0;
  randombytes_buf(&number, sizeof number);
  return number;
}

std::string random_token() {
  return base64url(random_bytes(32));
}

}  // namespace gandan::crypto
