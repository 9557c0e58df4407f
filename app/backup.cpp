// gandan backup and gandan restore.
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <limits>
#include <set>
#include <stdexcept>

#include "app/backup_file.hpp"
#include "app/commands.hpp"
#include "app/compose.hpp"
#include "app/verify.hpp"
#include "kernel/files/files.hpp"
#include "kernel/journal/journal.hpp"
#include "kernel/people/seal_keys.hpp"
#include "kernel/system_pages/last_backup.hpp"
#include "lib/db/migrate.hpp"
#include "lib/db/restore.hpp"
#include "lib/db/tables.hpp"

namespace gandan::app {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view sqlite = "sqlite:";

std::string engine_of(const std::string& address) {
  return name_of(address.starts_with(sqlite) ? db::Engine::sqlite : db::Engine::postgresql);
}

void sync_folder_of(const fs::path& file) {
  fs::path folder = fs::absolute(file).parent_path();
  std::string name = folder;
  int fd = ::open(name.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return;
  (void)::fsync(fd);
  ::close(fd);
}

/// The one thing that a backup may replace: an earlier one, never a database or its key file.
bool is_backup(const std::string& file) {
  try {
    return fs::is_regular_file(file) && read_manifest(file);
  } catch (const std::exception&) {
    return false;
  }
}

/// For the page of the system. The backup is made and stays so where this cannot be written: the
/// database may be older than this program, or take no writes.
void note(db::Database& database, const Manifest& manifest, std::uintmax_t bytes) {
  try {
    database.write([&](db::Tx& tx) {
      system_pages::note_backup(tx, {.made_at = manifest.made_at,
                                     .bytes = static_cast<std::int64_t>(bytes),
                                     .entries = manifest.entries});
    });
  } catch (const db::DatabaseError& error) {
    std::cerr << "The database does not tell of this backup: " << error.what() << "\n";
  }
}

// --- files -----------------------------------------------------------------------------------
// They never change once they have a name, which is the checksum of their bytes, and the database
// names them: a backup has them in a folder beside it, and copies only what is not there yet.

std::string files_beside(const std::string& backup) {
  return backup + ".files";
}

/// A database of an earlier program has none.
std::vector<std::string> hashes_in(db::Tx& tx) {
  const auto tables = db::tables_of(tx);
  if (std::find(tables.begin(), tables.end(), "files") == tables.end()) return {};
  return files::stored_hashes(tx);
}

files::Folder copy_files(const files::Folder& from, const std::string& backup,
                         const std::vector<std::string>& hashes) {
  files::Folder to(files_beside(backup));
  for (const std::string& hash : hashes) to.copy_from(from, hash);
  return to;
}

/// What an earlier backup of this name had, and this one has not.
void forget_others(const files::Folder& folder, const std::vector<std::string>& hashes) {
  const std::set<std::string> wanted(hashes.begin(), hashes.end());
  const Instant ever{std::numeric_limits<std::int64_t>::max()};
  folder.sweep(ever, [&](const std::string& hash) { return wanted.contains(hash); });
}

/// The folder of files while a restore is under way: what stood there is kept, and stands there
/// again where the restore fails.
class FilesInPlace {
 public:
  explicit FilesInPlace(std::string path) : path_(std::move(path)) {}
  ~FilesInPlace() {
    std::error_code ignored;
    if (is_kept_ || !is_put_) return;
    fs::remove_all(path_, ignored);
    if (!kept_.empty()) fs::rename(kept_, path_, ignored);
  }
  FilesInPlace(const FilesInPlace&) = delete;
  FilesInPlace& operator=(const FilesInPlace&) = delete;

  void put(const files::Folder& from, const std::vector<std::string>& hashes) {
    if (fs::exists(path_)) {
      kept_ = path_ + ".before-" + std::to_string(SystemClock().now().micros);
      fs::rename(path_, kept_);
    }
    is_put_ = true;
    const files::Folder to(path_);
    for (const std::string& hash : hashes) to.copy_from(from, hash);
  }
  /// They stay. Returns where those that stood there before are kept; empty: there were none.
  const std::string& keep() {
    is_kept_ = true;
    return kept_;
  }

 private:
  std::string path_, kept_;
  bool is_put_ = false, is_kept_ = false;
};

int backup(const cli::Arguments& arguments) {
  const std::string address = arguments.get("db");
  const std::string& file = arguments.positional().at(0);
  if (address.starts_with(sqlite) && !fs::exists(address.substr(sqlite.size())))
    throw std::runtime_error(address.substr(sqlite.size()) + ": no such database");
  if (fs::exists(file) && !is_backup(file))
    throw std::runtime_error(file + " is there and is no backup: it is not replaced");
  const std::string part = file + ".part";
  const SystemClock clock;
  auto database = db::Database::open(address);
  const auto keys = people::open_key_file(*database, clock, key_file_of(arguments));
  Manifest manifest;
  std::vector<std::string> hashes;
  database->backup(part, [&](db::Tx& tx) {
    manifest = describe(tx);
    hashes = hashes_in(tx);
  });
  const auto copied = copy_files(files::Folder(files_folder_of(arguments)), file, hashes);
  manifest.made_at = clock.now();
  append_manifest(part, manifest, keys.current());
  fs::rename(part, file);
  sync_folder_of(file);
  forget_others(copied, hashes);
  note(*database, manifest, fs::file_size(file));
  std::cerr << "Written to " << file << ": " << manifest.entries
            << " entries in its journal. Keep the key file beside it: what is sealed cannot be "
               "opened without.\n";
  if (!hashes.empty())
    std::cerr << hashes.size() << " stored files are in " << copied.path()
              << ": keep that folder beside the backup.\n";
  return 0;
}

constexpr const char* key_advice =
    ": bring the key file that belongs to the backup, name it with --keys FILE, or say "
    "--without-keys where it is lost for good";

/// What no engine's own check finds: another program's database, a copy that is not what was
/// backed up, one that was changed by hand.
void require_ours(db::Tx& tx, const std::optional<Written>& written) {
  require_database(tx);
  if (auto list = db::look_at_list(tx, migrations()); !list.lost.empty())
    throw std::runtime_error("the copy is not whole: " + list.lost);
  if (!written) return;
  const std::string differs = difference(written->manifest, describe(tx));
  if (!differs.empty()) throw std::runtime_error("the copy is not what was backed up: " + differs);
}

void require_intact(db::Database& database, const std::optional<Written>& written,
                    std::vector<journal::KeptHead> heads) {
  if (written && !written->manifest.log_head.empty())
    heads.push_back({"the head in the backup", written->manifest.log_head});
  const Findings findings = examine(
      database, modules(), written ? std::optional(written->manifest.made_at) : std::nullopt,
      {.heads = std::move(heads)});
  if (findings.holds()) return;
  print(std::cerr, findings);
  throw std::runtime_error("the copy in the backup does not hold (see above)");
}

crypto::KeyFile require_key_file(const std::string& path) {
  if (!fs::exists(path))
    throw std::runtime_error("the key file " + path + " is not there" + key_advice);
  return crypto::KeyFile::read(path);
}

void require_key(const std::optional<std::string>& sealed_to, const std::string& path) {
  if (sealed_to && require_key_file(path).find(*sealed_to) == nullptr)
    throw std::runtime_error("the key file " + path + " does not hold the key " + *sealed_to +
                             " to which this backup is sealed" + key_advice);
}

/// Whoever can write the file can write its checksums anew; what its maker's key says of it, only
/// who has the key.
void require_vouched(const Written& written, const std::string& file, const std::string& path) {
  const std::string& maker = written.manifest.vouched_by;
  const auto keys = require_key_file(path);
  const crypto::SealKey* key = keys.find(maker);
  if (key == nullptr)
    throw std::runtime_error("the key file " + path + " does not hold the key " + maker +
                             " that vouches for this backup" + key_advice);
  if (!is_vouched(written, *key))
    throw std::runtime_error(file + " was changed after it was made: the key " + maker +
                             " does not vouch for it, though its checksums are right");
}

void require_trust(const Written& written, const std::string& file,
                   const cli::Arguments& arguments) {
  if (written.mac.empty()) {
    if (arguments.has("unsigned")) return;
    throw std::runtime_error(
        file +
        " is of the kind before November 2026, for which no key vouches: whoever could write it "
        "could change it. Only where you know that nobody did: --unsigned");
  }
  if (!arguments.has("without-keys")) return require_vouched(written, file, key_file_of(arguments));
  std::cerr << "Without the key file nobody can tell whether " << file
            << " was changed after it was made.\n";
}

std::optional<Written> require_manifest(const std::string& file, const cli::Arguments& arguments) {
  auto written = read_manifest(file);
  if (!written) {
    if (arguments.has("without-manifest")) return written;
    throw std::runtime_error(
        file +
        " has no manifest: it is no backup of gandan, it is not whole, or it was made before "
        "backups had one. Only where you know where it comes from: --without-manifest");
  }
  if (written->manifest.engine != engine_of(arguments.get("db")))
    throw std::runtime_error(file + " is a backup of a database on " + written->manifest.engine +
                             ", and --db is another engine's");
  require_trust(*written, file, arguments);
  return written;
}

int restore(const cli::Arguments& arguments) {
  const std::string address = arguments.get("db");
  const std::string& file = arguments.positional().at(0);
  const auto written = require_manifest(file, arguments);
  const db::BackupFile copy{file, written ? written->manifest.bytes : fs::file_size(file)};
  std::int64_t entries = 0;
  FilesInPlace in_place(files_folder_of(arguments));
  const std::string kept = db::restore(address, copy, [&](db::Database& database) {
    database.read([&](db::Tx& tx) { require_ours(tx, written); });
    database.migrate(migrations());
    require_intact(database, written, heads_of(arguments));
    if (!arguments.has("without-keys"))
      require_key(database.read(people::key_sealed_to), key_file_of(arguments));
    journal::seal_all(database, SystemClock());
    entries = database.read([](db::Tx& tx) { return journal::verify(tx).entries; });
    if (!arguments.has("without-files"))
      in_place.put(files::Folder(files_beside(file)), database.read(hashes_in));
  });
  std::cerr << "Restored from " << file << ": " << entries << " entries in its journal.\n";
  if (!kept.empty()) std::cerr << "What stood there before is kept as " << kept << "\n";
  if (const std::string& before = in_place.keep(); !before.empty())
    std::cerr << "The files that stood there before are kept as " << before << "\n";
  return 0;
}

}  // namespace

std::vector<cli::Command> backup_commands() {
  auto options = database_options();
  options.push_back(head_option());
  options.insert(
      options.end(),
      {{"without-manifest", "", "takes a file without the manifest that says what it must hold"},
       {"unsigned", "", "takes a backup for which no key vouches: one made before November 2026"},
       {"without-files", "",
        "the folder FILE.files is lost for good: files that people sent along are not restored"},
       {"without-keys", "",
        "the key file is lost for good: what is sealed in the backup stays sealed, and nobody can "
        "tell whether it was changed"}});
  return {{"backup", "FILE", "Writes a consistent copy while the server runs.", database_options(),
           backup},
          {"restore", "FILE",
           "Puts a backup in the place of the database, which is kept. Stop the server first.",
           options, restore}};
}

}  // namespace gandan::app
