#include "lib/db/sqlite_writer.hpp"

#include <stdexcept>

#include "lib/db/futex.hpp"

namespace gandan::db::sqlite {
namespace {

/// Jobs a batch: more would wait for each other longer than they gain.
constexpr std::size_t long_enough = 256;

/// SQLite may have ended the transaction by itself (disk full, I/O error), though `fn` swallowed
/// it.
void require_transaction(const Connection& connection) {
  if (!connection.in_transaction()) throw DatabaseError("SQLite ended the transaction");
}

}  // namespace

Writer::Writer(const std::string& file, std::size_t max_waiting, Notifier& notifier,
               Readers& readers)
    : connection_(file, Access::read_write),
      checkpointer_(file, connection_, readers),
      files_(file),
      max_waiting_(max_waiting),
      notifier_(notifier) {
  thread_ = std::thread([this] { run(); });
}

Writer::~Writer() {
  {
    std::lock_guard lock(mutex_);
    stop_ = true;
  }
  work_.notify_one();
  thread_.join();
}

void Writer::write(const std::function<Ending(db::Tx&)>& fn) {
  Job job{.fn = fn};
  std::unique_lock lock = queue_up();
  if (waiting_.size() >= max_waiting_) throw Busy("too many writes are waiting");
  waiting_.push_back(&job);
  std::uint32_t number = collecting_;
  wake(std::move(lock));

  const std::atomic<std::uint32_t>& done = done_[number & 1];
  for (std::uint32_t seen = done.load(std::memory_order_acquire);
       static_cast<std::int32_t>(seen - number) < 0; seen = done.load(std::memory_order_acquire))
    futex_wait(done, seen);
  if (job.error) std::rethrow_exception(job.error);
}

void Writer::alone(const std::function<void(Connection&)>& fn) {
  std::packaged_task<void(Connection&)> task(fn);
  std::future<void> done = task.get_future();
  std::unique_lock lock = queue_up();
  alone_.push_back(std::move(task));
  wake(std::move(lock));
  done.get();
}

std::unique_lock<std::mutex> Writer::queue_up() {
  if (std::this_thread::get_id() == thread_.get_id())
    throw std::logic_error("a write inside a write would wait for itself");
  return std::unique_lock(mutex_);
}

void Writer::wake(std::unique_lock<std::mutex> lock) {
  bool sleeps = std::exchange(idle_, false);
  lock.unlock();
  if (sleeps) work_.notify_one();
}

void Writer::run() {
  std::vector<std::packaged_task<void(Connection&)>> alone;
  for (;;) {
    {
      std::unique_lock lock(mutex_);
      while (waiting_.empty() && alone_.empty()) {
        if (stop_) return;
        idle_ = true;
        work_.wait(lock);
        idle_ = false;
      }
      alone.swap(alone_);
    }
    for (auto& task : alone) task(connection_);
    alone.clear();
    run_batch();
    checkpointer_.after_commit();
  }
}

void Writer::run_batch() {
  const std::uint32_t number = running_ = collecting_;
  try {
    if (take_up() && !run_together()) run_apart();
    files_.check();  // nobody is told that it is kept in a file that is gone
  } catch (...) {
    connection_.rollback();
    tx_.clear_notified();
    take_up_all();
    fail_all(std::current_exception());
  }
  batch_.clear();  // from here on the jobs belong to their threads again
  std::atomic<std::uint32_t>& done = done_[number & 1];
  done.store(number, std::memory_order_release);
  futex_wake_all(done);
}

/// Adds to the batch whoever waits. Where nobody does, or it is long enough, it is closed: who
/// comes now belongs to the next one. Returns whether there was anybody.
bool Writer::take_up() {
  if (collecting_ != running_) return false;
  std::lock_guard lock(mutex_);
  bool more = !waiting_.empty();
  batch_.insert(batch_.end(), waiting_.begin(), waiting_.end());
  waiting_.clear();
  if (!more || batch_.size() >= long_enough) ++collecting_;
  return more;
}

void Writer::take_up_all() {
  while (take_up()) {
  }
}

void Writer::call(Job& job) {
  job.error = nullptr;
  job.ending = Ending::roll_back;
  connection_.clear_wrote();
  try {
    job.ending = job.fn(tx_);
    require_transaction(connection_);
  } catch (...) {
    job.error = std::current_exception();
    job.ending = Ending::roll_back;
  }
}

/// One transaction for all who wait, and for those who come while it runs: to commit costs as much
/// as dozens of small writes. Without savepoints, which cost a copy of every page that a job
/// touches. A job to be undone that has changed nothing (a statement that fails undoes itself) is
/// just left out; where one has, everything is rolled back and false returned: run_apart() then
/// does the batch again.
bool Writer::run_together() {
  connection_.begin();
  for (std::size_t i = 0; i < batch_.size() || take_up(); ++i) {
    Job& job = *batch_[i];
    call(job);
    if (job.ending == Ending::commit) continue;
    if (!connection_.wrote() && connection_.in_transaction()) continue;
    connection_.rollback();
    tx_.clear_notified();
    take_up_all();
    return batch_.size() == 1;  // alone, there is nothing else to save
  }
  connection_.commit();
  count_commit();
  return true;
}

/// A savepoint a job, so that those to be undone do not disturb the others.
void Writer::run_apart() {
  retries_.fetch_add(1, std::memory_order_relaxed);
  connection_.begin();
  for (Job* job : batch_) {
    connection_.savepoint();
    call(*job);
    if (!connection_.in_transaction()) std::rethrow_exception(job->error);
    if (job->ending == Ending::roll_back) connection_.rollback_to_savepoint();
    connection_.release();
  }
  connection_.commit();
  count_commit();
}

void Writer::count_commit() {
  std::uint64_t kept = 0;
  for (const Job* job : batch_) kept += job->ending == Ending::commit;
  writes_.fetch_add(kept, std::memory_order_relaxed);
  commits_.fetch_add(1, std::memory_order_relaxed);
  if (tx_.take_notified()) notifier_.notify();
}

void Writer::fail_all(const std::exception_ptr& error) {
  for (Job* job : batch_)
    if (!job->error) job->error = error;
}

Stats Writer::stats() const {
  std::lock_guard lock(mutex_);
  return {.writes = writes_.load(std::memory_order_relaxed),
          .commits = commits_.load(std::memory_order_relaxed),
          .retries = retries_.load(std::memory_order_relaxed),
          .waiting = waiting_.size(),
          .checkpoints = checkpointer_.times()};
}

}  // namespace gandan::db::sqlite
