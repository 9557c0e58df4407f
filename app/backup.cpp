// gandan backup and gandan restore.
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <stdexcept>

#include "app/backup_file.hpp"
#include "app/commands.hpp"
#include "app/compose.hpp"
#include "app/verify.hpp"
#include "kernel/journal/journal.hpp"
#include "kernel/people/seal_keys.hpp"
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

int backup(const cli::Arguments& arguments) {
  const std::string address = arguments.get("db");
  const std::string& file = arguments.positional().at(0);
  if (address.starts_with(sqlite) && !fs::exists(address.substr(sqlite.size())))
    throw std::runtime_error(address.substr(sqlite.size()) + ": no such database");
  if (fs::exists(file) && !is_backup(file))
    throw std::runtime_error(file + " is there and is no backup: it is not replaced");
  const std::string part = file + ".part";
  Manifest manifest;
  db::Database::open(address)->backup(part, [&](db::Tx& tx) { manifest = describe(tx); });
  manifest.made_at = SystemClock().now();
  append_manifest(part, manifest);
  fs::rename(part, file);
  sync_folder_of(file);
  std::cerr << "Written to " << file << ": " << manifest.entries
            << " entries in its journal. Keep the key file beside it: what is sealed cannot be "
               "opened without.\n";
  return 0;
}

/// What no engine's own check finds: another program's database, a copy that is not what was
/// backed up, one that was changed by hand.
void require_ours(db::Tx& tx, const std::optional<Manifest>& written) {
  const auto tables = db::tables_of(tx);
  for (const char* table : {"schema_migrations", "journal", "journal_seals"})
    if (std::find(tables.begin(), tables.end(), table) == tables.end())
      throw std::runtime_error(std::string("this is another program's database: it has no table ") +
                               table);
  if (written) {
    const std::string differs = difference(*written, describe(tx));
    if (!differs.empty())
      throw std::runtime_error("the copy is not what was backed up: " + differs);
  }
}

void require_intact(db::Tx& tx, const std::optional<Manifest>& written) {
  const Findings findings = examine(tx, written ? std::optional(written->made_at) : std::nullopt);
  if (findings.holds()) return;
  print(std::cerr, findings);
  throw std::runtime_error("the copy in the backup does not hold (see above)");
}

void require_key(const std::optional<std::string>& sealed_to, const std::string& path) {
  if (!sealed_to) return;
  const char* advice =
      ": bring the key file that belongs to the backup, name it with --keys FILE, "
      "or say --without-keys where it is lost for good";
  if (!fs::exists(path))
    throw std::runtime_error("the key file " + path + " is not there" + advice);
  if (crypto::KeyFile::read(path).find(*sealed_to) == nullptr)
    throw std::runtime_error("the key file " + path + " does not hold the key " + *sealed_to +
                             " to which this backup is sealed" + advice);
}

std::optional<Manifest> require_manifest(const std::string& file, const std::string& address,
                                         bool may_be_without) {
  auto manifest = read_manifest(file);
  if (!manifest && !may_be_without)
    throw std::runtime_error(
        file +
        " has no manifest: it is no backup of gandan, it is not whole, or it was made before "
        "backups had one. Only where you know where it comes from: --without-manifest");
  if (manifest && manifest->engine != engine_of(address))
    throw std::runtime_error(file + " is a backup of a database on " + manifest->engine +
                             ", and --db is another engine's");
  return manifest;
}

int restore(const cli::Arguments& arguments) {
  const std::string address = arguments.get("db");
  const std::string& file = arguments.positional().at(0);
  const auto manifest = require_manifest(file, address, arguments.has("without-manifest"));
  const db::BackupFile copy{file, manifest ? manifest->bytes : fs::file_size(file)};
  std::int64_t entries = 0;
  const std::string kept = db::restore(address, copy, [&](db::Database& database) {
    database.read([&](db::Tx& tx) { require_ours(tx, manifest); });
    database.migrate(migrations());
    database.read([&](db::Tx& tx) {
      require_intact(tx, manifest);
      if (!arguments.has("without-keys"))
        require_key(people::key_sealed_to(tx), key_file_of(arguments));
    });
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
  options.insert(
      options.end(),
      {{"without-manifest", "", "takes a file without the manifest that says what it must hold"},
       {"without-keys", "",
        "the key file is lost for good: what is sealed in the backup stays sealed"}});
  return {
      {"backup", "FILE", "Writes a consistent copy while the server runs.", {db_option()}, backup},
      {"restore", "FILE",
       "Puts a backup in the place of the database, which is kept. Stop the server first.", options,
       restore}};
}

}  // namespace gandan::app
