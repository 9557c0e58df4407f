#include "kernel/journal/log.hpp"

#include <algorithm>

#include "kernel/journal/leaf.hpp"
#include "lib/db/query.hpp"

namespace gandan::journal {
namespace {

const db::Sql select_head{
    "select size, last_seq, note, at from log_checkpoints order by size desc limit 1"};
const db::Sql select_origin{"select origin from log_identity"};
const db::Sql select_keys{"select verifier_key from log_keys order by since, verifier_key"};
const db::Sql select_tile{"select bytes from log_tiles where level = :level and tile = :tile"};
const db::Sql select_bundle{R"(
  select commitment from log_entries where log_index >= :from and log_index < :to
  order by log_index)"};
const db::Sql select_first_unlogged{R"(
  select seq from journal
  where seq > (select coalesce(max(last_seq), 0) from log_checkpoints)
    and seq <= (select coalesce(max(last_seq), 0) from journal_seals)
  order by seq limit 1)"};
const db::Sql select_first_waiting{R"(
  select at from journal where seq > (select coalesce(max(last_seq), 0) from log_checkpoints)
  order by seq limit 1)"};
const db::Sql select_taken_in{R"(
  select e.log_index, e.content, s.salt from log_entries e
  join log_salts s on s.subject_kind = :kind and s.subject_id = :id and s.salt is not null
    and s.from_index <= e.log_index
  where e.seq = :seq)"};
const db::Sql erase{R"(
  update log_salts set salt = null, erased_under = :why
  where subject_kind = :kind and subject_id = :id and salt is not null)"};

std::optional<std::string> bundle(db::Tx& tx, const tlog::TileName& name) {
  const auto from = static_cast<std::int64_t>(name.index * tlog::tile_width);
  const auto to = from + static_cast<std::int64_t>(name.width);
  const auto commitments = tx.all<db::Blob>(select_bundle, {{"from", from}, {"to", to}});
  if (commitments.size() != name.width) return std::nullopt;
  std::string bytes;
  for (const db::Blob& commitment : commitments)
    if (const auto hash = tlog::hash_of_bytes(commitment.data))
      tlog::put_entry(bytes, log_entry(*hash));
  return bytes;
}

/// In one statement; the level of each is said.
std::vector<std::optional<std::string>> log_tiles(db::Tx& tx,
                                                  std::span<const tlog::TileName> names) {
  struct Stored {
    std::int64_t level = 0, tile = 0;
    db::Blob bytes;
  };
  std::vector<std::optional<std::string>> found(names.size());
  if (names.empty()) return found;
  db::Query query("select level, tile, bytes from log_tiles where ");
  for (std::size_t i = 0; i < names.size(); ++i) {
    const std::string number = std::to_string(i);
    query.add({i == 0 ? "" : " or ", "(level = :level", number, " and tile = :tile", number, ")"})
        .bind("level" + number, static_cast<std::int64_t>(*names[i].level))
        .bind("tile" + number, static_cast<std::int64_t>(names[i].index));
  }
  for (Stored& each : query.all<Stored>(tx))
    for (std::size_t i = 0; i < names.size(); ++i)
      if (names[i].level == static_cast<unsigned>(each.level) &&
          names[i].index == static_cast<std::uint64_t>(each.tile))
        found[i] = each.bytes.data.substr(0, names[i].width * sizeof(tlog::Hash));
  return found;
}

/// The largest index of a tile whose bundle has numbers that fit.
constexpr std::uint64_t most_tiles = tlog::max_size / tlog::tile_width;

}  // namespace

std::optional<SignedHead> log_head(db::Tx& tx) {
  return tx.one<SignedHead>(select_head);
}

std::optional<std::string> log_origin(db::Tx& tx) {
  return tx.one<std::string>(select_origin);
}

std::string origin_at(std::string_view public_url) {
  if (const auto scheme = public_url.find("://"); scheme != std::string_view::npos)
    public_url.remove_prefix(scheme + 3);
  while (public_url.ends_with('/')) public_url.remove_suffix(1);
  return std::string(public_url.empty() ? "localhost" : public_url) + "/log";
}

std::vector<std::string> log_keys(db::Tx& tx) {
  return tx.all<std::string>(select_keys);
}

std::optional<std::string> log_tile(db::Tx& tx, const tlog::TileName& name) {
  if (name.index >= most_tiles) return std::nullopt;
  if (!name.level) return bundle(tx, name);
  auto tile = tx.one<db::Blob>(select_tile, {{"level", static_cast<std::int64_t>(*name.level)},
                                             {"tile", static_cast<std::int64_t>(name.index)}});
  const std::size_t wanted = name.width * sizeof(tlog::Hash);
  if (!tile || tile->data.size() < wanted) return std::nullopt;
  tile->data.resize(wanted);
  return std::move(tile->data);
}

tlog::TileSource tiles_in(db::Tx& tx) {
  return {[&tx](const tlog::TileName& name) { return log_tile(tx, name); },
          [&tx](std::span<const tlog::TileName> names) { return log_tiles(tx, names); }};
}

std::vector<tlog::Signer> log_signers(const std::string& origin, const crypto::KeyFile& keys) {
  std::vector<tlog::Signer> signers;
  const auto& all = keys.keys();
  for (auto key = all.rbegin(); key != all.rend() && signers.size() < 2; ++key)
    signers.push_back(
        tlog::make_signer(origin, tlog::Algorithm::note, crypto::derive(*key, "transparency log")));
  return signers;
}

std::optional<std::int64_t> first_unlogged(db::Tx& tx) {
  return tx.one<std::int64_t>(select_first_unlogged);
}

std::optional<Instant> stands_still_since(db::Tx& tx) {
  const auto waits = tx.one<Instant>(select_first_waiting);
  const auto head = log_head(tx);
  return waits && head ? std::max(*waits, head->at) : waits;
}

std::optional<Opening> open_newest(db::Tx& tx, const Committed& committed, std::int64_t id) {
  struct Row {
    std::int64_t index = 0;
    db::Blob content, salt;
  };
  const auto entry = last_entry_of(tx, {committed.kind, id});
  if (!entry) return std::nullopt;
  const auto taken_in =
      tx.one<Row>(select_taken_in, {{"kind", committed.kind}, {"id", id}, {"seq", entry->seq}});
  if (!taken_in) return std::nullopt;
  std::vector<Part> parts = std::move(parts_of(tx, committed, std::span(&id, 1))[id]);
  lock_parts(parts, taken_in->salt.data);
  if (tlog::bytes_of(content_of(parts)) != taken_in->content.data) return std::nullopt;
  return opening_of(*entry, static_cast<std::uint64_t>(taken_in->index), taken_in->salt.data,
                    std::move(parts));
}

void erase_salt(db::Tx& tx, Ref subject, std::string_view why) {
  tx.run(erase, {{"kind", subject.kind}, {"id", subject.id}, {"why", why}});
}

}  // namespace gandan::journal
