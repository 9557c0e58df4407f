// The read-only connections of a SQLite file. A thread comes back to the connection it used last,
// so that threads do not meet, and its caches are warm.
#pragma once
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "lib/db/sqlite_connection.hpp"

namespace gandan::db::sqlite {

class Readers {
 public:
  using Clock = std::chrono::steady_clock;

  /// Connections are opened when they are first needed.
  Readers(std::string file, int count);
  /// Runs `fn` on a snapshot; again where interrupt() hit it though it was young. Throws Busy where
  /// it was old.
  void read(const std::function<void(db::Tx&)>& fn);
  /// Runs `fn` outside a transaction: for VACUUM INTO.
  void alone(const std::function<void(Connection&)>& fn);

  /// Whether a read goes on that had begun by then.
  [[nodiscard]] bool reading_since_before(Clock::time_point then) const;
  /// Ends the reads that have taken longer than `age`: each keeps the log as it was when it began.
  void interrupt(std::chrono::milliseconds age);
  /// Closes them all; nobody may read any more.
  void close();
  /// Called for each connection, once it is open and before it is used.
  std::function<void()> check_opened;

 private:
  struct alignas(64) Slot {
    std::atomic<bool> busy{false};
    std::atomic<Clock::rep> reading_since{0};  // 0: nothing is read
    std::optional<Connection> connection;
  };
  class Lease;
  void read_once(const std::function<void(db::Tx&)>& fn);
  Slot* try_take();
  Slot& take();
  void give_back(Slot& slot) noexcept;

  const std::string file_;
  const unsigned count_;
  std::unique_ptr<Slot[]> slots_;
  std::atomic<int> waiting_{0};
  std::mutex mutex_;
  std::condition_variable free_;
};

}  // namespace gandan::db::sqlite
