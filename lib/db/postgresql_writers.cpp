#include "lib/db/postgresql_writers.hpp"

#include <algorithm>
#include <random>
#include <stdexcept>
#include <thread>
#include <utility>

#include "lib/db/error_mapping.hpp"
#include "lib/db/futex.hpp"
#include "lib/db/patience.hpp"

namespace gandan::db::postgresql {
namespace {

using namespace std::chrono_literals;

/// One leads at a time, so that what comes meanwhile goes together; past a leader who has been at
/// it for so long another one goes.
constexpr auto long_write = 20ms;
constexpr std::size_t most_together = 64;

/// What a job's signal is once it has been answered.
constexpr std::uint32_t done = 0xffff'ffff;

/// Runs of one write before the caller is told that the database is busy. Each waits, at random, up
/// to twice as long as the one before: 1 ms, 2 ms, … 128 ms.
constexpr int max_attempts = 12;
/// After so many a write goes alone among those of this server. While tables are small, PostgreSQL
/// takes any two that read and write one page of an index to depend on each other; alone, only
/// other servers can be in the way.
constexpr int attempts_together = 3;
constexpr int longest_pause_exponent = 7;

void pause_before(int attempt) {
  thread_local std::minstd_rand random(std::random_device{}());
  std::uniform_int_distribution<int> micros(0, 1000 << std::min(attempt, longest_pause_exponent));
  std::this_thread::sleep_for(std::chrono::microseconds(micros(random)));
}

/// Refuses a write inside a write: it would wait for itself.
class Writing {
 public:
  Writing() {
    if (std::exchange(now(), true))
      throw std::logic_error("a write inside a write would wait for itself");
  }
  ~Writing() { now() = false; }
  Writing(const Writing&) = delete;
  Writing& operator=(const Writing&) = delete;

