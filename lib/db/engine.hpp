// What both engines share behind db.hpp: the constructor of each, and how migrations reach them.
#pragma once
#include <functional>
#include <memory>
#include <string>

#include "lib/db/db.hpp"
#include "lib/db/notifier.hpp"
#include "lib/db/schema.hpp"
#include "lib/db/script_tx.hpp"

namespace gandan::db {

class EngineDatabase : public Database {
 public:
  void migrate(std::span<const Migrations> modules) final;
  /// As db::schema_made_by().
  [[nodiscard]] virtual Schema schema_made_by(std::span<const Migrations> modules) = 0;
  std::uint64_t wait_notified(std::uint64_t seen, std::chrono::milliseconds timeout) final {
    return notifier_.wait(seen, timeout);
  }

 protected:
  /// Runs `fn` while no other process migrates this database.
  virtual void locked_for_migration(const std::function<void()>& fn) = 0;
  /// Runs `fn` once in a transaction in which scripts can be run.
  virtual void write_script(const std::function<void(ScriptTx&)>& fn) = 0;

  Notifier notifier_;
};

[[nodiscard]] std::unique_ptr<Database> open_sqlite(const std::string& file, Options options);
[[nodiscard]] std::unique_ptr<Database> open_postgresql(const std::string& address,
                                                        Options options);

}  // namespace gandan::db
