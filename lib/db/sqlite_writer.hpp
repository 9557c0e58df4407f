// The one thread that writes to a SQLite file: it does what is waiting and what comes meanwhile,
// commits it together and then answers all of it.
#pragma once
#include <array>
#include <atomic>
#include <condition_variable>
#include <exception>
#include <functional>
#include <future>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "lib/db/notifier.hpp"
#include "lib/db/sqlite_checkpointer.hpp"
#include "lib/db/sqlite_connection.hpp"
#include "lib/db/sqlite_files.hpp"

namespace gandan::db::sqlite {

class Writer {
 public:
  Writer(const std::string& file, std::size_t max_waiting, Notifier& notifier, Readers& readers);
  /// Does what is waiting, then stops.
  ~Writer();

  /// Returns once what `fn` did is durable, or undone where it said so. Throws Busy where the queue
  /// is full, what `fn` threw, or why the commit failed.
  void write(const std::function<Ending(db::Tx&)>& fn);
  /// Runs `fn` in the writer's thread outside any transaction.
  void alone(const std::function<void(Connection&)>& fn);
  [[nodiscard]] Stats stats() const;
  /// The files that are written to.
  [[nodiscard]] OpenFiles& files() { return files_; }

 private:
  /// Lives on the stack of the thread that waits for it.
  struct Job {
    const std::function<Ending(db::Tx&)>& fn;
    std::exception_ptr error;
    Ending ending = Ending::roll_back;
  };

  std::unique_lock<std::mutex> queue_up();
  void wake(std::unique_lock<std::mutex> lock);
  void run();
  void run_batch();
  bool take_up();
  void take_up_all();
  bool run_together();
  void run_apart();
  void call(Job& job);
  void count_commit();
  void fail_all(const std::exception_ptr& error);

  Connection connection_;
  Tx tx_{connection_};
  Checkpointer checkpointer_;
  OpenFiles files_;
  const std::size_t max_waiting_;
  Notifier& notifier_;

  mutable std::mutex mutex_;
  std::condition_variable work_;
  std::vector<Job*> waiting_;
  std::vector<std::packaged_task<void(Connection&)>> alone_;
  std::uint32_t collecting_ = 1;  // the number of the batch that waiting_ belongs to
  bool idle_ = false;
  bool stop_ = false;

  std::vector<Job*> batch_;
  std::uint32_t running_ = 0;  // its number: while it is the one that collects, it is open
  // The last batch done, of the even numbers and of the odd ones: those who wait for a batch are
  // woken by one system call, and nobody else with them.
  std::array<std::atomic<std::uint32_t>, 2> done_{};
  std::atomic<std::uint64_t> writes_{0}, commits_{0}, retries_{0};
  std::thread thread_;
};

}  // namespace gandan::db::sqlite
