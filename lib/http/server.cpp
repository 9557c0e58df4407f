#include "lib/http/server.hpp"

#include <sys/resource.h>

#include <algorithm>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/signal_set.hpp>
#include <charconv>
#include <deque>
#include <stdexcept>
#include <system_error>
#include <thread>

#include "lib/http/loop.hpp"
#include "lib/log/log.hpp"
#include "lib/metrics/metrics.hpp"

namespace gandan::http {
namespace {

/// "127.0.0.1:8080", "[::1]:8080", "localhost:8080", ":8080" (every address).
asio::ip::tcp::endpoint parse_endpoint(const std::string& listen) {
  const std::size_t colon = listen.rfind(':');
  std::uint16_t port = 0;
  const char* end = listen.data() + listen.size();
  const char* begin = colon == std::string::npos ? end : listen.data() + colon + 1;
  const auto [read, wrong] = std::from_chars(begin, end, port);
  if (begin == end || read != end || wrong != std::errc())
    throw std::invalid_argument("not HOST:PORT: " + listen);
  std::string host = listen.substr(0, colon);
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  if (host == "localhost") host = "127.0.0.1";
  if (host.empty() || host == "*") host = "0.0.0.0";
  beast::error_code error;
  const auto address = asio::ip::make_address(host, error);
  if (error) throw std::invalid_argument("not an address: " + host);
  return {address, port};
}

/// With SO_REUSEPORT a second server would share the port in silence; without, it is told.
void refuse_taken(const asio::ip::tcp::endpoint& endpoint) {
  asio::io_context context;
  asio::ip::tcp::acceptor probe(context);
  probe.open(endpoint.protocol());
  probe.set_option(asio::socket_base::reuse_address(true));
  probe.bind(endpoint);
}

/// A shell gives 1,024 open files where the system would allow far more.
void raise_file_limit() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &limit);
}

}  // namespace

int cores() {
  return std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

struct Server::State {
  State(App& app, ServerOptions the_options) : options(std::move(the_options)), workers(options) {
    auto endpoint = parse_endpoint(options.listen);
    raise_file_limit();
    try {
      refuse_taken(endpoint);
      for (int i = 0; i < options.io_threads; ++i) {
        loops.emplace_back(Shared{app, options, workers,
                                  app.metrics().gauge("http_connections", "Open connections.")},
                           endpoint);
        endpoint = loops.front().endpoint();  // port 0 has become a real one
      }
    } catch (const boost::system::system_error& error) {
      throw std::system_error(error.code().value(), std::system_category(),
                              "cannot listen on " + options.listen);
    }
  }

  const ServerOptions options;
  std::deque<Loop> loops;
  // After the loops, so that they end first: a job wakes a connection of a loop.
  Workers workers;
};

Server::Server(App& app, ServerOptions options)
    : state_(std::make_unique<State>(app, std::move(options))) {}
Server::~Server() = default;

std::uint16_t Server::port() const {
  return state_->loops.front().endpoint().port();
}

void Server::run() {
  std::vector<std::thread> threads;
  for (Loop& loop : state_->loops) threads.emplace_back([&loop] { loop.run(); });
  for (std::thread& thread : threads) thread.join();
}

void Server::stop() {
  for (Loop& loop : state_->loops) loop.stop();
}

struct StopSignals::State {
  asio::io_context context;
  asio::signal_set signals{context, SIGTERM, SIGINT};
};

StopSignals::StopSignals() : state_(std::make_unique<State>()) {}
StopSignals::~StopSignals() = default;

void Server::run_until(StopSignals& signals) {
  signals.state_->signals.async_wait([&](beast::error_code error, int number) {
    if (error) return;
    log::info("stopping", {{"signal", number}});
    stop();
  });
  std::thread waiting([&] { signals.state_->context.run(); });
  run();
  signals.state_->context.stop();
  waiting.join();
  log::flush();
}

}  // namespace gandan::http
