// gandan backup and gandan restore.
#include <fcntl.h>
#include <unistd.h>

#include <filesystem>
#include <iostream>
#include <stdexcept>

#include "app/backup_file.hpp"
#include "app/commands.hpp"
#include "app/compose.hpp"
#include "app/verify.hpp"
#include "kernel/journal/journal.hpp"
#include "kernel/people/seal_keys.hpp"
#include "kernel/system_pages/last_backup.hpp"
#include "lib/db/migrate.hpp"
#include "lib/db/restore.hpp"

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
  database->backup(part, [&](db::Tx& tx) { manifest = describe(tx); });
  manifest.made_at = clock.now();
  append_manifest(part, manifest, keys.current());
  fs::rename(part, file);
  sync_folder_of(file);
  note(*database, manifest, fs::file_size(file));
  std::cerr << "Written to " << file << ": " << manifest.entries
            << " entries in its journal. Keep the key file beside it: what is sealed cannot be "
               "opened without.\n";
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
  const std::string kept = db::restore(address, copy, [&](db::Database& database) {
    database.read([&](db::Tx& tx) { require_ours(tx, written); });
    database.migrate(migrations());
    require_intact(database, written, heads_of(arguments));
    if (!arguments.has("without-keys"))
      require_key(database.read(people::key_sealed_to), key_file_of(arguments));
    journal::seal_all(database, SystemClock());
    entries = database.read([](db::Tx& tx) { return journal::verify(tx).entries; });
  });
  std::cerr << "Restored from " << file << ": " << entries << " entries in its journal.\n";
  if (!kept.empty()) std::cerr << "What stood there before is kept as " << kept << "\n";
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
