#include "lib/http/pipe.hpp"

#include <charconv>
#include <stdexcept>

#include "lib/log/log.hpp"

namespace gandan::http {
namespace {

constexpr std::size_t gather = 16 * 1024;
constexpr std::size_t most_waiting = 256 * 1024;

}  // namespace

Pipe::Pipe(std::optional<std::uint64_t> length, bool chunked, std::function<void()> ready)
    : length_(length), chunked_(chunked && !length), ready_(std::move(ready)) {}

void Pipe::write(std::string_view bytes) {
  written_ += bytes.size();
  if (length_ && written_ > *length_)
    throw std::logic_error("a stream is longer than the length it promised");
  while (!bytes.empty()) {
    const std::string_view piece = bytes.substr(0, gather - gathered_.size());
    gathered_.append(piece);
    bytes.remove_prefix(piece.size());
    if (gathered_.size() >= gather) send_gathered();
  }
}

void Pipe::send_gathered() {
  if (gathered_.empty()) return;
  {
    std::unique_lock lock(mutex_);
    room_.wait(lock, [this] { return gone_ || waiting_.size() < most_waiting; });
    if (gone_) throw Disconnected{};
    if (chunked_) {
      char digits[16];
      waiting_.append(digits,
                      std::to_chars(digits, digits + sizeof digits, gathered_.size(), 16).ptr);
      waiting_.append("\r\n").append(gathered_).append("\r\n");
    } else {
      waiting_.append(gathered_);
    }
  }
  gathered_.clear();
  ready_();
}

void Pipe::run(const Producer& producer, std::string_view request_id) {
  try {
    producer(*this);
    send_gathered();
    if (length_ && written_ < *length_)
      throw std::logic_error("a stream is shorter than the length it promised");
    close(State::whole);
  } catch (const Disconnected&) {
    close(State::broken);
  } catch (const std::exception& error) {
    // The status is sent already: all that can be said now is that the answer is not whole.
    log::error("stream failed", {{"id", request_id}, {"error", error.what()}});
    close(State::broken);
  }
}

void Pipe::close(State state) {
  {
    const std::lock_guard lock(mutex_);
    state_ = state;
    if (state == State::whole && chunked_) waiting_ += "0\r\n\r\n";
  }
  ready_();
}

Pipe::State Pipe::take(std::string& out) {
  const std::lock_guard lock(mutex_);
  out.clear();
  out.swap(waiting_);
  room_.notify_one();
  return state_;
}

void Pipe::break_off() {
  const std::lock_guard lock(mutex_);
  gone_ = true;
  room_.notify_one();
}

}  // namespace gandan::http
