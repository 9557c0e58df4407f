#include "lib/http/connection.hpp"

#include <algorithm>
#include <boost/asio/error.hpp>
#include <charconv>
#include <stdexcept>

#include "lib/log/log.hpp"

namespace gandan::http {
namespace {

constexpr std::chrono::milliseconds write_time{30'000};  // without any progress
constexpr std::chrono::milliseconds drain_time{2'000};   // for the client to read and to close
constexpr std::size_t keep_capacity = 4 * 1024;          // an idle connection keeps no more
constexpr std::size_t least_piece = 16 * 1024;           // small pieces make no small chunks

/// What Beast could not read, as a status.
int status_of(beast::error_code error) {
  if (error == beast::http::error::header_limit) return 431;
  if (error == beast::http::error::bad_version) return 505;
  return 400;
}

}  // namespace

Connection::Connection(Loop& loop, Socket socket, std::string peer)
    : loop_(loop), socket_(std::move(socket)), peer_(std::move(peer)) {}

void Connection::start() {
  allow(loop_.shared.options.header_time);
  wait_to_read();
}

void Connection::allow(std::chrono::milliseconds time) {
  deadline_ = loop_.now() + time;
}

void Connection::wait_to_read() {
  if (waits_to_read_) return;
  waits_to_read_ = true;
  socket_.async_wait(Socket::wait_read, [self = shared_from_this()](beast::error_code error) {
    self->waits_to_read_ = false;
    if (!error) self->on_readable();
  });
}

void Connection::on_readable() {
  const bool reads = state_ == State::idle || state_ == State::reading || state_ == State::draining;
  if (!reads) return;  // a request that took too long is being refused
  auto& scratch = loop_.scratch();
  beast::error_code error;
  const std::size_t size = socket_.read_some(asio::buffer(scratch), error);
  if (error == asio::error::would_block) return wait_to_read();
  if (error) return close();
  if (state_ == State::draining) return wait_to_read();
  const std::string_view input(scratch.data(), size);
  if (held_.empty()) return process(input);
  held_.append(input);
  process(held_);
}

void Connection::process(std::string_view input) {
  for (;;) {
    if (!exchange_) {
      if (input.empty() || loop_.is_stopping()) break;
      exchange_ = loop_.take_exchange();
      exchange_->incoming.request.peer = peer_;
      exchange_->parser.emplace(loop_.shared.app, exchange_->incoming,
                                loop_.shared.options.header_limit);
      state_ = State::reading;
      in_body_ = false;
      allow(loop_.shared.options.header_time);
    }
    if (!parse(input)) return;
    if (state_ == State::reading && !handle()) {
      held_.assign(input);
      return;
    }
    write_response();
    if (state_ == State::writing || state_ == State::streaming) held_.assign(input);
    if (state_ != State::idle) return;
  }
  held_.clear();
  if (loop_.is_stopping()) return close();
  if (held_.capacity() > keep_capacity) held_ = {};
  wait_to_read();
}

/// False where more bytes must come first. True: the request is whole, or refused (then not
/// `reading`).
bool Connection::parse(std::string_view& input) {
  beast::error_code error;
  RequestParser& parser = *exchange_->parser;
  const std::size_t used = parser.feed(input, error);
  input.remove_prefix(used);
  body_bytes_ += used;
  if (error == beast::http::error::need_more) error = {};
  if (!error && !parser.is_done()) {
    await_more(input);
    return false;
  }
  if (!error) return true;
  refuse_broken(error);
  return true;
}

void Connection::await_more(std::string_view rest) {
  held_.assign(rest);
  RequestParser& parser = *exchange_->parser;
  if (parser.is_header_done()) {
    if (!in_body_) {
      in_body_ = true;
      body_since_ = loop_.now();
      body_bytes_ = 0;
      static constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
      beast::error_code ignored;  // a client that does not get it sends its body all the same
      if (parser.wants_continue() && rest.empty()) socket_.write_some(asio::buffer(go_on), ignored);
    }
    // A while, and a second more for every so many bytes that came: trickling does not hold a
    // place.
    deadline_ = body_since_ + loop_.shared.options.body_time +
                std::chrono::milliseconds(body_bytes_ * 1000 / loop_.shared.options.body_rate);
  }
  // Only the head of a request, or of a chunk, is ever held; and Beast limits the former.
  if (held_.size() > 2 * loop_.shared.options.header_limit) {
    refuse_broken(beast::http::error::bad_chunk_extension);
    return write_response();
  }
  wait_to_read();
}

void Connection::refuse_broken(beast::error_code error) {
  const auto& refusal = exchange_->parser->refusal();
  Request& request = exchange_->incoming.request;
  keep_alive_ = false;  // where the next request would begin is not known
  state_ = State::handling;
  exchange_->response = refusal ? loop_.shared.app.refuse(request, refusal->status, refusal->detail)
                                : loop_.shared.app.refuse(request, status_of(error));
}

bool Connection::handle() {
  state_ = State::handling;
  Incoming& incoming = exchange_->incoming;
  keep_alive_ = exchange_->parser->keep_alive();
  const Route* route = incoming.match.route;
  const Work work = route != nullptr ? route->work_of(incoming.request) : Work::reads;
  if (work == Work::reads && loop_.shared.options.inline_reads) {
    exchange_->response = loop_.shared.app.respond(incoming.request, incoming.match);
    return true;
  }
  const bool queued = loop_.shared.workers.of(work).submit(
      [this, self = shared_from_this(), since = std::chrono::steady_clock::now()]() mutable {
        const auto waited = std::chrono::steady_clock::now() - since;
        Incoming& in = exchange_->incoming;
        if (waited > loop_.shared.options.queue_time) {
          refuse_busy();
        } else if (!gone_.load(std::memory_order_relaxed)) {
          exchange_->response = loop_.shared.app.respond(in.request, in.match);
        }
        loop_.wake(std::move(self));
      });
  if (queued) return false;
  refuse_busy();
  return true;
}

void Connection::refuse_busy() {
  exchange_->response = loop_.shared.app.refuse(exchange_->incoming.request, 503);
  exchange_->response.headers.set("Retry-After", "1");
}

void Connection::wake() {
  if (state_ == State::closed) {
    // The client left while its request was handled; nobody else holds the exchange now.
    exchange_.reset();
    return;
  }
  if (state_ == State::streaming) {
    is_producing_ = false;
    send_piece();
  } else if (state_ == State::handling) {
    write_response();
  }
  if (state_ == State::idle) process(held_);
}

void Connection::write_head() {
  const Response& response = exchange_->response;
  std::string& head = exchange_->head;
  const auto line = [&](std::string_view name, std::string_view value) {
    head.append(name).append(": ").append(value).append("\r\n");
  };
  const auto number = [](std::uint64_t value, std::array<char, 24>& digits) {
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    return std::string_view(digits.data(), static_cast<std::size_t>(end - digits.data()));
  };
  std::array<char, 24> digits;
  head.assign("HTTP/1.1 ").append(number(static_cast<std::uint64_t>(response.status), digits));
  head.append(" ").append(reason_of(response.status)).append("\r\n");
  line("Date", loop_.date());
  for (std::size_t i = 0; i < response.headers.size(); ++i) {
    const auto [name, value] = response.headers.at(i);
    line(name, value);
  }
  const bool is_head = exchange_->incoming.request.method == Method::head;
  const bool bodiless =
      response.status == 204 || response.status == 304 || (is_head && !response.length);
  if (response.producer && !response.length) {
    if (exchange_->parser->is_http_1_1()) {
      line("Transfer-Encoding", "chunked");
    } else {
      keep_alive_ = false;  // the end of the connection is the end of the body
    }
  } else if (!bodiless) {
    line("Content-Length", number(response.length.value_or(response.content().size()), digits));
  }
  if (loop_.is_stopping()) keep_alive_ = false;
  if (!keep_alive_) {
    line("Connection", "close");
  } else if (!exchange_->parser->is_http_1_1()) {
    line("Connection", "keep-alive");
  }
  head.append("\r\n");
}

void Connection::write_response() {
  state_ = State::writing;
  write_head();
  first_ = exchange_->head;
  second_ = exchange_->response.producer ? std::string_view() : exchange_->response.content();
  allow(write_time);
  if (flush()) on_written();
}

bool Connection::flush() {
  while (!first_.empty() || !second_.empty()) {
    const std::array<asio::const_buffer, 2> buffers{asio::buffer(first_), asio::buffer(second_)};
    beast::error_code error;
    std::size_t written = socket_.write_some(buffers, error);
    if (error == asio::error::would_block) {
      wait_to_write();
      return false;
    }
    if (error) {
      close();
      return false;
    }
    allow(write_time);
    const std::size_t of_first = std::min(written, first_.size());
    first_.remove_prefix(of_first);
    second_.remove_prefix(written - of_first);
  }
  return true;
}

void Connection::wait_to_write() {
  socket_.async_wait(Socket::wait_write, [self = shared_from_this()](beast::error_code error) {
    if (error || self->state_ == State::closed) return;
    if (!self->flush()) return;
    self->on_written();
    if (self->state_ == State::idle) self->process(self->held_);
  });
}

void Connection::on_written() {
  if (state_ == State::streaming && stream_ == Stream::last) {
    piece_ = {};
    return finish_exchange();
  }
  if (state_ == State::streaming) {
    const auto pause = exchange_->response.pause;
    if (pause.count() == 0) return next_piece();
    if (loop_.is_stopping()) return close();
    ask_again_ = loop_.now() + pause;
    deadline_ = SteadyTime::max();  // it is the producer's turn, in a while
    return;
  }
  if (!exchange_->response.producer) return finish_exchange();
  state_ = State::streaming;
  streamed_ = 0;
  ask_again_ = {};
  next_piece();
}

/// Where the workers have their hands full it is asked for again at the next tick: the head is
/// sent, and nothing else can be said.
void Connection::next_piece() {
  is_producing_ = loop_.shared.workers.slow.submit([this, self = shared_from_this()]() mutable {
    produce();
    loop_.wake(std::move(self));
  });
  deadline_ = SteadyTime::max();  // it is the producer's turn
}

void Connection::produce() {
  const Response& response = exchange_->response;
  piece_.clear();
  stream_ = Stream::broken;
  if (gone_.load(std::memory_order_relaxed)) return;
  try {
    bool more = true;
    do {
      more = response.producer(piece_);
    } while (more && piece_.size() < least_piece && response.pause.count() == 0);
    streamed_ += piece_.size();
    if (response.length && (more ? streamed_ > *response.length : streamed_ != *response.length))
      throw std::logic_error("a stream has another length than it promised");
    stream_ = more ? Stream::more : Stream::last;
  } catch (const std::exception& error) {
    // The status is sent already: all that can be said now is that the answer is not whole.
    log::error("stream failed", {{"id", exchange_->incoming.request.id}, {"error", error.what()}});
  }
}

void Connection::send_piece() {
  if (stream_ == Stream::broken) return close();
  piece_head_.clear();
  const bool is_chunked = exchange_->parser->is_http_1_1() && !exchange_->response.length;
  if (is_chunked && !piece_.empty()) {
    std::array<char, 16> digits;
    const auto end =
        std::to_chars(digits.data(), digits.data() + digits.size(), piece_.size(), 16).ptr;
    piece_head_.assign(digits.data(), end).append("\r\n");
    piece_ += "\r\n";
  }
  if (is_chunked && stream_ == Stream::last) piece_ += "0\r\n\r\n";
  first_ = piece_head_;
  second_ = piece_;
  allow(write_time);
  if (flush()) on_written();
}

void Connection::finish_exchange() {
  loop_.give_back(std::move(exchange_));
  if (!keep_alive_) return drain();
  state_ = State::idle;
  allow(loop_.shared.options.idle_time);
}

/// Says goodbye and reads on until the client does, too: closing over unread bytes would reset the
/// connection and take the answer from the client's hands.
void Connection::drain() {
  state_ = State::draining;
  allow(drain_time);
  beast::error_code error;
  socket_.shutdown(Socket::shutdown_send, error);
  if (error) return close();
  wait_to_read();
}

bool Connection::is_pausing() const {
  return state_ == State::streaming && !is_producing_ && first_.empty() && second_.empty();
}

void Connection::tick(SteadyTime now) {
  if (is_pausing()) {
    if (now >= ask_again_) next_piece();
    return;
  }
  if (state_ == State::handling || now < deadline_) return;
  if (state_ != State::reading) return close();
  keep_alive_ = false;
  exchange_->response = loop_.shared.app.refuse(exchange_->incoming.request, 408);
  write_response();
}

void Connection::stop() {
  const bool listens = is_pausing() && exchange_->response.pause.count() > 0;
  if (state_ == State::idle || listens) close();
}

void Connection::close() {
  if (state_ == State::closed) return;
  const bool with_worker = state_ == State::handling || is_producing_;
  state_ = State::closed;
  gone_.store(true, std::memory_order_relaxed);
  beast::error_code ignored;
  socket_.close(ignored);
  if (!with_worker) exchange_.reset();
  loop_.remove(*this);
}

}  // namespace gandan::http
