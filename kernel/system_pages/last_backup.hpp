// What the database knows of its own backups: the last one.
#pragma once
#include <cstdint>
#include <optional>

#include "lib/base/time.hpp"
#include "lib/db/db.hpp"

namespace gandan::system_pages {

struct Backup {
  Instant made_at;
  std::int64_t bytes = 0;    ///< of its file
  std::int64_t entries = 0;  ///< of the journal in it
};

/// Once its file is whole: the backup itself does not tell of it.
void note_backup(db::Tx& tx, const Backup& backup);
/// Nothing where none was made, or none since the database tells of it.
[[nodiscard]] std::optional<Backup> last_backup(db::Tx& tx);

}  // namespace gandan::system_pages
