#include "lib/db/postgresql_pool.hpp"

#include <algorithm>
#include <atomic>

#include "lib/db/futex.hpp"
#include "lib/db/patience.hpp"

namespace gandan::db::postgresql {

namespace {

/// Before who waits looks at the time again.
constexpr std::chrono::milliseconds longest_sleep{500};

}  // namespace

/// Lives on the stack of a thread that waits. What is given back is handed to whoever waits
/// longest: on a condition variable some waited for seconds, while others took connection after
/// connection.
struct Pool::Waiter {
  std::unique_ptr<Connection> connection;
  std::atomic<std::uint32_t> served = 0;
};

Pool::Pool(std::string address, Access access, int size, std::size_t max_waiting)
    : address_(std::move(address)),
      access_(access),
      max_waiting_(max_waiting),
      size_(std::max(size, 1)),
      left_(size_) {}

Pool::~Pool() {
  {
    std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  asked_.notify_one();
  if (opener_.joinable()) opener_.join();
}

Pool::Lease Pool::take() {
  std::unique_lock lock(mutex_);
  if (left_ == 0) return wait(lock);
  const bool is_only_one = left_ == size_;
  --left_;
  if (idle_.empty() && !is_only_one) {
    ask_to_open();
    return wait(lock);
  }
  std::unique_ptr<Connection> connection;
  if (!idle_.empty()) {
    connection = std::move(idle_.back());
    idle_.pop_back();
  }
  lock.unlock();
  return lend(std::move(connection));
}

Pool::Lease Pool::wait(std::unique_lock<std::mutex>& lock) {
  if (waiting_.size() >= max_waiting_) throw Busy("too many wait for the database");
  Waiter self;
  waiting_.push_back(&self);
  lock.unlock();
  const auto end = std::chrono::steady_clock::now() + deadlines(patience()).answer;
  while (self.served.load(std::memory_order_acquire) == 0) {
    futex_wait(self.served, 0, longest_sleep);
    if (std::chrono::steady_clock::now() < end) continue;
    lock.lock();
    const auto place = std::find(waiting_.begin(), waiting_.end(), &self);
    if (place != waiting_.end()) {
      waiting_.erase(place);
      throw Busy("no connection to the database was free in time");
    }
    lock.unlock();  // one is just being handed over
  }
  return lend(std::move(self.connection));
}

/// Lends what somebody has a turn for; opens it where there is none, or the server closed it.
Pool::Lease Pool::lend(std::unique_ptr<Connection> connection) {
  if (connection && !connection->closed_by_server()) return Lease(*this, std::move(connection));
  try {
    return Lease(*this, std::make_unique<Connection>(address_, access_));
  } catch (...) {
    give_back(nullptr);
    throw;
  }
}

void Pool::ask_to_open() {
  ++wanted_;
  if (!opener_.joinable()) opener_ = std::thread([this] { open_what_is_wanted(); });
  asked_.notify_one();
}

void Pool::open_what_is_wanted() {
  std::unique_lock lock(mutex_);
  for (;;) {
    asked_.wait(lock, [&] { return stopping_ || wanted_ > 0; });
    if (stopping_) return;
    --wanted_;
    lock.unlock();
    std::unique_ptr<Connection> connection;
    try {
      connection = std::make_unique<Connection>(address_, access_);
    } catch (const DatabaseError&) {
      // Whoever gets the turn tries again, and is told why not.
    }
    give_back(std::move(connection));
    lock.lock();
  }
}

void Pool::give_back(std::unique_ptr<Connection> connection) noexcept {
  if (connection && !connection->usable()) connection.reset();
  std::unique_lock lock(mutex_);
  if (waiting_.empty()) {
    ++left_;
    if (connection) idle_.push_back(std::move(connection));
    return;
  }
  Waiter& next = *waiting_.front();
  waiting_.pop_front();
  lock.unlock();
  next.connection = std::move(connection);
  next.served.store(1, std::memory_order_release);
  futex_wake_all(next.served);  // by its address alone: `next` may be gone
}

void Pool::forget_idle() {
  std::vector<std::unique_ptr<Connection>> closed;
  std::lock_guard lock(mutex_);
  closed.swap(idle_);
}

}  // namespace gandan::db::postgresql
