// Bringing a backup back: unpacked beside the database, examined there, and only then put in its
// place, in one step that is done or not done whatever ends the program.
#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "lib/db/db.hpp"

namespace gandan::db {

struct BackupFile {
  std::string path;
  std::uint64_t bytes = 0;  ///< how much of the file is the copy; what follows is not read
};

/// Puts what Database::backup() wrote in the place of the database at `address`. `examine` gets the
/// unpacked copy, may change it (migrate), and throws where it must not be taken: then nothing has
/// changed. Returns where the database is kept that stood there, and how it is removed; empty where
/// there was none. Throws InUse where anybody has the database open, and DatabaseError where the
/// file is no copy of this engine's or is damaged.
[[nodiscard]] std::string restore(std::string_view address, const BackupFile& file,
                                  const std::function<void(Database& copy)>& examine);

/// Of each engine; `target` is the file, or the address.
[[nodiscard]] std::string restore_sqlite(const std::string& target, const BackupFile& file,
                                         const std::function<void(Database&)>& examine);
[[nodiscard]] std::string restore_postgresql(const std::string& target, const BackupFile& file,
                                             const std::function<void(Database&)>& examine);
/// "20261129_154500": now, UTC, for the name of what is kept.
[[nodiscard]] std::string time_for_a_name();

}  // namespace gandan::db
