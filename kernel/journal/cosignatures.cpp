#include "kernel/journal/cosignatures.hpp"

#include <algorithm>

namespace gandan::journal {
namespace {

const db::Sql select_lines{"select line from log_cosignatures where size = :size order by witness"};
const db::Sql select_cosigned{"select size from log_cosignatures where witness = :witness"};
const db::Sql select_cosigned_last{
    "select witness, size, at from log_cosignatures order by at desc, witness"};
const db::Sql upsert_cosignature{R"(
  insert into log_cosignatures (witness, size, line, at) values (:witness, :size, :line, :at)
  on conflict (witness) do update set size = excluded.size, line = excluded.line, at = excluded.at)"};

}  // namespace

std::optional<SignedHead> cosigned_head(db::Tx& tx) {
  auto head = log_head(tx);
  if (!head) return head;
  for (const std::string& line : tx.all<std::string>(select_lines, {{"size", head->size}}))
    head->note += line;
  return head;
}

std::uint64_t cosigned_size(db::Tx& tx, const tlog::VerifierKey& witness) {
  const auto size = tx.one<std::int64_t>(select_cosigned, {{"witness", tlog::text_of(witness)}});
  return static_cast<std::uint64_t>(size.value_or(0));
}

std::vector<Cosigned> cosigned_last(db::Tx& tx) {
  return tx.all<Cosigned>(select_cosigned_last);
}

std::optional<tlog::AddCheckpoint> question_to_witness(db::Tx& tx, std::uint64_t old_size) {
  const auto head = log_head(tx);
  if (!head || old_size > static_cast<std::uint64_t>(head->size)) return std::nullopt;
  auto proof = tlog::TileReader(static_cast<std::uint64_t>(head->size), tiles_in(tx))
                   .consistency_proof(old_size);
  if (!proof) return std::nullopt;
  return tlog::AddCheckpoint{old_size, std::move(*proof), head->note};
}

bool keep_cosignature(db::Tx& tx, const Clock& clock, const tlog::VerifierKey& witness,
                      const std::string& note, std::string_view answer) {
  const auto signatures = tlog::parse_signatures(answer);
  const auto signed_note = tlog::parse_note(note);
  const auto checkpoint = signed_note ? tlog::parse_checkpoint(signed_note->text) : std::nullopt;
  if (!signatures || !checkpoint) return false;
  const auto its = std::ranges::find_if(*signatures, [&](const tlog::Signature& each) {
    return names(each, witness) && verify(witness, signed_note->text, each.bytes);
  });
  if (its == signatures->end()) return false;
  tx.run(upsert_cosignature, {{"witness", tlog::text_of(witness)},
                              {"size", static_cast<std::int64_t>(checkpoint->head.size)},
                              {"line", tlog::text_of(std::span(&*its, 1))},
                              {"at", clock.now()}});
  return true;
}

}  // namespace gandan::journal
