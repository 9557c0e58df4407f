#include "kernel/journal/journal.hpp"
#include "kernel/journal/leaf.hpp"
#include "lib/crypto/encoding.hpp"

namespace gandan::journal {
namespace {

constexpr std::chrono::microseconds sealed_within = std::chrono::minutes(1);
constexpr int batch = 20'000;  // entries a transaction: some 20 ms of hashing

constexpr std::chrono::milliseconds longest_lock{250};

const db::Sql last_seal{
    "select last_seq, entries, head from journal_seals order by last_seq desc limit 1"};
const db::Sql select_unsealed{
    "select seq, leaf from journal where seq > :after order by seq limit :limit"};
const db::Sql insert_seal{R"(
  insert into journal_seals (last_seq, entries, head, at) values (:last_seq, :entries, :head, :at))"};
const db::Sql select_all{R"(
  select seq, at, actor_kind, actor_id, body_id, verb, subject_kind, subject_id, detail, leaf
  from journal order by seq)"};
const db::Sql select_seals{"select last_seq, entries, head from journal_seals order by last_seq"};

const db::Sql select_first_unsealed{R"(
  select seq from journal where seq > (select coalesce(max(last_seq), 0) from journal_seals)
  order by seq limit 1)"};

struct Seal {
  std::int64_t last_seq = 0;
  std::int64_t entries = 0;
  db::Blob head;
};

}  // namespace

std::optional<std::int64_t> first_unsealed(db::Tx& tx) {
  return tx.one<std::int64_t>(select_first_unsealed);
}

std::int64_t seal(db::Tx& tx, const Clock& clock) {
  // Nobody is between taking a number and committing it: what stands below the last one is final.
  // Who waits here holds up every writer; one that is stalled must not hold them up through us.
  tx.lock_table("journal", longest_lock);
  struct Row {
    std::int64_t seq = 0;
    db::Blob leaf;
  };
  Seal seal = tx.one<Seal>(last_seal).value_or(Seal{0, 0, {first_head()}});
  std::int64_t before = seal.entries;
  tx.each<Row>(select_unsealed, {{"after", seal.last_seq}, {"limit", batch}}, [&](const Row& row) {
    seal.head.data = next_head(seal.head.data, row.leaf.data);
    seal.last_seq = row.seq;
    ++seal.entries;
  });
  if (seal.entries > before)
    tx.run(insert_seal, {{"last_seq", seal.last_seq},
                         {"entries", seal.entries},
                         {"head", seal.head},
                         {"at", clock.now()}});
  return seal.entries - before;
}

void seal_all(db::Database& database, const Clock& clock) {
  while (database.write([&](db::Tx& tx) { return seal(tx, clock); }) == batch) {
  }
}

Verification verify(db::Tx& tx, std::optional<Instant> now) {
  Verification result;
  std::vector<Seal> seals = tx.all<Seal>(select_seals);
  auto next = seals.begin();
  std::string head = first_head();
  auto broken = [&](std::int64_t seq, std::string_view reason) {
    if (result.broken_at) return;
    result.broken_at = seq;
    result.reason = reason;
  };
  tx.each<Recorded>(select_all, {}, [&](const Recorded& entry) {
    ++result.entries;
    if (leaf_hash(entry) != entry.leaf.data) broken(entry.seq, "the entry was altered");
    if (next == seals.end()) {
      if (now && entry.at + sealed_within < *now)
        broken(entry.seq,
               "from here on nothing was sealed, for more than a minute: no server runs (start it, "
               "or run gandan migrate), or seals were removed");
      return;
    }
    if (entry.seq > next->last_seq) broken(next->last_seq, "an entry was removed");
    head = next_head(head, entry.leaf.data);
    if (entry.seq != next->last_seq) return;
    if (head != next->head.data || result.entries != next->entries)
      broken(entry.seq, "entries up to here were altered, removed or put in another order");
    result.sealed = result.entries;
    result.head = crypto::hex(head);
    ++next;
  });
  if (next != seals.end()) broken(next->last_seq, "entries were removed from the end");
  return result;
}

}  // namespace gandan::journal