 private:
  static bool& now() {
    thread_local bool writing = false;
    return writing;
  }
};

}  // namespace

Writers::Writers(const std::string& address, const Options& options, Notifier& notifier)
    : connections_(address, Access::read_write, options.writers, options.write_queue),
      notifier_(notifier),
      most_leaders_(static_cast<std::size_t>(std::max(options.writers, 1))),
      most_waiting_(options.write_queue) {}

void Writers::write(const std::function<Ending(db::Tx&)>& fn) {
  Writing writing;
  Job job{.fn = fn};
  std::unique_lock lock(mutex_);
  if (waiting_.size() >= most_waiting_) throw Busy("too many writes are waiting");
  waiting_.push_back(&job);
  const auto end = Clock::now() + deadlines(patience()).answer;
  for (;;) {
    if (!job.taken && may_lead()) lead(lock);
    const std::uint32_t seen = job.signal.load(std::memory_order_acquire);
    lock.unlock();
    if (seen == done) break;
    futex_wait(job.signal, seen, long_write);
    if (job.signal.load(std::memory_order_acquire) == done) break;
    lock.lock();
    if (job.taken || Clock::now() < end) continue;
    waiting_.erase(std::find(waiting_.begin(), waiting_.end(), &job));
    throw Busy("nobody could write in time");
  }
  if (job.error) std::rethrow_exception(job.error);
}

void Writers::write_alone(const std::function<Ending(db::Tx&)>& fn) {
  Writing writing;
  Job job{.fn = fn};
  (void)run_apart(job);
  if (job.error) std::rethrow_exception(job.error);
}

bool Writers::may_lead() const {
  const auto long_ago = Clock::now() - long_write;
  return leading_since_.size() < most_leaders_ &&
         std::all_of(leading_since_.begin(), leading_since_.end(),
                     [&](Clock::time_point since) { return since < long_ago; });
}

/// Takes what waits longest and does it. `lock` is held before and after, not meanwhile.
void Writers::lead(std::unique_lock<std::mutex>& lock) {
  Batch batch;
  for (; !waiting_.empty() && batch.size() < most_together; waiting_.pop_front()) {
    batch.push_back(waiting_.front());
    batch.back()->taken = true;
  }
  const auto since = Clock::now();
  leading_since_.push_back(since);
  lock.unlock();
  if (batch.size() == 1 || !run_together(batch)) run_one_by_one(batch);
  lock.lock();
  leading_since_.erase(std::find(leading_since_.begin(), leading_since_.end(), since));
  if (!waiting_.empty()) {  // whoever waits longest leads next
    waiting_.front()->signal.fetch_add(1, std::memory_order_release);
    futex_wake_all(waiting_.front()->signal);
  }
  lock.unlock();
  for (Job* job : batch) {
    job->signal.store(done, std::memory_order_release);
    futex_wake_all(job->signal);  // takes the address alone: the job may be gone
  }
  lock.lock();
}

/// One transaction for all. A job to be undone that has changed nothing is just left out; where one
/// has, or a statement failed, or others were in the way, nothing is kept and false returned: each
/// then goes by itself.
bool Writers::run_together(const Batch& batch) {
  bool commit_sent = false, notified = false;
  try {
    Turns::Turn turn(turns_, Turns::Way::together);
    Pool::Lease connection = connections_.take();
    connection->begin();
    try {
      for (Job* job : batch)
        if (!call(*job, *connection, notified)) {
          connection->rollback();
          return false;
        }
      connection->commit();
    } catch (...) {
      commit_sent = connection->commit_sent();
      connection->rollback();
      throw;
    }
    committed(static_cast<std::uint64_t>(
                  std::count_if(batch.begin(), batch.end(),
                                [](const Job* job) { return job->ending == Ending::commit; })),
              notified);
  } catch (const DatabaseError& error) {
    if (dynamic_cast<const Stalled*>(&error) != nullptr) connections_.forget_idle();
    // Where the COMMIT was sent and the connection lost, nobody knows what was kept.
    if (!commit_sent || dynamic_cast<const Unavailable*>(&error) == nullptr) return false;
    for (Job* job : batch)
      if (job->ending == Ending::commit) job->error = std::current_exception();
  }
  return true;
}

/// Whether the transaction can go on after this job.
bool Writers::call(Job& job, Connection& connection, bool& notified) {
  job.error = nullptr;
  job.ending = Ending::roll_back;
  connection.clear_wrote();
  Tx tx(connection);
  try {
    job.ending = job.fn(tx);
    notified = notified || tx.notified();
  } catch (const DatabaseError&) {
    return false;
  } catch (const MustComeFirst&) {
    return false;
  } catch (...) {
    job.error = std::current_exception();
  }
  return job.ending == Ending::commit || !connection.wrote();
}

/// Where one cannot reach the database, those behind it need not wait to learn the same.
void Writers::run_one_by_one(const Batch& batch) {
  for (auto job = batch.begin(); job != batch.end(); ++job) {
    if (run_apart(**job)) continue;
    for (auto behind = job + 1; behind != batch.end(); ++behind) (*behind)->error = (*job)->error;
    return;
  }
}

/// In a transaction of its own, again and again while others are in the way. False where the
/// database cannot be reached.
bool Writers::run_apart(Job& job) {
  job.error = nullptr;
  bool reconnected = false;
  for (int attempt = 0;; ++attempt) {
    bool commit_sent = false;
    try {
      Turns::Turn turn(turns_,
                       attempt < attempts_together ? Turns::Way::together : Turns::Way::alone);
      write_once(job.fn, commit_sent);
      return true;
    } catch (const SerializationFailure& failure) {
      if (attempt + 1 == max_attempts) {
        job.error = std::make_exception_ptr(Busy(failure.what()));
        return true;
      }
      pause_before(attempt);
    } catch (const Stalled&) {
      job.error = std::current_exception();  // it has waited long enough
      return commit_sent;
    } catch (const Unavailable&) {
      // Before the COMMIT nothing can have been kept, so it may run again, on a new connection.
      // After it nobody knows, and the caller must look.
      if (commit_sent || std::exchange(reconnected, true)) {
        job.error = std::current_exception();
        return commit_sent;
      }
      connections_.forget_idle();
    } catch (...) {
      job.error = std::current_exception();
      return true;
    }
    retries_.fetch_add(1, std::memory_order_relaxed);
  }
}

void Writers::write_once(const std::function<Ending(db::Tx&)>& fn, bool& commit_sent) {
  Pool::Lease connection = connections_.take();
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
  committed(1, tx.notified());
}

void Writers::committed(std::uint64_t writes, bool notified) {
  writes_.fetch_add(writes, std::memory_order_relaxed);
  commits_.fetch_add(1, std::memory_order_relaxed);
  if (notified) notifier_.notify();
}

Stats Writers::stats() const {
  std::lock_guard lock(mutex_);
  return {.writes = writes_.load(std::memory_order_relaxed),
          .commits = commits_.load(std::memory_order_relaxed),
          .retries = retries_.load(std::memory_order_relaxed),
          .waiting = waiting_.size()};
}

}  // namespace gandan::db::postgresql
