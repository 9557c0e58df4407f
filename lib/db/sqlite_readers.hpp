// The read-only connections of a SQLite file. A thread comes back to the connection it used last,
// so that threads do not meet, and its caches are warm.
#pragma once
#include <atomic>
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
  /// Connections are opened when they are first needed.
  Readers(std::string file, int count);
  void read(const std::function<void(db::Tx&)>& fn);
  /// Runs `fn` outside a transaction: for VACUUM INTO.
  void alone(const std::function<void(Connection&)>& fn);

 private:
  struct alignas(64) Slot {
    std::atomic<bool> busy{false};
    std::optional<Connection> connection;
  };
  class Lease;
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
