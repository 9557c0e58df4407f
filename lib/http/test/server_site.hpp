// For tests of what only shows on a real socket: a server, and a client that sends bytes.
#pragma once
#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <future>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <thread>

#include "lib/http/server.hpp"

namespace gandan::http::test {

/// A client that sends bytes as they are. Gives up after five seconds without an answer.
class Wire {
 public:
  explicit Wire(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    const timeval patience{.tv_sec = 5, .tv_usec = 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    connected_ = ::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
  }
  ~Wire() { close(); }
  Wire(const Wire&) = delete;
  Wire& operator=(const Wire&) = delete;

  Wire& send(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) break;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return *this;
  }
  /// Reads until `end` has come, or the server closes.
  std::string until(std::string_view end) {
    while (read_.find(end) == std::string::npos && more()) {
    }
    const std::size_t at = read_.find(end);
    const std::size_t size = at == std::string::npos ? read_.size() : at + end.size();
    std::string taken = read_.substr(0, size);
    read_.erase(0, size);
    return taken;
  }
  std::string rest() {
    while (more()) {
    }
    return std::move(read_);
  }
  void close() {
    if (socket_ >= 0) ::close(socket_);
    socket_ = -1;
  }
  /// Ends with a reset, as when a telephone loses its network.
  void abort() {
    const linger now{.l_onoff = 1, .l_linger = 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    close();
  }
  [[nodiscard]] bool connected() const { return connected_; }

 private:
  bool more() {
    char buffer[64 * 1024];
    const ssize_t got = ::recv(socket_, buffer, sizeof buffer, 0);
    if (got > 0) read_.append(buffer, static_cast<std::size_t>(got));
    return got > 0;
  }
  int socket_;
  bool connected_ = false;
  std::string read_;
};

/// Opened once, so that a handler can be held until the test says so.
struct Door {
  std::promise<void> promise;
  std::shared_future<void> open = promise.get_future().share();
  std::atomic<int> waiting{0};
  void wait() {
    ++waiting;
    open.wait();
  }
  void await_visitors(int count) const {
    while (waiting < count) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
};

class ServerTest : public testing::Test {
 protected:
  ServerTest() {
    const auto echo = [](Request& request) {
      return Response::text(request.body + std::string(request.form.get("text")));
    };
    app.router.get("/", everyone(), [](Request&) { return Response::text("home."); });
    app.router.get("/slow", everyone(), [](Request&) { return Response::text("slow."); },
                   {.work = Work::writes});
    app.router.post("/echo", everyone(), echo, {.body_limit = 100'000});
    const auto held = [this](Request&) {
      door.wait();
      return Response::text("held.");
    };
    app.router.get("/held", everyone(), held, {.work = Work::writes});
    app.router.get("/long", everyone(), held, {.work = Work::slow});
    app.router.get("/hash", everyone(), held, {.work = Work::password});
    app.add_operations(everyone());
    app.router.get("/quick", everyone(), [](Request&) { return Response::text("quick."); },
                   {.work = Work::slow});
    add_streams();
    app.router.get("/file/{name}", everyone(), [](Request&, std::string_view name) {
      return Response::file(testing::TempDir() + std::string(name), "text/plain");
    });
  }
  ~ServerTest() override {
    if (server) stop();
  }

  /// Answers that are made piece by piece.
  void add_streams() {
    app.router.get("/stream", everyone(), [this](Request&) {
      return Response::stream("text/plain", [i = 0](std::string& piece) mutable {
        for (const int end = i + 1000; i < end; ++i) piece += std::to_string(i) + "\n";
        const bool more = i < 100'000;
        if (!more) piece += "end.";
        return more;
      });
    });
    app.router.get("/endless", everyone(), [this](Request&) {
      const std::shared_ptr<void> until_end(nullptr, [this](void*) { ++streams_ended; });
      return Response::stream("text/plain", [this, until_end](std::string& piece) {
        ++pieces_made;
        piece.append(1 << 20, 'x');
        return true;
      });
    });
    app.router.get("/broken", everyone(), [](Request&) {
      return Response::stream("text/plain", [is_begun = false](std::string& piece) mutable {
        if (is_begun) throw std::runtime_error("it broke");
        is_begun = true;
        piece.append(20'000, '.');
        return true;
      });
    });
    app.router.get("/promised", everyone(), [](Request&) {
      Response response = Response::stream("text/plain", [](std::string& piece) {
        piece += "shorter";
        return false;
      });
      response.length = 100;
      return response;
    });
    app.router.get("/events", everyone(), [this](Request&) {
      const std::shared_ptr<void> until_end(nullptr, [this](void*) { ++streams_ended; });
      return Response::events(std::chrono::milliseconds(1),
                              [this, until_end, said = 0](std::string& piece) mutable {
                                ++pieces_made;
                                const int now = news;
                                if (now > said) piece += "data: " + std::to_string(now) + "\n\n";
                                said = now;
                                return !is_over;
                              });
    });
    app.router.get("/loud", everyone(), [this](Request&) {
      return Response::events(std::chrono::milliseconds(1), [this](std::string& piece) {
        ++pieces_made;
        piece.append(1 << 20, 'x');
        return true;
      });
    });
  }
  void start(ServerOptions options = {}) {
    options.listen = "127.0.0.1:0";
    options.workers = std::min(options.workers, 4);
    options.slow_workers = 2;
    server.emplace(app, options);
    thread = std::thread([this] { server->run(); });
  }
  void stop() {
    server->stop();
    thread.join();
    server.reset();
  }
  [[nodiscard]] std::string one(std::string_view request) {
    return Wire(server->port()).send(request).rest();
  }

  SystemClock clock;
  App app{clock, {.access_log = false}};
  Door door;
  std::atomic<int> pieces_made{0}, streams_ended{0};
  std::atomic<int> news{0};          ///< what /events says, once it is another
  std::atomic<bool> is_over{false};  ///< it ends
  std::optional<Server> server;
  std::thread thread;
};

inline constexpr std::string_view get_home = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

}  // namespace gandan::http::test
