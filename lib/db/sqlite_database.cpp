#include <sqlite3.h>

#include <filesystem>
#include <mutex>
#include <optional>

#include "lib/db/engine.hpp"
#include "lib/db/error_mapping.hpp"
#include "lib/db/migrate.hpp"
#include "lib/db/sqlite_files.hpp"
#include "lib/db/sqlite_readers.hpp"
#include "lib/db/sqlite_writer.hpp"

namespace gandan::db::sqlite {
namespace {

class SqliteDatabase final : public EngineDatabase {
 public:
  SqliteDatabase(const std::string& file, Options options)
      : file_(file), readers_(file, options.readers) {
    if (!options.read_only) {
      if (!options.unlocked) lock_.emplace(file, UseLock::Kind::shared);
      make_private(file);
      writer_.emplace(file, options.write_queue, notifier_, readers_);
      readers_.check_opened = [this] { writer_->files().check(); };
    }
    ping();
  }
  /// The writer is closed last: it is the one who may empty the log into the file.
  ~SqliteDatabase() override { readers_.close(); }

  [[nodiscard]] Engine engine() const override { return Engine::sqlite; }
  void ping() override {
    readers_.alone(
        [](Connection& connection) { connection.script("select 1 from sqlite_schema"); });
    if (writer_) writer_->files().check();
  }
  void when_gone(std::function<void()> fn) override {
    if (writer_) writer_->files().when_gone(std::move(fn));
  }
  [[nodiscard]] Stats stats() const override { return writer_ ? writer_->stats() : Stats{}; }

  /// VACUUM INTO reads one snapshot, so the copy is consistent, compact, and holds up nobody.
  void backup(const std::string& file, const std::function<void(db::Tx&)>& describe) override {
    std::filesystem::remove(file);
    readers_.alone([&](Connection& connection) {
      static const std::string vacuum = "vacuum into :file";
      Param params[] = {{"file", file}};
      Statement& statement = connection.statement(vacuum);
      statement.bind_all(params);
      struct Reset {
        Statement& statement;
        ~Reset() { statement.reset(); }
      } guard{statement};
      statement.step();
    });
    make_private(file);
    Readers(file, 1).read(describe);
    sync_to_disk(file);
  }

  /// Pages keep copies of rows that have moved on, whatever is overwritten: only a new file holds
  /// nothing of them. It is made on the disk, not in memory.
  void erase_traces(std::span<const std::string_view>) override {
    require_writer().alone([](Connection& connection) {
      connection.script("pragma temp_store = file; vacuum; pragma temp_store = memory");
      int code = sqlite3_wal_checkpoint_v2(connection.handle(), nullptr, SQLITE_CHECKPOINT_TRUNCATE,
                                           nullptr, nullptr);
      if (code != SQLITE_OK) throw_sqlite(connection.handle(), code, "checkpoint");
    });
  }
  std::int64_t size() override {
    static const std::string bytes =
        "select c.page_count * s.page_size from pragma_page_count() c, pragma_page_size() s";
    std::int64_t size = 0;
    do_read([&](db::Tx& tx) { size = tx.one<std::int64_t>(bytes, {}).value_or(0); });
    return size;
  }

  [[nodiscard]] Schema schema_made_by(std::span<const Migrations> modules) override {
    Connection empty(":memory:", Access::read_write);
    Tx tx(empty);
    apply_all(tx, modules);
    return schema_of(tx);
  }

  void prepare(const Sql& sql) override {
    readers_.alone([&](Connection& connection) { connection.statement(sql).reset(); });
  }
  void check_integrity() override {
    readers_.alone([](Connection& c) { check(c); });
  }

 protected:
  /// Of one connection that never writes: it sees the commits of all others, of this process and
  /// of others. Its numbers can be compared with no other connection's.
  std::string stored_state() override {
    static const std::string data_version = "pragma data_version";
    std::lock_guard lock(watching_);
    if (!watcher_) {
      watcher_.emplace(file_, Access::read_only);
      if (readers_.check_opened) readers_.check_opened();
    }
    Statement& statement = watcher_->statement(data_version);
    struct Reset {
      Statement& statement;
      ~Reset() { statement.reset(); }
    } guard{statement};
    statement.step();
    return std::to_string(statement.integer(0));
  }

  void do_read(const std::function<void(db::Tx&)>& fn) override { readers_.read(fn); }
  void do_write(const std::function<Ending(db::Tx&)>& fn) override { require_writer().write(fn); }
  /// Each file checks and applies in one transaction of the only writer; another process that
  /// migrates at the same time fails on the key of schema_migrations and keeps nothing.
  void locked_for_migration(const std::function<void()>& fn) override { fn(); }
  void write_script(const std::function<void(ScriptTx&)>& fn) override {
    do_write([&](db::Tx& tx) {
      fn(static_cast<ScriptTx&>(tx));
      return Ending::commit;
    });
  }

 private:
  Writer& require_writer() {
    if (!writer_) throw DatabaseError("the database was opened for reading only");
    return *writer_;
  }

  static void check(Connection& connection) {
    static const std::string quick_check = "pragma quick_check(1)";
    Statement& statement = connection.statement(quick_check);
    bool sound = statement.step() && statement.text(0) == "ok";
    std::string found = sound ? "" : std::string(statement.text(0));
    statement.reset();
    if (!sound) throw DatabaseError("the database file is damaged: " + found);
  }

  const std::string file_;
  std::optional<UseLock> lock_;
  Readers readers_;
  std::optional<Writer> writer_;
  std::mutex watching_;
  std::optional<Connection> watcher_;  // closed before the writer
};

}  // namespace
}  // namespace gandan::db::sqlite

namespace gandan::db {

std::unique_ptr<Database> open_sqlite(const std::string& file, Options options) {
  return std::make_unique<sqlite::SqliteDatabase>(file, options);
}

}  // namespace gandan::db
