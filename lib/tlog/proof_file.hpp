// What carries proofs between programs: a proof that an entry is in a log, to be kept and verified
// later without the log (C2SP tlog-proof), and what a log asks of a witness (tlog-witness).
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "lib/tlog/checkpoint.hpp"
#include "lib/tlog/merkle.hpp"

namespace gandan::tlog {

/// A file NAME.tlog-proof.
struct ProofFile {
  std::optional<std::string> extra;  ///< bytes for whoever wrote it; nothing vouches for them
  std::uint64_t index = 0;           ///< of the entry
  Proof proof;
  std::string checkpoint;  ///< the signed note, as the log gave it
  bool operator==(const ProofFile&) const = default;
};

[[nodiscard]] std::string text_of(const ProofFile& file);
/// Nothing for whatever text_of() does not write of a well-formed one.
[[nodiscard]] std::optional<ProofFile> parse_proof_file(std::string_view text);
/// The checkpoint, where those who are trusted signed it and the entry with this leaf_hash() is in
/// its tree.
[[nodiscard]] Result<VerifiedCheckpoint, Refusal> verify(const ProofFile& file,
                                                         const Hash& leaf_hash, const Trust& trust);

/// The body of a request to a witness, `add-checkpoint`: that the log grew from what the witness
/// saw last.
struct AddCheckpoint {
  std::uint64_t old_size = 0;  ///< 0: it saw nothing yet; the proof is empty then
  Proof proof;                 ///< of consistency
  std::string checkpoint;      ///< the signed note
  bool operator==(const AddCheckpoint&) const = default;
};

[[nodiscard]] std::string text_of(const AddCheckpoint& request);
/// Nothing for whatever text_of() does not write of a well-formed one.
[[nodiscard]] std::optional<AddCheckpoint> parse_add_checkpoint(std::string_view text);

}  // namespace gandan::tlog
