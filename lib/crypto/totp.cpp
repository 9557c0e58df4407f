#include "lib/crypto/totp.hpp"

#include <openssl/hmac.h>

#include <algorithm>
#include <stdexcept>

#include "lib/crypto/encoding.hpp"
#include "lib/crypto/hash.hpp"
#include "lib/crypto/random.hpp"

namespace gandan::crypto {
namespace {

constexpr std::int64_t step_micros = 30'000'000;

std::string percent_encoded(std::string_view text) {
  constexpr std::string_view plain =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out;
  for (char c : text) {
    auto byte = static_cast<unsigned char>(c);
    if (plain.find(c) != std::string_view::npos)
      out += c;
    else
      (out += '%') += {digits[byte >> 4], digits[byte & 15]};
  }
  return out;
}

}  // namespace

std::string make_totp_secret() {
  return random_bytes(totp_secret_size);
}

std::int64_t totp_step(Instant at) {
  return at.micros / step_micros;
}

std::string totp_code(std::string_view secret, std::int64_t step, int digits) {
  unsigned char counter[8];
  for (int i = 0; i < 8; ++i) counter[i] = static_cast<unsigned char>(step >> (56 - 8 * i));
  unsigned char mac[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  if (HMAC(EVP_sha1(), secret.data(), static_cast<int>(secret.size()), counter, sizeof counter, mac,
           &size) == nullptr)
    throw std::runtime_error("HMAC-SHA-1 is not available");
  // RFC 4226 §5.3: the last nibble says where to take 31 bits.
  std::size_t at = mac[size - 1] & 15u;
  std::uint32_t number = (mac[at] & 127u) << 24 | static_cast<std::uint32_t>(mac[at + 1]) << 16 |
                         static_cast<std::uint32_t>(mac[at + 2]) << 8 | mac[at + 3];
  std::string code(static_cast<std::size_t>(digits), '0');
  for (auto digit = code.rbegin(); digit != code.rend(); ++digit, number /= 10)
    *digit = static_cast<char>('0' + number % 10);
  return code;
}

std::optional<std::int64_t> verify_totp(std::string_view secret, std::string_view code, Instant now,
                                        std::int64_t after) {
  std::string typed(code);
  std::erase(typed, ' ');
  for (std::int64_t step = totp_step(now) - 1; step <= totp_step(now) + 1; ++step)
    if (step > after && same_secret(totp_code(secret, step), typed)) return step;
  return std::nullopt;
}

std::string totp_uri(std::string_view secret, std::string_view issuer, std::string_view account) {
  std::string name = percent_encoded(issuer);
  return "otpauth://totp/" + name + ":" + percent_encoded(account) + "?secret=" + base32(secret) +
         "&issuer=" + name;
}

}  // namespace gandan::crypto
