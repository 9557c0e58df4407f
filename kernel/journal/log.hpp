// The log: the sealed entries of the journal as a Merkle tree that anybody can check, in the
// formats of lib/tlog. What is in it, and what that proves, is in README.md.
#pragma once
#include <cstdint>
#include <future>
#include <optional>
#include <string>
#include <vector>

#include "kernel/journal/committed.hpp"
#include "kernel/journal/journal.hpp"
#include "lib/crypto/sealed.hpp"
#include "lib/tlog/checkpoint.hpp"
#include "lib/tlog/tile_reader.hpp"

namespace gandan::journal {

/// A head of the log as it was signed.
struct SignedHead {
  std::int64_t size = 0;
  std::int64_t last_seq = 0;  ///< of the journal: the last entry that is in it
  std::string note;
  Instant at;
};
/// The newest; nothing before the log began.
[[nodiscard]] std::optional<SignedHead> log_head(db::Tx& tx);

/// Under which name it is published: "gandan.example/log". Nothing before it began.
[[nodiscard]] std::optional<std::string> log_origin(db::Tx& tx);
/// The name where people reach the site; "localhost/log" where no address is named.
[[nodiscard]] std::string origin_at(std::string_view public_url);
/// The keys that have signed it, the first first, as text_of(VerifierKey).
[[nodiscard]] std::vector<std::string> log_keys(db::Tx& tx);

/// A tile of hashes or a bundle of entries, of the width that was asked; nothing where the log has
/// not so much.
[[nodiscard]] std::optional<std::string> log_tile(db::Tx& tx, const tlog::TileName& name);
/// The same as a source; for as long as `tx`.
[[nodiscard]] tlog::TileSource tiles_in(db::Tx& tx);

/// The keys of a log under this key file: the last one, and the one before it, so that who knows
/// the old key believes what is signed while they learn the new.
[[nodiscard]] std::vector<tlog::Signer> log_signers(const std::string& origin,
                                                    const crypto::KeyFile& keys);

/// Who takes entries into the log.
struct LogKeeper {
  const crypto::KeyFile& keys;
  const std::vector<Committed>& committed;
  std::string origin;  ///< for one that begins; a log keeps the name with which it began
};
/// Takes sealed entries into the log, some thousands at a time; while some are written the next are
/// read. Serves one thread; what it is given must outlive it.
class LogExtender {
 public:
  /// `at_once`: of how many of the journal's numbers it takes the entries at a time; where nothing
  /// is said, of so many as suits the engine.
  LogExtender(db::Database& database, const Clock& clock, const LogKeeper& keeper,
              std::optional<std::int64_t> at_once = std::nullopt);

  /// Signs the new head. Returns how many entries it took in. Those that were written before there
  /// was a log are taken in with what their records hold now: `log_entries.at` says when that was.
  /// Throws std::runtime_error, and signs nothing, where the tiles are not those of the last head.
  std::int64_t extend();

 private:
  void read_ahead(std::int64_t seq);

  db::Database& database_;
  const Clock& clock_;
  const LogKeeper& keeper_;
  const std::int64_t at_once_;
  std::int64_t ahead_of_ = 0;  ///< behind which entry `ahead_` begins
  std::future<std::vector<Recorded>> ahead_;
};
/// Once.
std::int64_t extend_log(db::Database& database, const Clock& clock, const LogKeeper& keeper);
/// The first sealed entry that is not in the log; nothing where all are.
[[nodiscard]] std::optional<std::int64_t> first_unlogged(db::Tx& tx);
/// Since when the log stands still: the moment from which an entry waits and no head was signed.
/// Nothing while none waits.
[[nodiscard]] std::optional<Instant> stands_still_since(db::Tx& tx);

/// What opens the newest entry of a record, with all its parts. Nothing while it is not in the log,
/// and where the record has changed since without an entry. Parts that the holder may not know are
/// to be hidden before it is given away.
[[nodiscard]] std::optional<Opening> open_newest(db::Tx& tx, const Committed& committed,
                                                 std::int64_t id);

/// Erases what the record's commitments were made with, so that nobody can try words against them,
/// and says why: an article of law, or that words went under the seal. Entries from now on are made
/// with a new secret. The words themselves, and an entry that tells of it, are the caller's.
void erase_salt(db::Tx& tx, Ref subject, std::string_view why);

}  // namespace gandan::journal
