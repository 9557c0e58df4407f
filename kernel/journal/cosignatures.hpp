// What witnesses say of the log's heads (C2SP tlog-witness, tlog-cosignature): each vouches for one
// history, so that two cannot both be shown to whoever asks for its cosignature.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kernel/journal/log.hpp"
#include "lib/tlog/proof_file.hpp"

namespace gandan::journal {

/// The newest head, with the lines of the witnesses that have cosigned it.
[[nodiscard]] std::optional<SignedHead> cosigned_head(db::Tx& tx);
/// The size that this witness cosigned last; 0: none yet.
[[nodiscard]] std::uint64_t cosigned_size(db::Tx& tx, const tlog::VerifierKey& witness);

/// What a witness cosigned last.
struct Cosigned {
  std::string witness;  ///< its key as text
  std::int64_t size = 0;
  Instant at;
};
/// Of every witness that ever cosigned a head, the newest first.
[[nodiscard]] std::vector<Cosigned> cosigned_last(db::Tx& tx);

/// What a witness that saw `old_size` is asked: to cosign the newest head. Nothing where there is
/// none, or where the log has fewer entries than the witness saw.
[[nodiscard]] std::optional<tlog::AddCheckpoint> question_to_witness(db::Tx& tx,
                                                                     std::uint64_t old_size);
/// Keeps its answer, signature lines. False where none of them is this witness's, of this note.
bool keep_cosignature(db::Tx& tx, const Clock& clock, const tlog::VerifierKey& witness,
                      const std::string& note, std::string_view answer);

}  // namespace gandan::journal
