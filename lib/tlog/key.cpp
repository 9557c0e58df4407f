#include "lib/tlog/key.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <stdexcept>
#include <utility>

#include "lib/base/utf8.hpp"
#include "lib/crypto/encoding.hpp"
#include "lib/crypto/hash.hpp"
#include "lib/tlog/big_endian.hpp"

namespace gandan::tlog {
namespace {

constexpr std::size_t public_key_bytes = 32;
constexpr std::size_t time_bytes = 8;

/// What Unicode counts as space, beside the control characters.
bool has_space(std::string_view text) {
  constexpr std::array<std::string_view, 20> spaces{" ",      "\u0085" /* next line */,
                                                    "\u00a0", "\u1680",
                                                    "\u2000", "\u2001",
                                                    "\u2002", "\u2003",
                                                    "\u2004", "\u2005",
                                                    "\u2006", "\u2007",
                                                    "\u2008", "\u2009",
                                                    "\u200a", "\u2028",
                                                    "\u2029", "\u202f",
                                                    "\u205f", "\u3000"};
  return std::ranges::any_of(
      spaces, [&](std::string_view space) { return text.find(space) != std::string_view::npos; });
}

std::string typed_key(const VerifierKey& key) {
  return static_cast<char>(key.algorithm) + key.public_key;
}

/// The digits of an id as verifier keys write them.
std::string hex_of(std::uint32_t id) {
  return crypto::hex(std::string_view(big_endian(id)));
}

std::string cosigned_message(std::string_view text, std::chrono::sys_seconds at) {
  std::string message = "cosignature/v1\ntime ";
  message += std::to_string(at.time_since_epoch().count());
  message += '\n';
  return message += text;
}

}  // namespace

bool is_key_name(std::string_view name) {
  return !name.empty() && is_utf8(name) && name.find('+') == std::string_view::npos &&
         !has_space(name) && std::ranges::none_of(name, [](char c) { return c >= 0 && c < ' '; });
}

std::uint32_t key_id(const VerifierKey& key) {
  return from_big_endian<std::uint32_t>(crypto::sha256(key.name + '\n' + typed_key(key)));
}

std::string text_of(const VerifierKey& key) {
  return key.name + '+' + hex_of(key_id(key)) + '+' + crypto::base64(typed_key(key));
}

std::optional<VerifierKey> parse_verifier_key(std::string_view text) {
  const std::size_t name_end = text.find('+');
  if (name_end == std::string_view::npos) return std::nullopt;
  const std::size_t id_end = text.find('+', name_end + 1);
  if (id_end == std::string_view::npos) return std::nullopt;
  const auto bytes = crypto::from_base64(text.substr(id_end + 1));
  if (!bytes || bytes->size() != 1 + public_key_bytes) return std::nullopt;
  const auto algorithm = static_cast<Algorithm>(bytes->front());
  if (algorithm != Algorithm::note && algorithm != Algorithm::cosignature) return std::nullopt;
  VerifierKey key{std::string(text.substr(0, name_end)), algorithm, bytes->substr(1)};
  if (!is_key_name(key.name) || text_of(key) != text) return std::nullopt;
  return key;
}

Signer make_signer(std::string name, Algorithm algorithm, std::string_view seed) {
  if (!is_key_name(name)) throw std::invalid_argument("no name of a key: " + name);
  crypto::SigningKey secret = crypto::signing_key(seed);
  std::string public_key = secret.public_key;
  return {{std::move(name), algorithm, std::move(public_key)}, std::move(secret)};
}

std::string sign(const Signer& signer, std::string_view text, std::chrono::sys_seconds at) {
  if (signer.key.algorithm == Algorithm::note) return crypto::sign(signer.secret, text);
  if (at < std::chrono::sys_seconds{}) throw std::invalid_argument("a time before 1970");
  return big_endian(static_cast<std::uint64_t>(at.time_since_epoch().count())) +
         crypto::sign(signer.secret, cosigned_message(text, at));
}

bool verify(const VerifierKey& key, std::string_view text, std::string_view signature) {
  if (key.algorithm == Algorithm::note)
    return crypto::is_signature(key.public_key, text, signature);
  const auto at = cosigned_at(signature);
  return at && crypto::is_signature(key.public_key, cosigned_message(text, *at),
                                    signature.substr(time_bytes));
}

std::optional<std::chrono::sys_seconds> cosigned_at(std::string_view signature) {
  if (signature.size() < time_bytes) return std::nullopt;
  const auto seconds = from_big_endian<std::uint64_t>(signature);
  if (seconds > std::numeric_limits<std::int64_t>::max()) return std::nullopt;
  return std::chrono::sys_seconds(std::chrono::seconds(static_cast<std::int64_t>(seconds)));
}

}  // namespace gandan::tlog
