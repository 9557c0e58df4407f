// What a server does for the log each minute: takes in what was sealed; and each second: writes it
// into a folder where another program may serve it.
#pragma once
#include <string>
#include <vector>

#include "kernel/journal/committed.hpp"
#include "kernel/module/module.hpp"

namespace gandan::app {

/// Throws std::logic_error where modules leave words of people out of the log without saying why.
void require_commitments(std::span<const Module> modules);

/// Takes sealed entries into the log, for half a minute at most; `public_url` names a log that
/// begins.
void keep_log(Services& services, const std::vector<journal::Committed>& committed,
              const std::string& public_url);

/// Brings the folder up to the log's last head: tiles and bundles that are new, then `checkpoint`,
/// each by a rename, so that who reads never finds half a file, nor a head without its tiles. All
/// may read them.
void write_log_folder(db::Database& database, const std::string& folder);

}  // namespace gandan::app
