#include "kernel/receipts/prove.hpp"

#include "kernel/journal/cosignatures.hpp"
#include "kernel/journal/journal.hpp"
#include "kernel/journal/log.hpp"
#include "kernel/receipts/proof.hpp"
#include "lib/crypto/encoding.hpp"

namespace gandan::receipts {

Proved prove(db::Tx& tx, const journal::Committed& committed, const Ref& record,
             const std::function<bool(std::string_view)>& shows) {
  const auto head = journal::cosigned_head(tx);
  const auto entry = journal::last_entry_of(tx, record);
  if (!head || !entry || entry->seq > head->last_seq) return {.proof = Proof::waits};
  auto opening = journal::open_newest(tx, committed, record.id);
  const auto keys = journal::log_keys(tx);
  if (!opening || !opening->index || keys.empty()) return {.proof = Proof::differs};
  const std::string mark = crypto::base64url(tlog::bytes_of(journal::leaf_of(*opening))) + "." +
                           std::to_string(*opening->index);
  const Claim claim = claim_of(std::move(*opening), keys.back(), shows);
  auto file = proof_file(claim, head->note, journal::tiles_in(tx));
  if (!file) return {.proof = Proof::differs};
  return {.proof = Proof::is_there, .file = std::move(*file), .mark = mark};
}

}  // namespace gandan::receipts
