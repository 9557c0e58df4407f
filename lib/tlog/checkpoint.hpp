// Checkpoints (C2SP tlog-checkpoint): the head of a log as a note that the log signs, and witnesses
// cosign (tlog-cosignature).
#pragma once
#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lib/tlog/merkle.hpp"
#include "lib/tlog/note.hpp"

namespace gandan::tlog {

struct Checkpoint {
  std::string origin;  ///< which log: not empty, mostly an address without its scheme
  TreeHead head;
  std::vector<std::string> extensions;  ///< lines, none of them empty; better none at all
  bool operator==(const Checkpoint&) const = default;
};

/// The text of its note.
[[nodiscard]] std::string text_of(const Checkpoint& checkpoint);
/// Nothing for whatever text_of() does not write of a well-formed one.
[[nodiscard]] std::optional<Checkpoint> parse_checkpoint(std::string_view text);

/// The signed note, by each of them: where keys rotate, by the old one and the new. Throws
/// std::invalid_argument for a checkpoint that could not be read again. Cosignatures say `at`.
[[nodiscard]] std::string signed_checkpoint(const Checkpoint& checkpoint,
                                            std::span<const Signer> signers,
                                            std::chrono::sys_seconds at);

/// Whom to believe of one log.
struct Trust {
  std::string origin;
  std::vector<VerifierKey> log_keys;  ///< one of them must have signed
  std::vector<VerifierKey> witnesses;
};

/// That a witness saw the log grow up to here, and nothing else of this log until then.
struct Cosignature {
  std::string witness;
  std::chrono::sys_seconds at;
};

struct VerifiedCheckpoint {
  Checkpoint checkpoint;
  std::vector<Cosignature> cosignatures;  ///< of those in Trust::witnesses, one a key
};

/// Refused unless a key of the log signed it, for this origin, and no known key's signature is
/// wrong. How many cosignatures are enough is the caller's to say.
[[nodiscard]] Result<VerifiedCheckpoint, Refusal> open_checkpoint(std::string_view note,
                                                                  const Trust& trust);

}  // namespace gandan::tlog
