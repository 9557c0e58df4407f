// Whether the log is of these entries, and the records are what their last entries committed to:
// what `gandan verify` and `gandan restore` ask.
#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/journal/log.hpp"

namespace gandan::journal {

/// A head that somebody kept elsewhere.
struct KeptHead {
  std::string name;  ///< for messages: of the file
  std::string note;
};

struct LogOptions {
  std::vector<KeptHead> heads = {};
  /// The keys to believe, and no others; none: those that the database names, which whoever holds
  /// it can change.
  std::vector<tlog::VerifierKey> keys = {};
  /// Told from time to time how many entries were looked at; from any thread.
  std::function<void(std::int64_t)> progress = {};
};

struct LogFindings {
  std::optional<SignedHead> head;  ///< nothing: no log was begun, or it was taken away
  std::string origin;
  std::vector<std::string> keys;
  std::int64_t waiting = 0;         ///< entries that are not in the log yet
  std::int64_t as_found = 0;        ///< entries taken in more than an hour after they were made
  std::optional<Instant> found_at;  ///< the last of these
  std::int64_t erased = 0;          ///< entries whose salt was erased, and why is told
  std::int64_t records = 0;         ///< that were compared with their last entry
  /// A kind of record for which the log began to vouch as it stood then; nothing: not yet.
  struct Vouching {
    std::string kind;
    std::optional<Instant> at;
  };
  std::vector<Vouching> vouched;
  std::vector<std::string> broken;  ///< a line each
  [[nodiscard]] bool holds() const { return broken.empty(); }
};

/// Recomputes every commitment, every tile and the head, and compares every record with its last
/// entry. Reads page by page, from two snapshots at once: memory does not grow with the log.
[[nodiscard]] LogFindings check_log(db::Database& database, const std::vector<Committed>& committed,
                                    const LogOptions& options = {});

/// The second half alone: records that differ from what their last entry committed to, a line each;
/// what is not in the log yet is passed over. For tests, which ask after each deed.
[[nodiscard]] std::vector<std::string> differing(db::Tx& tx, const Committed& committed,
                                                 std::int64_t* compared = nullptr);

}  // namespace gandan::journal
