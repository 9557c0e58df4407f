// The server: Asio and Beast behind one class. I/O threads read and write; handlers are blocking
// functions.
#pragma once
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "lib/http/app.hpp"

namespace gandan::http {

/// At least 1.
[[nodiscard]] int cores();

struct ServerOptions {
  std::string listen = "127.0.0.1:8080";  ///< HOST:PORT or [HOST]:PORT; port 0: any free one
  int io_threads = 2;
  int workers = 64;  ///< blocking threads for writes
  /// Blocking threads for slow reads and for streams, so that these leave the others free.
  int slow_workers = 8;
  std::function<void()> begin_slow_worker;  ///< called once on each of these threads
  /// Blocking threads for passwords, and how many may wait for them: about a second's worth. Beyond
  /// it 503. As many as crypto::hash_password() lets work at once.
  int password_workers = cores();
  std::size_t password_queue = std::size_t{16} * static_cast<std::size_t>(cores());
  std::size_t queue = 4096;  ///< requests that may wait for a worker; beyond it 503
  /// How long a request may have waited for a worker; past it 503, since whoever sent it has gone
  /// or sent it again, and those behind it wait too.
  std::chrono::milliseconds queue_time{10'000};
  bool inline_reads =
      true;  ///< Work::reads on the I/O threads; off where a read waits for a network
  std::size_t max_connections = 10'000;           ///< beyond it a connection is closed at once
  std::size_t header_limit = 16 * 1024;           ///< bytes; beyond it 431
  std::chrono::milliseconds header_time{10'000};  ///< from the first byte to the last header
  std::chrono::milliseconds idle_time{75'000};    ///< between requests of one connection
  std::chrono::milliseconds grace{10'000};        ///< for requests in flight when the server stops
  std::chrono::milliseconds body_time{10'000};    ///< for a body, before its rate counts
  std::size_t body_rate = 1024;                   ///< bytes a second; a slower body is cut off
};

/// SIGTERM and SIGINT, caught from here on. Make it before a server, so that a signal that comes
/// while it starts stops it too, in good order.
class StopSignals {
 public:
  StopSignals();
  ~StopSignals();
  StopSignals(const StopSignals&) = delete;
  StopSignals& operator=(const StopSignals&) = delete;

 private:
  friend class Server;
  struct State;
  std::unique_ptr<State> state_;
};

class Server {
 public:
  /// Binds at once: throws std::system_error where the address is taken.
  Server(App& app, ServerOptions options);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  [[nodiscard]] std::uint16_t port() const;
  /// Serves until stop(), then finishes what is in flight, and returns.
  void run();
  /// Serves until one of the signals has come.
  void run_until(StopSignals& signals);
  /// Stops accepting; safe from any thread, and again.
  void stop();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace gandan::http
