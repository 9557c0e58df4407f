// One client's connection: reads a request, has it answered, writes the answer, and again.
// All of it runs on the loop's thread, but for the handlers that workers run.
#pragma once
#include <atomic>
#include <memory>
#include <string>
#include <string_view>

#include "lib/http/loop.hpp"

namespace gandan::http {

class Connection final : public std::enable_shared_from_this<Connection> {
 public:
  Connection(Loop& loop, Socket socket, std::string peer);

  void start();
  /// A worker has finished a handler, or a piece of a stream.
  void wake();
  /// Enforces the time limits.
  void tick(SteadyTime now);
  /// The server stops: an idle connection closes, a busy one after its answer.
  void stop();
  void close();

  std::size_t place = 0;  ///< in the loop's list

 private:
  enum class State { idle, reading, handling, writing, streaming, draining, closed };

  void wait_to_read();
  void on_readable();
  /// Takes requests out of `input` until it must wait; keeps what is left.
  void process(std::string_view input);
  void await_more(std::string_view rest);
  [[nodiscard]] bool parse(std::string_view& input);
  void refuse_broken(beast::error_code error);
  void refuse_busy();

  /// True where the answer is there already.
  [[nodiscard]] bool handle();
  void write_response();
  void write_head();
  /// Writes what it can; true when all is written, else it goes on when the socket is ready.
  [[nodiscard]] bool flush();
  void wait_to_write();
  void on_written();
  void next_piece();
  /// Of a stream that pauses: nothing is made or sent just now.
  [[nodiscard]] bool is_pausing() const;
  /// On a worker, which has the exchange meanwhile.
  void produce();
  void send_piece();
  void finish_exchange();
  void drain();
  void allow(std::chrono::milliseconds time);

  Loop& loop_;
  Socket socket_;
  const std::string peer_;
  State state_ = State::idle;
  SteadyTime deadline_{};
  SteadyTime body_since_{};
  std::uint64_t body_bytes_ = 0;
  bool in_body_ = false;
  bool waits_to_read_ = false;
  bool keep_alive_ = true;
  std::atomic<bool> gone_{false};
  std::unique_ptr<Exchange> exchange_;
  std::string held_;  ///< bytes that came and are not parsed yet

  std::string_view first_;  ///< what is being written: the head, then the content
  std::string_view second_;
  enum class Stream { more, last, broken };
  Stream stream_ = Stream::more;  ///< after the piece that was made last
  bool is_producing_ = false;     ///< a worker makes the next piece, or is going to
  SteadyTime ask_again_{};        ///< of a stream that pauses: not before
  std::uint64_t streamed_ = 0;    ///< bytes of the body
  std::string piece_head_, piece_;
};

}  // namespace gandan::http
