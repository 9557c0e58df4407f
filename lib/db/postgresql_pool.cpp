#include "lib/db/postgresql_pool.hpp"

#include <algorithm>

namespace gandan::db::postgresql {

Pool::Pool(std::string address, Access access, int size, std::size_t max_waiting)
    : address_(std::move(address)),
      access_(access),
      max_waiting_(max_waiting),
      left_(std::max(size, 1)) {}

Pool::Lease Pool::take() {
  std::unique_lock lock(mutex_);
  if (left_ == 0) {
    if (waiting_ >= max_waiting_) throw Busy("too many wait for the database");
    ++waiting_;
    free_.wait(lock, [&] { return left_ > 0; });
    --waiting_;
  }
  --left_;
  while (!idle_.empty()) {
    std::unique_ptr<Connection> connection = std::move(idle_.back());
    idle_.pop_back();
    if (!connection->closed_by_server()) return Lease(*this, std::move(connection));
  }
  lock.unlock();
  try {
    return Lease(*this, std::make_unique<Connection>(address_, access_));
  } catch (...) {
    give_back(nullptr);
    throw;
  }
}

void Pool::give_back(std::unique_ptr<Connection> connection) noexcept {
  if (connection && !connection->usable()) connection.reset();
  {
    std::lock_guard lock(mutex_);
    ++left_;
    if (connection) idle_.push_back(std::move(connection));
  }
  free_.notify_one();
}

void Pool::forget_idle() {
  std::vector<std::unique_ptr<Connection>> closed;
  std::lock_guard lock(mutex_);
  closed.swap(idle_);
}

std::size_t Pool::waiting() const {
  std::lock_guard lock(mutex_);
  return waiting_;
}

}  // namespace gandan::db::postgresql
