// Keeps SQLite's write-ahead log short without holding up the writer.
//
// A helper thread copies most of the log into the database file while the writer goes on; what was
// written meanwhile, a little, the writer copies itself between two commits, so that the log begins
// anew. Only where the log has grown too long all the same (the disk is slow, somebody reads for
// long) does the writer wait.
#pragma once
#include <atomic>
#include <chrono>
#include <string>
#include <thread>

#include "lib/db/sqlite_connection.hpp"
#include "lib/db/sqlite_readers.hpp"

namespace gandan::db::sqlite {

class Checkpointer {
 public:
  /// `writer` is the connection whose commits fill the log; `readers` are who may hold it up.
  Checkpointer(const std::string& file, Connection& writer, Readers& readers);
  ~Checkpointer();

  /// Called by the writer after each commit, outside a transaction.
  void after_commit();
  [[nodiscard]] std::uint64_t times() const { return times_.load(std::memory_order_relaxed); }

 private:
  /// How far the writer's own attempt came.
  enum class Attempt { copied_some, copied_all, begun_anew };
  enum State : std::uint32_t { resting, copying, copied, stopping };
  using Clock = std::chrono::steady_clock;

  void run();
  [[nodiscard]] Attempt begin_anew(int mode, std::chrono::milliseconds wait);
  [[nodiscard]] bool insist(int mode);
  void wait_for_helper();

  Connection& writer_;
  Readers& readers_;
  Connection helper_;
  int log_pages_ = 0;  // after the last commit; written by SQLite's hook in the writer's thread
  int copy_at_;
  int insist_at_;
  std::atomic<std::uint32_t> state_{resting};
  std::atomic<std::uint64_t> times_{0};
  std::thread thread_;
};

}  // namespace gandan::db::sqlite
