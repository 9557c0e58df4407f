// Between a producer, which blocks on a worker thread, and its connection, which does not.
#pragma once
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "lib/http/response.hpp"

namespace gandan::http {

/// At most 256 KiB wait for a slow client; beyond that write() blocks.
class Pipe final : public Sink {
 public:
  /// `length` is what the producer promised; `chunked` frames for HTTP/1.1 where it promised
  /// nothing. `ready` is called from the worker when there is something to take.
  Pipe(std::optional<std::uint64_t> length, bool chunked, std::function<void()> ready);

  // The worker's side.
  void write(std::string_view bytes) override;
  /// Runs the producer to its end, whatever that is.
  void run(const Producer& producer, std::string_view request_id);

  // The connection's side.
  enum class State { open, whole, broken };
  /// Moves what waits into `out`. The state holds once `out` has been sent.
  [[nodiscard]] State take(std::string& out);
  /// The client is gone: the producer's next write throws.
  void break_off();

 private:
  void send_gathered();
  void close(State state);

  const std::optional<std::uint64_t> length_;
  const bool chunked_;
  const std::function<void()> ready_;
  std::uint64_t written_ = 0;
  std::string gathered_;  ///< the worker's own, so that small writes make no small chunks

  std::mutex mutex_;
  std::condition_variable room_;
  std::string waiting_;
  State state_ = State::open;
  bool gone_ = false;
};

}  // namespace gandan::http
