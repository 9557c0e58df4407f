#include "lib/db/migrate.hpp"

#include <algorithm>
#include <map>
#include <typeinfo>

#include "lib/crypto/encoding.hpp"
#include "lib/crypto/hash.hpp"
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

using AppliedFiles = std::map<std::pair<std::string, std::string>, std::string, std::less<>>;

AppliedFiles applied_files(Tx& tx) {
  AppliedFiles applied;
  for (Applied& row : tx.all<Applied>(select_applied, {}))
    applied[{std::move(row.module), std::move(row.name)}] = std::move(row.checksum);
  return applied;
}

std::vector<EmbeddedFile> in_order(const Migrations& module) {
  std::vector<EmbeddedFile> files(module.files.begin(), module.files.end());
  std::sort(files.begin(), files.end(),
            [](const EmbeddedFile& a, const EmbeddedFile& b) { return a.name < b.name; });
  return files;
}

/// "petitions/002_topics.sql"
std::string name_of(std::string_view module, std::string_view file) {
  return std::string(module) + "/" + std::string(file);
}

std::string checksum_of(const EmbeddedFile& file) {
  return crypto::hex(crypto::sha256(file.bytes));
}

void apply(ScriptTx& tx, std::string_view module, const EmbeddedFile& file) {
  const std::string checksum = checksum_of(file);
  tx.script(script_for(tx.engine(), file.bytes));
  tx.run(insert_applied, {{"module", module}, {"name", file.name}, {"checksum", checksum}});
}

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
                            name_of(key.first, key.second));
    }
  }
}

/// Runs `fn`. What a migration makes may be there, though the list of them does not say so.
template <class Fn>
void explained(const std::string& name, Fn&& fn) {
  try {
    fn();
  } catch (const DatabaseError& error) {
    if (typeid(error) != typeid(DatabaseError)) throw;  // full, unavailable, busy: not its fault
    throw DatabaseError("the migration " + name +
                        " cannot be applied. Where what it makes is there already, rows were taken "
                        "out of schema_migrations: " +
                        error.what());
  }
}

}  // namespace

void apply_all(ScriptTx& tx, std::span<const Migrations> modules) {
  tx.script(create_table);
  for (const Migrations& module : modules)
    for (const EmbeddedFile& file : in_order(module)) apply(tx, module.module, file);
}

MigrationList look_at_list(Tx& tx, std::span<const Migrations> modules) {
  const AppliedFiles applied = applied_files(tx);
  MigrationList list;
  if (applied.empty()) list.lost = "schema_migrations is empty, its rows were taken out";
  for (const Migrations& module : modules) {
    std::string missing;
    for (const EmbeddedFile& file : in_order(module)) {
      const std::string name = name_of(module.module, file.name);
      const bool is_named = applied.contains({std::string(module.module), std::string(file.name)});
      if (!is_named && missing.empty()) missing = name;
      if (is_named && !missing.empty() && list.lost.empty())
        list.lost = "schema_migrations names " + name + " and not " + missing +
                    ", which comes before: a row was taken out";
    }
    if (list.missing.empty()) list.missing = missing;
  }
  return list;
}

void EngineDatabase::migrate(std::span<const Migrations> modules) {
  locked_for_migration([&] {
    AppliedFiles applied;
    write_script([&](ScriptTx& tx) {
      tx.script(create_table);
      applied = applied_files(tx);
    });
    refuse_unknown(applied, modules);
    for (const Migrations& module : modules) {
      for (const EmbeddedFile& file : in_order(module)) {
        const std::string name = name_of(module.module, file.name);
        auto found = applied.find({std::string(module.module), std::string(file.name)});
        if (found == applied.end())
          explained(name,
                    [&] { write_script([&](ScriptTx& tx) { apply(tx, module.module, file); }); });
        else if (found->second != checksum_of(file))
          throw DatabaseError("the migration " + name + " has changed since it was applied");
      }
    }
  });
}

}  // namespace gandan::db
