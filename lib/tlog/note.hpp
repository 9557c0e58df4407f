// Notes (C2SP signed-note): a text with signatures below it, read strictly and verified against the
// keys that one knows.
#pragma once
#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lib/base/result.hpp"
#include "lib/tlog/key.hpp"

namespace gandan::tlog {

struct Signature {
  std::string key_name;
  std::uint32_t key_id = 0;
  std::string bytes;  ///< at least one
  bool operator==(const Signature&) const = default;
};

/// Read, not verified: believe nothing of its text.
struct Note {
  std::string text;  ///< ends with a newline
  std::vector<Signature> signatures;
};

/// Nothing for what is no note, has more than 100 signatures or more than 1 MiB.
[[nodiscard]] std::optional<Note> parse_note(std::string_view bytes);
[[nodiscard]] std::string text_of(const Note& note);

/// Signature lines alone, as witnesses answer.
[[nodiscard]] std::optional<std::vector<Signature>> parse_signatures(std::string_view lines);
[[nodiscard]] std::string text_of(std::span<const Signature> signatures);

/// `at` is said by cosignatures only.
[[nodiscard]] Signature signature_of(const Signer& signer, std::string_view text,
                                     std::chrono::sys_seconds at);

/// Why what a stranger gave is not believed.
enum class Fault {
  malformed,          ///< not written as the format wants it
  ambiguous_key,      ///< two known keys have the name and the id of a signature
  invalid_signature,  ///< of a known key
  no_known_key,       ///< signed by nobody whom we know
  other_log,          ///< signed by a known key, but of another origin
  not_proved,         ///< the proof does not lead to the root
};
struct Refusal {
  Fault fault;
  std::string key;  ///< its name, where the fault is one key's
};

struct VerifiedNote {
  std::string text;
  std::vector<Signature> verified;      ///< by known keys, the first of each
  std::vector<Signature> not_verified;  ///< by keys that are not known, each once
};

/// Refused where a signature of a known key is wrong, or where there is none of a known key.
[[nodiscard]] Result<VerifiedNote, Refusal> open_note(std::string_view bytes,
                                                      std::span<const VerifierKey> known);

/// Whether the key's name and id are the signature's.
[[nodiscard]] bool names(const Signature& signature, const VerifierKey& key);

/// What a note's text is: UTF-8 lines, each with its end, without control characters.
[[nodiscard]] bool is_note_text(std::string_view text);

}  // namespace gandan::tlog
