// The keys that sign notes (C2SP signed-note): by name and id, Ed25519, of a log or of a witness.
#pragma once
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "lib/crypto/signature.hpp"

namespace gandan::tlog {

/// What a key signs; the number is the signature type of signed-note.
enum class Algorithm : std::uint8_t {
  note = 1,         ///< the text of a note
  cosignature = 4,  ///< the text of a checkpoint with the time (tlog-cosignature, cosignature/v1)
};

struct VerifierKey {
  std::string name;  ///< is_key_name(): mostly an address without its scheme, "gandan.vn/log"
  Algorithm algorithm = Algorithm::note;
  std::string public_key;  ///< 32 bytes
  bool operator==(const VerifierKey&) const = default;
};

/// The secret side. `key` is what others verify with.
struct Signer {
  VerifierKey key;
  crypto::SigningKey secret;
};

/// UTF-8, not empty, without spaces, control characters and plus signs.
[[nodiscard]] bool is_key_name(std::string_view name);

/// The first four bytes of SHA-256(name ‖ "\n" ‖ algorithm ‖ public key), most significant first.
[[nodiscard]] std::uint32_t key_id(const VerifierKey& key);
/// "name+hash+base64": eight digits of the id; the algorithm's byte and the public key.
[[nodiscard]] std::string text_of(const VerifierKey& key);
/// Nothing where it is not well-formed, the id is another's or the algorithm is none of ours.
[[nodiscard]] std::optional<VerifierKey> parse_verifier_key(std::string_view text);

/// From a seed of 32 bytes. Throws std::invalid_argument for another length and for a wrong name.
[[nodiscard]] Signer make_signer(std::string name, Algorithm algorithm, std::string_view seed);

/// What the key makes of a note's text, as it stands behind the id in a signature. A cosignature
/// says when; another has no use for `at`.
[[nodiscard]] std::string sign(const Signer& signer, std::string_view text,
                               std::chrono::sys_seconds at);
/// Whether the key made the signature of this text.
[[nodiscard]] bool verify(const VerifierKey& key, std::string_view text,
                          std::string_view signature);
/// When a cosignature says that it was made; nothing where it is too short or after 2^63 - 1.
[[nodiscard]] std::optional<std::chrono::sys_seconds> cosigned_at(std::string_view signature);

}  // namespace gandan::tlog
