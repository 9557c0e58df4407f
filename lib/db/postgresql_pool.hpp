// A bounded set of connections to PostgreSQL, opened when they are needed and kept.
#pragma once
#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "lib/db/postgresql_connection.hpp"

namespace gandan::db::postgresql {

class Pool {
 public:
  /// At most `size` connections are lent at once; at most `max_waiting` threads wait for one.
  Pool(std::string address, Access access, int size, std::size_t max_waiting);

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

  /// Throws Busy where too many wait already, Unavailable where the server cannot be reached.
  [[nodiscard]] Lease take();
  /// Closes the idle connections: the server has gone, or others must have the database to
  /// themselves.
  void forget_idle();
  [[nodiscard]] std::size_t waiting() const;

 private:
  void give_back(std::unique_ptr<Connection> connection) noexcept;

  const std::string address_;
  const Access access_;
  const std::size_t max_waiting_;
  mutable std::mutex mutex_;
  std::condition_variable free_;
  std::vector<std::unique_ptr<Connection>> idle_;  // the last used first, its caches are warm
  int left_;
  std::size_t waiting_ = 0;
};

}  // namespace gandan::db::postgresql
