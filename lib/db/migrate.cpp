#include "lib/db/migrate.hpp"

#include <sodium.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "lib/db/engine.hpp"

namespace gandan::db {
namespace {

struct Applied {
  std::string module;
  std::string name;
  std::string checksum;
};

constexpr const char* create_table =
    "create table if not exists schema_migrations (module TEXT not null, name TEXT not null,"
    " checksum TEXT not null, primary key (module, name))";
const std::string select_applied = "select module, name, checksum from schema_migrations";
const std::string insert_applied =
    "insert into schema_migrations (module, name, checksum) values (:module, :name, :checksum)";

std::string sha256_hex(std::string_view bytes) {
  unsigned char digest[crypto_hash_sha256_BYTES];
  crypto_hash_sha256(digest, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
  char hex[2 * sizeof digest + 1];
  sodium_bin2hex(hex, sizeof hex, digest, sizeof digest);
  return hex;
}

using AppliedFiles = std::map<std::pair<std::string, std::string>, std::string, std::less<>>;

/// Files of a known module that this program does not have: the database is newer than the program.
/// A module that is not known at all is a feature that was removed; its tables are left as they
/// are.
void refuse_unknown(const AppliedFiles& applied, std::span<const Migrations> modules) {
  for (const auto& [key, checksum] : applied) {
    for (const Migrations& module : modules) {
      if (module.module != key.first) continue;
      bool known = std::any_of(module.files.begin(), module.files.end(),
                               [&](const EmbeddedFile& file) { return file.name == key.second; });
      if (!known)
        throw DatabaseError("the database is newer than this program: it has the migration " +
                            key.first + "/" + key.second);
    }
  }
}

}  // namespace

void EngineDatabase::migrate(std::span<const Migrations> modules) {
  locked_for_migration([&] {
    AppliedFiles applied;
    write_script([&](ScriptTx& tx) {
      tx.script(create_table);
      applied.clear();
      for (Applied& row : tx.all<Applied>(select_applied, {}))
        applied[{std::move(row.module), std::move(row.name)}] = std::move(row.checksum);
    });
    refuse_unknown(applied, modules);
    for (const Migrations& module : modules) {
      std::vector<EmbeddedFile> files(module.files.begin(), module.files.end());
      std::sort(files.begin(), files.end(),
                [](const EmbeddedFile& a, const EmbeddedFile& b) { return a.name < b.name; });
      for (const EmbeddedFile& file : files) {
        std::string checksum = sha256_hex(file.bytes);
        auto found = applied.find(std::pair(std::string(module.module), std::string(file.name)));
        if (found != applied.end()) {
          if (found->second == checksum) continue;
          throw DatabaseError("the migration " + found->first.first + "/" + found->first.second +
                              " has changed since it was applied");
        }
        write_script([&](ScriptTx& tx) {
          tx.script(script_for(tx.engine(), file.bytes));
          Param row[] = {{"module", module.module}, {"name", file.name}, {"checksum", checksum}};
          tx.run(insert_applied, row);
        });
      }
    }
  });
}

}  // namespace gandan::db
