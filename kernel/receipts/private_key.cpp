#include "kernel/receipts/private_key.hpp"

#include <algorithm>
#include <charconv>

#include "lib/crypto/encoding.hpp"
#include "lib/crypto/hash.hpp"

namespace gandan::receipts {
namespace {

std::string digits_of(const crypto::KeyFile& keys, const Receipt& receipt) {
  // The first key of the file: a rotation must not make the receipts that people hold worthless.
  std::string purpose(receipt.kind);
  (purpose += " author ") += receipt.code;
  const std::string mac = crypto::hmac_sha256(keys.first().secret_key, purpose);
  std::uint64_t number = 0;
  for (int i = 0; i < 8; ++i)
    number = number << 8 | static_cast<unsigned char>(mac[static_cast<std::size_t>(i)]);
  std::string digits = std::to_string(number % 10'000'000'000ULL);
  return std::string(10 - digits.size(), '0') + digits;
}

std::string mac_of(const crypto::KeyFile& keys, std::string_view said, std::string_view until) {
  std::string stated(until);
  (stated += ' ') += said;
  return crypto::hex(crypto::hmac_sha256(crypto::derive(keys.first(), "author cookies"), stated));
}

}  // namespace

std::string private_key(const crypto::KeyFile& keys, const Receipt& receipt) {
  const std::string digits = digits_of(keys, receipt);
  return digits.substr(0, 4) + "-" + digits.substr(4, 3) + "-" + digits.substr(7);
}

bool is_private_key(const crypto::KeyFile& keys, const Receipt& receipt, std::string_view typed) {
  std::string digits;
  for (char c : typed)
    if (c >= '0' && c <= '9') digits += c;
  return crypto::same_secret(digits, digits_of(keys, receipt));
}

bool looks_like_private_key(std::string_view typed) {
  constexpr std::ptrdiff_t digits_of_a_key = 10;
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  return std::ranges::count_if(typed, is_digit) == digits_of_a_key &&
         std::ranges::all_of(typed, [&](char c) { return is_digit(c) || c == '-' || c == ' '; });
}

std::string proof_of(const crypto::KeyFile& keys, std::string_view said, Instant until) {
  const std::string stated = std::to_string(until.micros);
  return stated + "." + mac_of(keys, said, stated);
}

bool proves(const crypto::KeyFile& keys, std::string_view said, std::string_view proof,
            Instant now) {
  const std::size_t dot = proof.find('.');
  if (dot == std::string_view::npos) return false;
  const std::string_view stated = proof.substr(0, dot);
  if (!crypto::same_secret(proof.substr(dot + 1), mac_of(keys, said, stated))) return false;
  std::int64_t until = 0;
  std::from_chars(stated.data(), stated.data() + stated.size(), until);
  return now.micros < until;
}

}  // namespace gandan::receipts
