#include "lib/http/loop.hpp"

#include <sys/socket.h>

#include <algorithm>
#include <boost/asio/post.hpp>
#include <ctime>

#include "lib/http/address.hpp"
#include "lib/http/connection.hpp"
#include "lib/log/log.hpp"

namespace gandan::http {
namespace {

constexpr std::size_t most_spare = 64;

using ReusePort = asio::detail::socket_option::boolean<SOL_SOCKET, SO_REUSEPORT>;

/// RFC 9110: "Wed, 01 Jul 2026 02:03:04 GMT".
std::string http_date() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  ::gmtime_r(&now, &parts);
  char text[40];
  return {text, std::strftime(text, sizeof text, "%a, %d %b %Y %H:%M:%S GMT", &parts)};
}

}  // namespace

Loop::Loop(Shared shared_state, const asio::ip::tcp::endpoint& endpoint)
    : shared(shared_state),
      tick_every_(std::clamp(std::min({shared.options.header_time, shared.options.idle_time,
                                       shared.options.body_time, shared.options.grace}) /
                                 4,
                             std::chrono::milliseconds(10), std::chrono::milliseconds(250))),
      date_(http_date()) {
  acceptor_.open(endpoint.protocol());
  acceptor_.set_option(asio::socket_base::reuse_address(true));
  acceptor_.set_option(ReusePort(true));  // the kernel deals connections out to the loops
  acceptor_.bind(endpoint);
  acceptor_.listen(4096);
}

Loop::~Loop() = default;

void Loop::run() {
  accept();
  tick();
  context_.run();
}

void Loop::accept() {
  acceptor_.async_accept(context_, [this](beast::error_code error, Socket socket) {
    if (!acceptor_.is_open()) return;
    if (error && error != asio::error::connection_aborted) {
      log::warning("cannot accept", {{"error", error.message()}});
      accept_again_ = true;  // at the next tick: out of descriptors, trying at once would spin
      return;
    }
    if (!error) admit(std::move(socket));
    accept();
  });
}

void Loop::admit(Socket socket) {
  if (shared.connections.value() >= static_cast<std::int64_t>(shared.options.max_connections))
    return;
  beast::error_code error;
  const auto remote = socket.remote_endpoint(error);
  if (error) return;
  socket.set_option(asio::ip::tcp::no_delay(true), error);
  socket.non_blocking(true, error);
  if (error) return;
  std::string peer = remote.address().to_string();
  if (const auto address = Address::parse(peer))
    peer = address->text();  // ::ffff:1.2.3.4 is 1.2.3.4
  auto connection = std::make_shared<Connection>(*this, std::move(socket), std::move(peer));
  connection->place = connections_.size();
  connections_.push_back(connection);
  shared.connections.add(1);
  connection->start();
}

void Loop::remove(Connection& connection) {
  const std::size_t place = connection.place;
  // The list's reference may be the last one but for a handler's on the stack: keep it to the end.
  const std::shared_ptr<Connection> keep = connections_[place];
  connections_[place] = std::move(connections_.back());
  connections_[place]->place = place;
  connections_.pop_back();
  shared.connections.add(-1);
  end_if_done();
}

std::unique_ptr<Exchange> Loop::take_exchange() {
  if (spare_.empty()) return std::make_unique<Exchange>();
  auto exchange = std::move(spare_.back());
  spare_.pop_back();
  return exchange;
}

void Loop::give_back(std::unique_ptr<Exchange> exchange) {
  if (spare_.size() >= most_spare) return;
  exchange->parser.reset();
  exchange->incoming.reset();
  exchange->response = {};
  spare_.push_back(std::move(exchange));
}

void Loop::tick() {
  now_ = std::chrono::steady_clock::now();
  date_ = http_date();
  if (accept_again_ && acceptor_.is_open()) {
    accept_again_ = false;
    accept();
  }
  const bool out_of_grace = stop_at_ && now_ >= *stop_at_;
  const auto snapshot = connections_;
  for (const auto& connection : snapshot) {
    if (out_of_grace) {
      connection->close();
    } else {
      connection->tick(now_);
    }
  }
  if (stop_at_ && connections_.empty()) return;
  timer_.expires_after(tick_every_);
  timer_.async_wait([this](beast::error_code error) {
    if (!error) tick();
  });
}

void Loop::stop() {
  asio::post(context_, [this] {
    if (stop_at_) return;
    stop_at_ = std::chrono::steady_clock::now() + shared.options.grace;
    beast::error_code ignored;
    acceptor_.close(ignored);
    const auto snapshot = connections_;
    for (const auto& connection : snapshot) connection->stop();
    end_if_done();
  });
}

void Loop::end_if_done() {
  if (!stop_at_ || !connections_.empty()) return;
  timer_.cancel();
  work_.reset();
}

void Loop::wake(std::shared_ptr<Connection> connection) {
  bool first = false;
  {
    const std::lock_guard lock(mutex_);
    first = woken_.empty();
    woken_.push_back(std::move(connection));
  }
  // One wake-up of the thread serves all that come before it runs.
  if (first) asio::post(context_, [this] { wake_all(); });
}

void Loop::wake_all() {
  std::vector<std::shared_ptr<Connection>> woken;
  {
    const std::lock_guard lock(mutex_);
    woken.swap(woken_);
  }
  for (const auto& connection : woken) connection->wake();
}

}  // namespace gandan::http
