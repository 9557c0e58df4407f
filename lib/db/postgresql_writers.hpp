// Group commit on PostgreSQL: the writes of this server that wait at the same time share a
// transaction, so that they share its round trips, its commit and its wait for the disk.
#pragma once
#include <atomic>
#include <chrono>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <string>
#include <vector>

#include "lib/db/notifier.hpp"
#include "lib/db/postgresql_pool.hpp"
#include "lib/db/turns.hpp"

namespace gandan::db::postgresql {

/// There is no thread of its own: one of those who write leads, and does what waits for all of
/// them. Where a write takes long, others lead past it, at most as many as there are connections.
class Writers {
 public:
  Writers(const std::string& address, const Options& options, Notifier& notifier);

  /// Returns once what `fn` did is durable, or undone where it said so. Throws Busy where the queue
  /// is full or others were in the way too often, what `fn` threw, or why the commit failed.
  void write(const std::function<Ending(db::Tx&)>& fn);
  /// In a transaction of its own.
  void write_alone(const std::function<Ending(db::Tx&)>& fn);
  void forget_idle() { connections_.forget_idle(); }
  [[nodiscard]] Stats stats() const;

 private:
  using Clock = std::chrono::steady_clock;
  /// Lives on the stack of the thread that waits for it.
  struct Job {
    const std::function<Ending(db::Tx&)>& fn;
    bool taken = false;                    // by a leader; guarded by mutex_
    std::atomic<std::uint32_t> signal{0};  // counts up to wake it; `done` at the end
    std::exception_ptr error = nullptr;
    Ending ending = Ending::roll_back;
  };
  using Batch = std::vector<Job*>;

  [[nodiscard]] bool may_lead() const;
  void lead(std::unique_lock<std::mutex>& lock);
  [[nodiscard]] bool run_together(const Batch& batch);
  [[nodiscard]] bool call(Job& job, Connection& connection, bool& notified);
  void run_one_by_one(const Batch& batch);
  [[nodiscard]] bool run_apart(Job& job);
  void write_once(const std::function<Ending(db::Tx&)>& fn, bool& commit_sent);
  void committed(std::uint64_t writes, bool notified);

  Pool connections_;
  Turns turns_;
  Notifier& notifier_;
  const std::size_t most_leaders_, most_waiting_;

  mutable std::mutex mutex_;
  std::deque<Job*> waiting_;
  std::vector<Clock::time_point> leading_since_;  // one a leader
  std::atomic<std::uint64_t> writes_{0}, commits_{0}, retries_{0};
};

}  // namespace gandan::db::postgresql
