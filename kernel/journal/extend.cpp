#include <chrono>
#include <limits>
#include <map>
#include <ranges>
#include <set>
#include <stdexcept>
#include <utility>

#include "kernel/journal/leaf.hpp"
#include "kernel/journal/log.hpp"
#include "kernel/journal/marks.hpp"
#include "lib/crypto/random.hpp"
#include "lib/db/ids.hpp"
#include "lib/db/insert_rows.hpp"
#include "lib/db/patience.hpp"
#include "lib/tlog/tile_writer.hpp"

namespace gandan::journal {
namespace {

/// SQLite has one writer, of whose time it takes some 30 ms; PostgreSQL's others write meanwhile.
std::int64_t suiting(db::Engine engine) {
  return engine == db::Engine::sqlite ? 5'000 : 20'000;
}
constexpr std::size_t salt_bytes = 16;

/// Between two numbers and not the first so many behind one: a planner that does not know how many
/// there are reads all that is left, and sorts it.
const db::Sql select_first{"select min(seq) from journal where seq > :after"};
const db::Sql select_next{R"(
  select seq, at, actor_kind, actor_id, body_id, verb, subject_kind, subject_id, detail, ''
  from journal
  where seq >= :first and seq < :end
    and seq <= (select coalesce(max(last_seq), 0) from journal_seals)
  order by seq)"};
const db::SelectOfIds select_salts{
    "select subject_id, subject_kind, salt from log_salts where salt is not null and subject_id in "
    "("};
const db::Sql insert_identity{
    "insert into log_identity (origin, began_at) values (:origin, :at) on conflict do nothing"};
const db::Sql insert_key{
    "insert into log_keys (verifier_key, since) values (:key, :at) on conflict do nothing"};
const db::InsertRows insert_salts{"log_salts",
                                  {"subject_id", "subject_kind", "from_index", "salt"}};
const db::InsertRows insert_logged{"log_entries",
                                   {"log_index", "seq", "content", "commitment", "at", "parts"}};
const db::Sql upsert_tile{R"(
  insert into log_tiles (level, tile, bytes) values (:level, :tile, :bytes)
  on conflict (level, tile) do update set bytes = excluded.bytes)"};
const db::Sql insert_checkpoint{R"(
  insert into log_checkpoints (size, last_seq, note, at) values (:size, :last_seq, :note, :at))"};

using Subject = std::pair<std::string, std::int64_t>;  // kind, id

/// What of a record goes into the commitments of its entries.
struct RecordNow {
  std::string salt;
  bool is_new = false;                ///< the salt: none was there, or the last one was erased
  std::optional<std::int64_t> first;  ///< index of its first entry here
  tlog::Hash content = tlog::empty_root();
  std::string marks = {};  ///< of its parts
};

struct Taken {
  std::int64_t index = 0, seq = 0;
  tlog::Hash content, commitment;
  std::string marks;
};

/// All that is written when the log grows, made from one snapshot.
struct Growth {
  SignedHead from;
  std::string origin;
  std::map<Subject, RecordNow> records;
  std::vector<Taken> entries;
  std::vector<tlog::Tile> tiles;
  tlog::TreeHead head;
};

std::map<Subject, RecordNow> records_of(db::Tx& tx, const std::vector<Recorded>& entries,
                                        const std::vector<Committed>& committed) {
  struct Salt {
    std::int64_t id = 0;
    std::string kind;
    db::Blob salt;
  };
  std::map<Subject, RecordNow> records;
  std::set<std::int64_t> ids;
  for (const Recorded& entry : entries) {
    records.try_emplace({entry.subject_kind, entry.subject_id});
    ids.insert(entry.subject_id);
  }
  const std::vector<std::int64_t> all(ids.begin(), ids.end());
  select_salts.each<Salt>(tx, all, [&](Salt row) {
    auto record = records.find({row.kind, row.id});
    if (record != records.end()) record->second.salt = std::move(row.salt.data);
  });
  for (auto& [subject, record] : records)
    if (record.salt.empty()) {
      record.salt = crypto::random_bytes(salt_bytes);
      record.is_new = true;
    }
  for (const Committed& kind : committed) {
    std::vector<std::int64_t> of_kind;
    for (auto at = records.lower_bound(
             {std::string(kind.kind), std::numeric_limits<std::int64_t>::min()});
         at != records.end() && at->first.first == kind.kind; ++at)
      of_kind.push_back(at->first.second);
    for (auto& [id, parts] : parts_of(tx, kind, of_kind)) {
      RecordNow& record = records.at({std::string(kind.kind), id});
      lock_parts(parts, record.salt);
      const std::vector<tlog::Hash> hashes = hashes_of(parts);
      record.content = content_of(hashes);
      record.marks = marks_of(hashes);
    }
  }
  return records;
}

/// The writer at the log's end. What it would sign next must begin with what was signed last.
tlog::TileWriter writer_behind(db::Tx& tx, const SignedHead& head) {
  auto writer = tlog::TileWriter::resume(static_cast<std::uint64_t>(head.size), tiles_in(tx));
  const auto note = tlog::parse_note(head.note);
  const auto last = note ? tlog::parse_checkpoint(note->text) : std::nullopt;
  if (!writer || (head.size > 0 && (!last || last->head != writer->head())))
    throw std::runtime_error(
        "the log's tiles are not those of its last head: nothing more is signed. Look with gandan "
        "verify, and take the database from a backup");
  return std::move(*writer);
}

std::vector<Recorded> next_entries(db::Tx& tx, std::int64_t after, std::int64_t at_once) {
  const auto first = tx.one<std::optional<std::int64_t>>(select_first, {{"after", after}});
  if (!first || !*first) return {};
  return tx.all<Recorded>(select_next, {{"first", **first}, {"end", **first + at_once}});
}

Growth begin_growth(db::Tx& tx, const LogKeeper& keeper) {
  Growth growth;
  growth.from = log_head(tx).value_or(SignedHead{});
  growth.origin = log_origin(tx).value_or(keeper.origin);
  return growth;
}

/// There are entries.
void grow(db::Tx& tx, const LogKeeper& keeper, const std::vector<Recorded>& entries,
          Growth& growth) {
  tlog::TileWriter writer = writer_behind(tx, growth.from);
  growth.records = records_of(tx, entries, keeper.committed);
  std::int64_t index = growth.from.size;
  for (const Recorded& entry : entries) {
    RecordNow& record = growth.records.at({entry.subject_kind, entry.subject_id});
    if (!record.first) record.first = index;
    const tlog::Hash commitment =
        commitment_to(entry, static_cast<std::uint64_t>(index), record.salt, record.content);
    writer.append(log_leaf(commitment));
    growth.entries.push_back({index++, entry.seq, record.content, commitment, record.marks});
  }
  growth.head = writer.head();
  growth.tiles = writer.take_changed();
}

void store_entries(db::Tx& tx, const Growth& growth, Instant at) {
  using db::Bytes, db::Value;
  auto is_new = [](const auto& record) { return record.second.is_new; };
  insert_salts.run(tx, growth.records | std::views::filter(is_new), [](const auto& of_subject) {
    const auto& [subject, record] = of_subject;
    return std::array{Value(subject.second), Value(subject.first), Value(record.first),
                      Value(Bytes{record.salt})};
  });
  insert_logged.run(tx, growth.entries, [&](const Taken& entry) {
    return std::array{Value(entry.index),
                      Value(entry.seq),
                      Value(Bytes{tlog::bytes_of(entry.content)}),
                      Value(Bytes{tlog::bytes_of(entry.commitment)}),
                      Value(at),
                      Value(Bytes{entry.marks})};
  });
  for (const tlog::Tile& tile : growth.tiles)
    tx.run(upsert_tile, {{"level", static_cast<std::int64_t>(*tile.name.level)},
                         {"tile", static_cast<std::int64_t>(tile.name.index)},
                         {"bytes", db::Bytes{tile.bytes}}});
}

void store_head(db::Tx& tx, const Growth& growth, const crypto::KeyFile& keys, Instant at) {
  tx.run(insert_identity, {{"origin", growth.origin}, {"at", at}});
  const auto signers = log_signers(growth.origin, keys);
  for (const tlog::Signer& signer : signers)
    tx.run(insert_key, {{"key", tlog::text_of(signer.key)}, {"at", at}});
  const auto second = std::chrono::floor<std::chrono::seconds>(
      std::chrono::sys_time<std::chrono::microseconds>(std::chrono::microseconds(at.micros)));
  tx.run(insert_checkpoint,
         {{"size", static_cast<std::int64_t>(growth.head.size)},
          {"last_seq", growth.entries.back().seq},
          {"note", tlog::signed_checkpoint({growth.origin, growth.head, {}}, signers, second)},
          {"at", at}});
}

}  // namespace

LogExtender::LogExtender(db::Database& database, const Clock& clock, const LogKeeper& keeper,
                         std::optional<std::int64_t> at_once)
    : database_(database),
      clock_(clock),
      keeper_(keeper),
      at_once_(at_once.value_or(suiting(database.engine()))) {}

void LogExtender::read_ahead(std::int64_t seq) {
  ahead_of_ = seq;
  ahead_ = std::async(std::launch::async, [this, seq, patience = db::patience()] {
    db::set_patience(patience);
    return database_.read([&](db::Tx& tx) { return next_entries(tx, seq, at_once_); });
  });
}

std::int64_t LogExtender::extend() {
  // Waited for before there is a transaction, which would hold what the other one waits for.
  const std::vector<Recorded> ahead = ahead_.valid() ? ahead_.get() : std::vector<Recorded>();
  // Read and hashed outside of the writer's transaction: who sends something does not wait for it.
  bool more_follow = false;
  const Growth growth = database_.read([&](db::Tx& tx) {
    Growth made = begin_growth(tx, keeper_);
    std::vector<Recorded> now;
    const bool is_ahead = !ahead.empty() && ahead_of_ == made.from.last_seq;
    if (!is_ahead) now = next_entries(tx, made.from.last_seq, at_once_);
    const std::vector<Recorded>& entries = is_ahead ? ahead : now;
    if (!entries.empty()) grow(tx, keeper_, entries, made);
    more_follow = std::ssize(entries) * 2 > at_once_;  // numbers may lack
    return made;
  });
  if (growth.entries.empty()) return 0;
  if (more_follow) read_ahead(growth.entries.back().seq);
  const bool is_ours = database_.write([&](db::Tx& tx) {
    // Another server was quicker: what was made here is thrown away.
    if (log_head(tx).value_or(SignedHead{}).size != growth.from.size) return false;
    store_entries(tx, growth, clock_.now());
    store_head(tx, growth, keeper_.keys, clock_.now());
    return true;
  });
  return is_ours ? static_cast<std::int64_t>(growth.entries.size()) : 0;
}

std::int64_t extend_log(db::Database& database, const Clock& clock, const LogKeeper& keeper) {
  return LogExtender(database, clock, keeper).extend();
}

}  // namespace gandan::journal
