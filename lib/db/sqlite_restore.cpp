#include <sqlite3.h>

#include <filesystem>
#include <fstream>

#include "lib/db/restore.hpp"
#include "lib/db/sqlite_connection.hpp"
#include "lib/db/sqlite_files.hpp"

namespace gandan::db {
namespace {

namespace fs = std::filesystem;
using sqlite::Access, sqlite::Connection, sqlite::names_of, sqlite::sync_to_disk, sqlite::UseLock;

void remove_all_of(const std::string& file) {
  for (const std::string& name : names_of(file)) fs::remove(name);
}

/// Copies what the backup holds to `copy`, which nobody else may read.
void unpack(const BackupFile& file, const std::string& copy) {
  constexpr std::string_view header("SQLite format 3\0", 16);
  std::ifstream in(file.path, std::ios::binary);
  std::string block(header.size(), '\0');
  in.read(block.data(), static_cast<std::streamsize>(block.size()));
  if (!in || block != header) throw DatabaseError(file.path + " is no backup of a SQLite database");
  in.seekg(0);
  std::ofstream out(copy, std::ios::binary | std::ios::trunc);
  fs::permissions(copy, fs::perms::owner_read | fs::perms::owner_write);
  block.resize(1 << 20);
  for (std::uint64_t left = file.bytes; left > 0;) {
    in.read(block.data(),
            static_cast<std::streamsize>(std::min<std::uint64_t>(left, block.size())));
    if (in.gcount() == 0) throw DatabaseError(file.path + " ends too early");
    out.write(block.data(), in.gcount());
    left -= static_cast<std::uint64_t>(in.gcount());
  }
  out.close();
  if (!out) throw DiskFull(copy + " cannot be written: is the disk full?");
}

/// Reads every page, every index, every constraint.
void require_sound(const std::string& copy) {
  Connection connection(copy, Access::read_only);
  static const std::string check = "pragma integrity_check(1)";
  sqlite::Statement& statement = connection.statement(check);
  const std::string found = statement.step() ? std::string(statement.text(0)) : "nothing";
  statement.reset();
  if (found != "ok") throw DatabaseError("the copy in the backup is damaged: " + found);
}

/// Copies the log into the file, so that the file alone is the database. False where the file is no
/// database, or is damaged.
bool fold_log(const std::string& file) {
  try {
    Connection connection(file, Access::read_write);
    return sqlite3_wal_checkpoint_v2(connection.handle(), nullptr, SQLITE_CHECKPOINT_TRUNCATE,
                                     nullptr, nullptr) == SQLITE_OK;
  } catch (const DatabaseError&) {
    return false;
  }
}

std::string name_to_keep(const std::string& database) {
  const std::string name = database + ".before-restore-" + time_for_a_name();
  std::string free = name;
  for (int n = 2; fs::exists(free); ++n) free = name + "-" + std::to_string(n);
  return free;
}

/// Gives the database a second name; where its log could not be folded in, that too. The log and
/// the journal must have no name beside the file that comes: SQLite would take them for that
/// file's.
void keep(const std::string& file, const std::string& kept) {
  if (!fold_log(file))
    for (const char* beside : {"-wal", "-journal"})
      if (fs::exists(file + beside) && fs::file_size(file + beside) > 0)
        fs::create_hard_link(file + beside, kept + beside);
  fs::create_hard_link(file, kept);
  sync_to_disk(fs::path(file).parent_path());
  for (const char* beside : {"-wal", "-shm", "-journal"}) fs::remove(file + beside);
}

}  // namespace

std::string restore_sqlite(const std::string& target, const BackupFile& file,
                           const std::function<void(Database&)>& examine) {
  const std::string database = fs::weakly_canonical(target);  // not a link that leads to it
  const std::string folder = fs::path(database).parent_path();
  const std::string copy = database + ".restoring";
  const UseLock alone(database, UseLock::Kind::exclusive);
  remove_all_of(copy);
  struct Remove {
    const std::string& copy;
    ~Remove() {
      std::error_code ignored;
      for (const std::string& name : names_of(copy)) fs::remove(name, ignored);
    }
  } guard{copy};
  unpack(file, copy);
  require_sound(copy);
  examine(*Database::open("sqlite:" + copy, {.unlocked = true}));
  if (!fold_log(copy)) throw DatabaseError(copy + " cannot be closed");
  sync_to_disk(copy);

  std::string kept;
  if (fs::exists(database)) {
    kept = name_to_keep(database);
    keep(database, kept);
  }
  fs::rename(copy, database);  // from here on it is the new one
  sync_to_disk(folder);
  return kept.empty() ? "" : kept + "; remove it with: rm '" + kept + "'";
}

}  // namespace gandan::db
