#include <algorithm>
#include <atomic>
#include <chrono>
#include <filesystem>
#include <random>
#include <thread>

#include "lib/db/engine.hpp"
#include "lib/db/error_mapping.hpp"
#include "lib/db/postgresql_pool.hpp"
#include "lib/db/postgresql_tools.hpp"
#include "lib/db/turns.hpp"

namespace gandan::db::postgresql {
namespace {

/// Runs of one write before the caller is told that the database is busy. Each waits, at random, up
/// to twice as long as the one before: 1 ms, 2 ms, … 128 ms.
constexpr int max_attempts = 12;
/// After so many a write goes alone among those of this server. While tables are small, PostgreSQL
/// takes any two that read and write one page of an index to depend on each other; alone, only
/// other servers can be in the way.
constexpr int attempts_together = 3;
constexpr int longest_pause_exponent = 7;

/// Held by who migrates; any number that only this program uses.
constexpr const char* lock_migrations = "select pg_advisory_lock(7236832911)";

void pause_before(int attempt) {
  thread_local std::minstd_rand random(std::random_device{}());
  std::uniform_int_distribution<int> micros(0, 1000 << std::min(attempt, longest_pause_exponent));
  std::this_thread::sleep_for(std::chrono::microseconds(micros(random)));
}

class PostgresqlDatabase final : public EngineDatabase {
 public:
  PostgresqlDatabase(std::string address, Options options)
      : address_(std::move(address)),
        read_only_(options.read_only),
        readers_(address_, Access::read_only, options.readers, options.write_queue),
        writers_(address_, Access::read_write, options.writers, options.write_queue) {
    ping();
  }

  [[nodiscard]] Engine engine() const override { return Engine::postgresql; }
  void ping() override {
    static const std::string ping = "select 1";
    do_read([](db::Tx& tx) { tx.run(ping, {}); });
  }
  [[nodiscard]] Stats stats() const override {
    return {.writes = writes_.load(std::memory_order_relaxed),
            .commits = writes_.load(std::memory_order_relaxed),
            .retries = retries_.load(std::memory_order_relaxed),
            .waiting = writers_.waiting()};
  }
  void prepare(const Sql& sql) override { readers_.take()->prepare(sql); }
  void check_integrity() override { read_everything(address_); }

  void backup(const std::string& file) override {
    std::string part = file + ".part";
    dump(address_, part);
    std::filesystem::rename(part, file);
  }
  void restore(const std::string& file) override {
    if (!std::filesystem::exists(file)) throw DatabaseError("no such file: " + file);
    readers_.forget_idle();
    writers_.forget_idle();
    restore_dump(address_, file);
  }

 protected:
  void do_read(const std::function<void(db::Tx&)>& fn) override {
    try {
      read_once(fn);
    } catch (const Unavailable&) {
      // The connection was of a server that has gone; perhaps it is back. Reading twice harms
      // nobody.
      readers_.forget_idle();
      read_once(fn);
    }
  }

  void do_write(const std::function<Ending(db::Tx&)>& fn) override {
    if (read_only_) throw DatabaseError("the database was opened for reading only");
    thread_local bool writing = false;
    if (writing) throw std::logic_error("a write inside a write would wait for itself");
    writing = true;
    struct Done {
      bool& writing;
      ~Done() { writing = false; }
    } done{writing};
    bool reconnected = false;
    for (int attempt = 0;; ++attempt) {
      bool commit_sent = false;
      try {
        Turns::Turn turn(turns_,
                         attempt < attempts_together ? Turns::Way::together : Turns::Way::alone);
        write_once(fn, commit_sent);
        return;
      } catch (const SerializationFailure& failure) {
        if (attempt + 1 == max_attempts) throw Busy(failure.what());
        pause_before(attempt);
      } catch (const Unavailable&) {
        // Before the COMMIT nothing can have been kept, so it may run again, on a new connection.
        // After it nobody knows, and the caller must look.
        if (commit_sent || std::exchange(reconnected, true)) throw;
        writers_.forget_idle();
      }
      retries_.fetch_add(1, std::memory_order_relaxed);
    }
  }

  void locked_for_migration(const std::function<void()>& fn) override {
    Connection holder(address_, Access::read_write);
    holder.script(lock_migrations);  // released with the connection
    fn();
  }
  void write_script(const std::function<void(ScriptTx&)>& fn) override {
    do_write([&](db::Tx& tx) {
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

  void write_once(const std::function<Ending(db::Tx&)>& fn, bool& commit_sent) {
    Pool::Lease connection = writers_.take();
    Tx tx(*connection);
    connection->begin();
    try {
      // A refusal holds of the snapshot that it was made on; no commit need confirm it.
      if (fn(tx) == Ending::roll_back) {
        connection->rollback();
        return;
      }
      connection->commit();
    } catch (...) {
      commit_sent = connection->commit_sent();
      connection->rollback();
      throw;
    }
    writes_.fetch_add(1, std::memory_order_relaxed);
    if (tx.notified()) notifier_.notify();
  }

  const std::string address_;
  const bool read_only_;
  Pool readers_;
  Pool writers_;
  Turns turns_;
  std::atomic<std::uint64_t> writes_{0}, retries_{0};
};

}  // namespace
}  // namespace gandan::db::postgresql

namespace gandan::db {

std::unique_ptr<Database> open_postgresql(const std::string& address, Options options) {
  return std::make_unique<postgresql::PostgresqlDatabase>(address, options);
}

}  // namespace gandan::db
