// One I/O thread: its acceptor, its connections, and what they share. Included by the server's .cpp
// files.
#pragma once
#include <array>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "lib/http/request_parser.hpp"
#include "lib/http/server.hpp"
#include "lib/http/worker_pool.hpp"
#include "lib/metrics/metrics.hpp"

namespace gandan::http {

namespace asio = boost::asio;
using Executor = asio::io_context::executor_type;
using Socket = asio::basic_stream_socket<asio::ip::tcp, Executor>;
using Acceptor = asio::basic_socket_acceptor<asio::ip::tcp, Executor>;
using SteadyTime = std::chrono::steady_clock::time_point;

class Connection;

/// The threads for each kind of work that blocks.
struct Workers {
  explicit Workers(const ServerOptions& options)
      : writes(options.workers, options.queue),
        slow(options.slow_workers, options.queue, options.begin_slow_worker),
        password(options.password_workers, options.password_queue),
        health(1, options.queue) {}
  [[nodiscard]] WorkerPool& of(Work work) {
    switch (work) {
      case Work::slow:
        return slow;
      case Work::password:
        return password;
      case Work::health:
        return health;
      default:
        return writes;
    }
  }

  WorkerPool writes;
  WorkerPool slow;  ///< streams too
  WorkerPool password;
  WorkerPool health;
};

/// What all loops of a server share.
struct Shared {
  App& app;
  const ServerOptions& options;
  Workers& workers;
  metrics::Gauge& connections;
};

/// One request and its answer: exists from the first byte of the one to the last of the other.
struct Exchange {
  Incoming incoming;
  std::optional<RequestParser> parser;
  Response response;
  std::string head;
};

class Loop {
 public:
  Loop(Shared shared, const asio::ip::tcp::endpoint& endpoint);
  ~Loop();
  Loop(const Loop&) = delete;
  Loop& operator=(const Loop&) = delete;

  void run();
  /// From any thread: stops accepting; run() returns once the connections are gone.
  void stop();
  /// From any thread: the connection has something to do (a finished handler, bytes of a stream).
  void wake(std::shared_ptr<Connection> connection);
  [[nodiscard]] asio::ip::tcp::endpoint endpoint() const { return acceptor_.local_endpoint(); }

  // For connections, on the loop's own thread.
  [[nodiscard]] std::unique_ptr<Exchange> take_exchange();
  void give_back(std::unique_ptr<Exchange> exchange);
  void remove(Connection& connection);
  [[nodiscard]] bool is_stopping() const { return stop_at_.has_value(); }
  [[nodiscard]] SteadyTime now() const { return now_; }
  [[nodiscard]] const std::string& date() const { return date_; }
  [[nodiscard]] std::array<char, 64 * 1024>& scratch() { return scratch_; }

  const Shared shared;

 private:
  void accept();
  void admit(Socket socket);
  void tick();
  void wake_all();
  void end_if_done();

  asio::io_context context_{1};
  asio::executor_work_guard<Executor> work_{context_.get_executor()};
  Acceptor acceptor_{context_};
  asio::steady_timer timer_{context_};
  std::chrono::milliseconds tick_every_;
  SteadyTime now_ = std::chrono::steady_clock::now();
  std::string date_;
  std::optional<SteadyTime> stop_at_;
  bool accept_again_ = false;
  std::array<char, 64 * 1024> scratch_;  ///< bytes just read, by whichever connection reads
  std::vector<std::shared_ptr<Connection>> connections_;
  std::vector<std::unique_ptr<Exchange>> spare_;

  std::mutex mutex_;
  std::vector<std::shared_ptr<Connection>> woken_;
};

}  // namespace gandan::http
