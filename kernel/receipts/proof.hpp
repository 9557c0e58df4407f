// The proof of a receipt: a file (C2SP tlog-proof) by which its holder shows, without this server,
// that the log has an entry about the record, and what the record said then.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "kernel/journal/opening.hpp"
#include "lib/base/time.hpp"
#include "lib/tlog/proof_file.hpp"
#include "lib/tlog/tile_reader.hpp"

namespace gandan::receipts {

/// What the file says beside its proof, as JSON: all that the commitment is made of. Nothing
/// vouches for it until leaf_of() is proved.
struct Claim {
  journal::Opening opening;  ///< as it is read: without its index, which stands in the file
  std::string log_key;       ///< of the log, as text; who has it from elsewhere too compares
};

/// `shows` says of each part by its name whether the holder may read it. Bytes that are no text are
/// never shown.
[[nodiscard]] Claim claim_of(journal::Opening opening, std::string log_key,
                             const std::function<bool(std::string_view)>& shows);
[[nodiscard]] std::string json_of(const Claim& claim);
/// Nothing for whatever json_of() does not write of parts in the order of their names.
[[nodiscard]] std::optional<Claim> parse_claim(std::string_view json);

/// What the fields of an entry say.
struct Told {
  Instant at;
  std::string verb;  ///< "petition.submit"
  std::string kind;
  std::string id;
};
/// Nothing where the fields are not eight, or say no time.
[[nodiscard]] std::optional<Told> told_by(const Claim& claim);

/// The file: the claim, with the proof that the checkpoint has the entry at its index. Nothing
/// where the tiles do not prove it.
[[nodiscard]] std::optional<std::string> proof_file(const Claim& claim,
                                                    const std::string& checkpoint,
                                                    const tlog::TileSource& tiles);

}  // namespace gandan::receipts
