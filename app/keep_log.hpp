// What a server does for the log each minute: takes in what was sealed; and each second: writes it
// into a folder where another program may serve it.
#pragma once
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "kernel/journal/committed.hpp"
#include "kernel/module/module.hpp"
#include "lib/tlog/merkle.hpp"

namespace gandan::app {

/// Throws std::logic_error where modules leave words of people out of the log without saying why.
void require_commitments(std::span<const Module> modules);

/// What a server has seen of its log, for as long as it runs: whoever takes the log away meanwhile
/// gets no signature below another one.
class SeenLog {
 public:
  /// Throws std::runtime_error where the log does not begin with what was seen.
  void require_extended(db::Database& database);
  /// From now on the log must begin with what it is now.
  void remember(db::Database& database);

 private:
  std::mutex mutex_;
  std::optional<tlog::TreeHead> head_;
};

/// Takes sealed entries into the log, for half a minute at most; `public_url` names a log that
/// begins. Throws std::runtime_error, and signs nothing, where it is not the log that was seen.
void keep_log(Services& services, const std::vector<journal::Committed>& committed,
              const std::string& public_url, SeenLog& seen);

/// Brings the folder up to the log's last head: tiles and bundles that are new, then `checkpoint`,
/// each by a rename, so that who reads never finds half a file, nor a head without its tiles. All
/// may read them.
void write_log_folder(db::Database& database, const std::string& folder);

}  // namespace gandan::app
