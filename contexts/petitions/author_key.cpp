#include "contexts/petitions/author_key.hpp"

#include <charconv>

#include "lib/crypto/encoding.hpp"
#include "lib/crypto/hash.hpp"

namespace gandan::petitions {
namespace {

std::string digits_of(const crypto::KeyFile& keys, std::string_view code) {
  // The first key of the file: a rotation must not make the receipts that people hold worthless.
  std::string mac =
      crypto::hmac_sha256(keys.keys().front().secret_key, "petition author " + std::string(code));
  std::uint64_t number = 0;
  for (int i = 0; i < 8; ++i)
    number = number << 8 | static_cast<unsigned char>(mac[static_cast<std::size_t>(i)]);
  std::string digits = std::to_string(number % 10'000'000'000ULL);
  return std::string(10 - digits.size(), '0') + digits;
}

std::string mac_of(const crypto::KeyFile& keys, std::string_view code, std::string_view until) {
  std::string stated(until);
  (stated += ' ') += code;
  return crypto::hex(crypto::hmac_sha256(crypto::derive(keys.first(), "author cookies"), stated));
}

}  // namespace

std::string author_key(const crypto::KeyFile& keys, std::string_view code) {
  std::string digits = digits_of(keys, code);
  return digits.substr(0, 4) + "-" + digits.substr(4, 3) + "-" + digits.substr(7);
}

bool is_author(const crypto::KeyFile& keys, std::string_view code, std::string_view typed) {
  std::string digits;
  for (char c : typed)
    if (c >= '0' && c <= '9') digits += c;
  return crypto::same_secret(digits, digits_of(keys, code));
}

std::string author_proof(const crypto::KeyFile& keys, std::string_view code, Instant until) {
  const std::string stated = std::to_string(until.micros);
  return stated + "." + mac_of(keys, code, stated);
}

bool proves_author(const crypto::KeyFile& keys, std::string_view code, std::string_view proof,
                   Instant now) {
  const std::size_t dot = proof.find('.');
  if (dot == std::string_view::npos) return false;
  const std::string_view stated = proof.substr(0, dot);
  if (!crypto::same_secret(proof.substr(dot + 1), mac_of(keys, code, stated))) return false;
  std::int64_t until = 0;
  std::from_chars(stated.data(), stated.data() + stated.size(), until);
  return now.micros < until;
}

}  // namespace gandan::petitions
