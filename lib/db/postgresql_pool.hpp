// A bounded set of connections to PostgreSQL, opened when they are needed and kept. While others
// are lent, nobody waits for one to be opened, which takes seconds where the server is busy: a
// thread opens it, and whatever is free first serves whoever waits longest.
#pragma once
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "lib/db/postgresql_connection.hpp"

namespace gandan::db::postgresql {

class Pool {
 public:
  /// At most `size` connections are lent at once; at most `max_waiting` threads wait for one, and
  /// are served in the order in which they came.
  Pool(std::string address, Access access, int size, std::size_t max_waiting);
  ~Pool();
  Pool(const Pool&) = delete;
  Pool& operator=(const Pool&) = delete;

  /// A connection lent to one thread, given back at the end if it is still good.
  class Lease {
   public:
    Lease(Pool& pool, std::unique_ptr<Connection> connection)
        : pool_(pool), connection_(std::move(connection)) {}
    ~Lease() { pool_.give_back(std::move(connection_)); }
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;
    Connection& operator*() const { return *connection_; }
    Connection* operator->() const { return connection_.get(); }

   private:
    Pool& pool_;
    std::unique_ptr<Connection> connection_;
  };

  /// Throws Busy where too many wait already, or it waited longer than the thread's patience;
  /// Unavailable where the server cannot be reached.
  [[nodiscard]] Lease take();
  /// Closes the idle connections: the server has gone, or others must have the database to
  /// themselves.
  void forget_idle();

 private:
  struct Waiter;
  [[nodiscard]] Lease wait(std::unique_lock<std::mutex>& lock);
  [[nodiscard]] Lease lend(std::unique_ptr<Connection> connection);
  void give_back(std::unique_ptr<Connection> connection) noexcept;
  void ask_to_open();
  void open_what_is_wanted();

  const std::string address_;
  const Access access_;
  const std::size_t max_waiting_;
  mutable std::mutex mutex_;
  std::vector<std::unique_ptr<Connection>> idle_;  // the last used first, its caches are warm
  const int size_;
  int left_;  // that may still be lent
  std::deque<Waiter*> waiting_;
  std::condition_variable asked_;
  int wanted_ = 0;  // to be opened
  bool stopping_ = false;
  std::thread opener_;  // started when it is first asked
};

}  // namespace gandan::db::postgresql
