#include "lib/crypto/password.hpp"

#include <algorithm>
#include <new>
#include <semaphore>
#include <thread>

#include "lib/crypto/sodium.hpp"

namespace gandan::crypto {
namespace {

/// A place among those who hash at once: one a core, since more would only share the cores, and
/// each holds 64 MiB.
class Turn {
 public:
  Turn() { places().acquire(); }
  ~Turn() { places().release(); }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;

 private:
  static std::counting_semaphore<>& places() {
    static std::counting_semaphore<> free(
        std::max<std::ptrdiff_t>(1, std::thread::hardware_concurrency()));
    return free;
  }
};

/// The library wants an address, also where nothing was typed.
const char* bytes_of(std::string_view password) {
  return password.empty() ? "" : password.data();
}

}  // namespace

std::string hash_password(std::string_view password, PasswordCost cost) {
  start_sodium();
  const Turn turn;
  char text[crypto_pwhash_STRBYTES];
  if (crypto_pwhash_str_alg(text, bytes_of(password), password.size(), cost.passes, cost.memory,
                            crypto_pwhash_ALG_ARGON2ID13) != 0)
    throw std::bad_alloc();
  return text;
}

bool verify_password(std::string_view hash, std::string_view password) {
  start_sodium();
  if (hash.size() >= crypto_pwhash_STRBYTES) return false;
  const Turn turn;
  return crypto_pwhash_str_verify(std::string(hash).c_str(), bytes_of(password), password.size()) ==
         0;
}

bool needs_rehash(std::string_view hash, PasswordCost cost) {
  start_sodium();
  return crypto_pwhash_str_needs_rehash(std::string(hash).c_str(), cost.passes, cost.memory) != 0;
}

}  // namespace gandan::crypto
