// Keeps SQLite's write-ahead log short without holding up the writer.
//
// A helper thread copies most of the log into the database file while the writer goes on; what was
// written meanwhile, a little, the writer copies itself between two commits, so that the log begins
// anew. The writer never waits for the copying of the whole log.
#pragma once
#include <atomic>
#include <string>
#include <thread>

#include "lib/db/sqlite_connection.hpp"

namespace gandan::db::sqlite {

class Checkpointer {
 public:
  /// `writer` is the connection whose commits fill the log.
  Checkpointer(const std::string& file, Connection& writer);
  ~Checkpointer();

  /// Called by the writer after each commit, outside a transaction.
  void after_commit();
  [[nodiscard]] std::uint64_t times() const { return times_.load(std::memory_order_relaxed); }

 private:
  enum State : std::uint32_t { resting, copying, copied, stopping };
  void run();
  void finish();

  Connection& writer_;
  Connection helper_;
  int log_pages_ = 0;  // after the last commit; written by SQLite's hook in the writer's thread
  int copy_at_;
  std::atomic<std::uint32_t> state_{resting};
  std::atomic<std::uint64_t> times_{0};
  std::thread thread_;
};

}  // namespace gandan::db::sqlite
