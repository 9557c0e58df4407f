#include <algorithm>
#include <chrono>
#include <thread>

#include "lib/db/engine.hpp"
#include "lib/db/error_mapping.hpp"
#include "lib/db/lexer.hpp"
#include "lib/db/migrate.hpp"
#include "lib/db/postgresql_pool.hpp"
#include "lib/db/postgresql_tools.hpp"
#include "lib/db/postgresql_writers.hpp"

namespace gandan::db::postgresql {
namespace {

// What a transaction that is older may still see is copied by VACUUM FULL, deleted or not. One that
// writes to another database of the server counts too: every snapshot, VACUUM FULL's own too, is as
// old as it.
const std::string select_own_transaction = "select cast(pg_current_xact_id() as text)";
const std::string count_older_transactions = R"(
  select count(*) from pg_stat_activity
  where pid <> pg_backend_pid()
    and (age(backend_xid) >= age(cast(cast(:own as text) as xid))
      or (datname = current_database() and age(backend_xmin) >= age(cast(cast(:own as text) as xid)))))";
constexpr std::chrono::seconds wait_for_older_at_most{60};
constexpr std::chrono::milliseconds between_looks{50};

/// Until every transaction that is older than this moment has ended.
void wait_for_older_transactions(Connection& connection) {
  auto in_transaction = [&](auto&& fn) {
    connection.begin();
    Tx tx(connection);
    auto value = fn(tx);
    connection.rollback();
    return value;
  };
  const auto own = in_transaction(
      [](Tx& tx) { return tx.one<std::string>(select_own_transaction, {}).value(); });
  const auto until = std::chrono::steady_clock::now() + wait_for_older_at_most;
  while (in_transaction([&](Tx& tx) {
           return tx.one<std::int64_t>(count_older_transactions, {{"own", own}}).value();
         }) > 0) {
    if (std::chrono::steady_clock::now() > until)
      throw Busy("transactions that are older hold what is to be erased");
    std::this_thread::sleep_for(between_looks);
  }
}

/// Held by who migrates; any number that only this program uses.
constexpr const char* lock_migrations = "select pg_advisory_lock(7236832911)";

class PostgresqlDatabase final : public EngineDatabase {
 public:
  PostgresqlDatabase(std::string address, Options options)
      : address_(std::move(address)),
        read_only_(options.read_only),
        readers_(address_, Access::read_only, options.readers, options.write_queue),
        writers_(address_, options, notifier_) {
    ping();
  }

  [[nodiscard]] Engine engine() const override { return Engine::postgresql; }
  void ping() override {
    static const std::string ping = "select 1";
    do_read([](db::Tx& tx) { tx.run(ping, {}); });
  }
  [[nodiscard]] Stats stats() const override { return writers_.stats(); }
  void when_gone(std::function<void()>) override {}
  void prepare(const Sql& sql) override { readers_.take()->prepare(sql); }
  void check_integrity() override { read_everything(address_); }

  void backup(const std::string& file, const std::function<void(db::Tx&)>& describe) override {
    do_read([&](db::Tx& tx) {
      static const std::string patience = "set local idle_in_transaction_session_timeout = 0";
      static const std::string unhurried = "set local statement_timeout = 0";
      static const std::string snapshot = "select pg_export_snapshot()";
      tx.run(patience, {});
      tx.run(unhurried, {});
      dump(address_, file, tx.one<std::string>(snapshot, {}).value());
      describe(tx);
    });
  }

  /// FULL writes the table anew and gives the old file up; its statistics may quote values too.
  void erase_traces(std::span<const std::string_view> tables) override {
    Connection connection(address_, Access::read_write);
    connection.be_patient();
    wait_for_older_transactions(connection);
    for (std::string_view table : tables) {
      if (!std::all_of(table.begin(), table.end(), is_word))
        throw DatabaseError("no name of a table: " + std::string(table));
      connection.script("vacuum (full, analyze) " + std::string(table));
    }
    connection.script("vacuum full pg_catalog.pg_statistic");
  }
  [[nodiscard]] Schema schema_made_by(std::span<const Migrations> modules) override {
    Connection connection(address_, Access::read_write);
    connection.be_patient();
    connection.begin();
    Tx tx(connection);
    tx.script("create schema gandan_tried; set local search_path = gandan_tried");
    apply_all(tx, modules);
    Schema schema = schema_of(tx);
    connection.rollback();
    return schema;
  }
  std::int64_t size() override {
    static const std::string bytes = "select pg_database_size(current_database())";
    std::int64_t size = 0;
    do_read([&](db::Tx& tx) { size = tx.one<std::int64_t>(bytes, {}).value_or(0); });
    return size;
  }

 protected:
  /// Two snapshots of one text see the same transactions, whoever wrote them.
  std::string stored_state() override {
    static const std::string snapshot = "select cast(pg_current_snapshot() as text)";
    std::string state;
    do_read([&](db::Tx& tx) { state = tx.one<std::string>(snapshot, {}).value(); });
    return state;
  }

  void do_read(const std::function<void(db::Tx&)>& fn) override {
    try {
      read_once(fn);
    } catch (const Stalled&) {
      readers_.forget_idle();  // they may be stalled as well; who reads has waited long enough
      throw;
    } catch (const Unavailable&) {
      // The connection was of a server that has gone; perhaps it is back. Reading twice harms
      // nobody.
      readers_.forget_idle();
      read_once(fn);
    }
  }

  void do_write(const std::function<Ending(db::Tx&)>& fn) override {
    if (read_only_) throw DatabaseError("the database was opened for reading only");
    // What may take minutes is done beside those who wait for a page.
    if (patience() == Patience::work) {
      writers_.write_alone(fn);
    } else {
      writers_.write(fn);
    }
  }

  void locked_for_migration(const std::function<void()>& fn) override {
    const WithPatience patient(Patience::work);
    Connection holder(address_, Access::read_write);
    holder.be_patient();
    holder.script(lock_migrations);  // released with the connection
    fn();
  }
  void write_script(const std::function<void(ScriptTx&)>& fn) override {
    writers_.write_alone([&](db::Tx& tx) {
      fn(static_cast<ScriptTx&>(tx));
      return Ending::commit;
    });
  }

 private:
  void read_once(const std::function<void(db::Tx&)>& fn) {
    Pool::Lease connection = readers_.take();
    Tx tx(*connection);
    connection->begin();
    try {
      fn(tx);
    } catch (...) {
      connection->rollback();
      throw;
    }
    connection->commit();
  }

  const std::string address_;
  const bool read_only_;
  Pool readers_;
  Writers writers_;
};

}  // namespace
}  // namespace gandan::db::postgresql

namespace gandan::db {

std::unique_ptr<Database> open_postgresql(const std::string& address, Options options) {
  return std::make_unique<postgresql::PostgresqlDatabase>(address, options);
}

}  // namespace gandan::db
