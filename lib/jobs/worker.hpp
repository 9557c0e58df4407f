// Takes due jobs and runs their handlers, in threads of its own; so for periodic jobs.
#pragma once
#include <atomic>
#include <condition_variable>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "lib/jobs/jobs.hpp"

namespace gandan::jobs {

class Worker {
 public:
  Worker(db::Database& database, const Clock& clock, const Registry& registry);
  /// Stops.
  ~Worker();
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  /// Starts `threads` for jobs and one for periodic jobs.
  void start(int threads = 2);
  /// Returns when what is running has ended.
  void stop();

  /// Runs what is due now in the caller's thread, as tests do; returns how many jobs ran. What
  /// fails counts too, and is put off.
  int run_due();
  /// Runs the periodic jobs whose time has come; returns how many ran.
  int run_periodic();

 private:
  struct Outcome {
    enum State { done, failed, untouched } state = untouched;
    std::string error = {};
    std::chrono::microseconds pause{0};  // before it is tried again
  };
  std::vector<Job> take(int limit);
  int run_batch();
  [[nodiscard]] Outcome run(const Job& job) const;
  void write_down(db::Tx& tx, const Job& job, const Outcome& outcome) const;
  bool take_periodic(const std::string& name, const Schedule& schedule, Instant now);
  [[nodiscard]] bool persists(const Schedule& schedule) const;
  void work();
  void keep_time();
  [[nodiscard]] std::chrono::milliseconds until_next_job() const;

  db::Database& database_;
  const Clock& clock_;
  const Registry& registry_;
  std::map<std::string, Instant> next_;  // of the periodic jobs, as far as this server knows
  std::atomic<bool> stop_{false};
  std::mutex mutex_;  // for stopped_ only
  std::condition_variable stopped_;
  std::vector<std::thread> threads_;
};

}  // namespace gandan::jobs
