// A real server on a real socket: what only shows there.
#include "lib/http/server.hpp"

#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <fstream>
#include <future>
#include <thread>

namespace gandan::http {
namespace {

using std::chrono::milliseconds;
using testing::EndsWith;
using testing::HasSubstr;
using testing::StartsWith;

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
    while (waiting < count) std::this_thread::sleep_for(milliseconds(1));
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
    app.router.get("/stream", everyone(), [this](Request&) {
      return Response::stream("text/plain", [this](Sink& sink) {
        try {
          for (int i = 0; i < 100'000; ++i) sink.write(std::to_string(i) + "\n");
          sink.write("end.");
        } catch (const Disconnected&) {
          disconnected.set_value();
          throw;
        }
      });
    });
    app.router.get("/broken", everyone(), [](Request&) {
      return Response::stream("text/plain", [](Sink& sink) {
        sink.write("begun.");
        throw std::runtime_error("it broke");
      });
    });
    app.router.get("/file/{name}", everyone(), [](Request&, std::string_view name) {
      return Response::file(testing::TempDir() + std::string(name), "text/plain");
    });
  }
  ~ServerTest() override {
    if (server) stop();
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
  std::promise<void> disconnected;
  std::optional<Server> server;
  std::thread thread;
};

constexpr std::string_view get_home = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

TEST_F(ServerTest, AConnectionServesOneRequestAfterAnother) {
  start();
  Wire wire(server->port());
  for (int i = 0; i < 3; ++i) {
    EXPECT_THAT(wire.send(get_home).until("home."), StartsWith("HTTP/1.1 200 OK\r\nDate: "));
    EXPECT_THAT(wire.send("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n").until("slow."),
                HasSubstr("Content-Length: 5\r\n"));
  }
}

TEST_F(ServerTest, PipelinedRequestsAreAnsweredInTheirOrder) {
  start();
  std::string all;
  for (int i = 0; i < 50; ++i) {
    all += get_home;
    all += "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\n";
    all += std::to_string(100 + i);
  }
  Wire wire(server->port());
  wire.send(all);
  for (int i = 0; i < 50; ++i) {
    EXPECT_THAT(wire.until("home."), EndsWith("\r\n\r\nhome."));
    EXPECT_THAT(wire.until("\r\n\r\n" + std::to_string(100 + i)), HasSubstr("200 OK"));
  }
}

TEST_F(ServerTest, ARequestMayComeOneByteAtATime) {
  start();
  Wire wire(server->port());
  const std::string request =
      "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\n"
      "Content-Length: 8\r\n\r\ntext=a+b";
  for (const char byte : request) {
    wire.send({&byte, 1});
    std::this_thread::sleep_for(std::chrono::microseconds(200));
  }
  EXPECT_THAT(wire.until("a b"), EndsWith("\r\n\r\na b"));
}

TEST_F(ServerTest, AChunkedBodyIsJoined) {
  start();
  Wire wire(server->port());
  wire.send("POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");
  wire.send("4;x=y\r\ndefg\r\n0\r\nTrailer: x\r\n\r\n");
  EXPECT_THAT(wire.until("abcdefg"), HasSubstr("200 OK"));
  EXPECT_THAT(wire.send(get_home).until("home."), HasSubstr("200 OK"));
}

TEST_F(ServerTest, WhoAsksBeforeSendingABodyIsTold) {
  start();
  Wire wire(server->port());
  wire.send("POST /echo HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
  EXPECT_EQ(wire.until("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
  EXPECT_THAT(wire.send("ab").until("\r\n\r\nab"), StartsWith("HTTP/1.1 200 OK"));
}

TEST_F(ServerTest, TooMuchIsRefusedWithAnAnswerThatArrives) {
  start();
  EXPECT_THAT(one("GET / HTTP/1.1\r\nHost: a\r\nX: " + std::string(20'000, 'x') + "\r\n\r\n"),
              StartsWith("HTTP/1.1 431 "));
  EXPECT_THAT(one("GET /" + std::string(20'000, 'x') + " HTTP/1.1\r\nHost: a\r\n\r\n"),
              StartsWith("HTTP/1.1 431 "));
  EXPECT_THAT(one("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 900000\r\n\r\n" +
                  std::string(900'000, 'x')),
              StartsWith("HTTP/1.1 413 "));
  EXPECT_THAT(one("POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n30D40\r\n" +
                  std::string(200'000, 'x')),
              StartsWith("HTTP/1.1 413 "));
}

TEST_F(ServerTest, WhatCouldBeReadInTwoWaysIsRefused) {
  start();
  for (const std::string_view request : {
           "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
           "GET / HTTP/1.1\r\n\r\n",
           "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: "
           "chunked\r\n\r\n0\r\n\r\n",
           "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
           "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
           "GET / HTTP/1.1\r\nHost : a\r\n\r\n",
           "GET  / HTTP/1.1\r\nHost: a\r\n\r\n",
           "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03 a TLS client\r\n\r\n",
       })
    EXPECT_THAT(one(request), StartsWith("HTTP/1.1 400 ")) << request;
}

/// A POST whose body, if it were not taken for one, is a second request.
std::string smuggling(std::string_view framing) {
  return "POST /echo HTTP/1.1\r\nHost: a\r\n" + std::string(framing) +
         "\r\n\r\n0\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n";
}

TEST_F(ServerTest, ABodyIsNeverTakenForASecondRequest) {
  start();
  for (const std::string_view framing : {
           "Transfer-Encoding: xchunked",
           "Transfer-Encoding: identity",
           "Transfer-Encoding: gzip, chunked",
           "Transfer-Encoding: chunked, identity",
           "Transfer-Encoding: chunked, chunked",
           "Transfer-Encoding:",
           "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
           "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
           "Transfer-Encoding: identity\r\nTransfer-Encoding: chunked",
           "Transfer-Encoding: chunked\r\nContent-Length: 5",
           "Content-Length: 5\r\nTransfer-Encoding: chunked",
           "Content-Length: 5\r\ntransfer-encoding: x",
           "Content-Length: 5\r\nContent-Length: 0",
           "Content-Length: 5\r\nContent-Length: 5",
           "Content-Length: 5, 5",
           "Content-Length: +5",
           "Content-Length: 0x5",
           "Content-Length:",
           "Content-Length : 5",
           "Transfer-Encoding : chunked",
           "Transfer-Encoding\t: chunked",
           "X: y\r\n Transfer-Encoding: chunked",
           "X: y\r\n\tfolded",
           " X: y",
           "X: y\nContent-Length: 5",
           "X: y\rContent-Length: 5",
           "X: y\r\r\nContent-Length: 5",
           "no colon",
           ": no name",
           "Na(me: x",
       }) {
    const std::string answer = one(smuggling(framing));
    EXPECT_THAT(answer, StartsWith("HTTP/1.1 400 ")) << framing;
    EXPECT_THAT(answer, HasSubstr("Connection: close\r\n")) << framing;
    EXPECT_EQ(answer.find("HTTP/1.1 ", 1), std::string::npos) << framing << ": one answer only";
  }
  using namespace std::string_literals;
  for (const std::string& request :
       {"GET / HTTP/1.1\r\nHost: a\r\nX: a\0b\r\n\r\n"s, "GET / HTTP/1.1\nHost: a\n\n"s,
        "POST /echo HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"s,
        "GET /\rX HTTP/1.1\r\nHost: a\r\n\r\n"s, "GET / HTTP/1.1\r\nHost: a\r\nX: a\x7f\r\n\r\n"s})
    EXPECT_THAT(one(request), StartsWith("HTTP/1.1 400 ")) << request;
}

TEST_F(ServerTest, WhatIsWrittenAsItMayBeIsServed) {
  start();
  EXPECT_THAT(one("POST /echo HTTP/1.1\r\nhost:a\r\ntransfer-encoding: \tChunked \r\nX-Empty:\r\n"
                  "X: a\tđ\xff\r\nConnection: close\r\n\r\n2\r\nab\r\n0\r\n\r\n"),
              EndsWith("ab"));
}

TEST_F(ServerTest, AnHttp10ClientIsServedAndItsConnectionClosed) {
  start();
  EXPECT_THAT(one("GET / HTTP/1.0\r\n\r\n"), EndsWith("\r\n\r\nhome."));
  const std::string streamed = one("GET /stream HTTP/1.0\r\n\r\n");
  EXPECT_THAT(streamed, EndsWith("99999\nend."));
  EXPECT_THAT(streamed.substr(0, 600), Not(HasSubstr("chunked")));
}

TEST_F(ServerTest, HeadHasTheLengthOfGet) {
  start();
  EXPECT_THAT(one("HEAD / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"),
              testing::AllOf(HasSubstr("Content-Length: 5\r\n"), EndsWith("\r\n\r\n")));
  EXPECT_THAT(one("HEAD /stream HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"),
              testing::AllOf(Not(HasSubstr("Content-Length")), EndsWith("\r\n\r\n")));
}

TEST_F(ServerTest, SlowHeadersAreGivenUpOn) {
  start({.header_time = milliseconds(60)});
  Wire silent(server->port());
  Wire slow(server->port());
  slow.send("GET / HT");
  EXPECT_THAT(slow.rest(), StartsWith("HTTP/1.1 408 "));
  EXPECT_EQ(silent.rest(), "");
}

TEST_F(ServerTest, ABodyThatTricklesIsGivenUpOn) {
  start({.body_time = milliseconds(60), .body_rate = 1'000'000});
  Wire slow(server->port());
  slow.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\nabc");
  EXPECT_THAT(slow.rest(), StartsWith("HTTP/1.1 408 "));
}

TEST_F(ServerTest, AnIdleConnectionIsClosed) {
  start({.idle_time = milliseconds(60)});
  Wire wire(server->port());
  EXPECT_THAT(wire.send(get_home).until("home."), HasSubstr("200 OK"));
  EXPECT_EQ(wire.rest(), "");
}

TEST_F(ServerTest, AStreamComesWholeHoweverSlowlyItIsRead) {
  start();
  Wire wire(server->port());
  wire.send("GET /stream HTTP/1.1\r\nHost: a\r\n\r\n");
  std::this_thread::sleep_for(milliseconds(30));
  EXPECT_THAT(wire.until("\r\n0\r\n\r\n"), HasSubstr("end."));
  EXPECT_THAT(wire.send(get_home).until("home."), HasSubstr("200 OK"));
}

TEST_F(ServerTest, AStreamThatBreaksIsNotTakenForWhole) {
  start();
  const std::string text = one("GET /broken HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_THAT(text, StartsWith("HTTP/1.1 200 OK"));
  EXPECT_THAT(text, Not(EndsWith("0\r\n\r\n")));
}

TEST_F(ServerTest, AProducerLearnsThatItsReaderIsGone) {
  start();
  Wire wire(server->port());
  wire.send("GET /stream HTTP/1.1\r\nHost: a\r\n\r\n").until("\r\n\r\n");
  wire.abort();
  EXPECT_EQ(disconnected.get_future().wait_for(std::chrono::seconds(5)), std::future_status::ready);
  EXPECT_THAT(Wire(server->port()).send(get_home).until("home."), HasSubstr("200 OK"));
}

TEST_F(ServerTest, AFileIsSentWithItsLength) {
  start();
  const std::string content(200'000, 'f');
  std::ofstream(testing::TempDir() + "gandan-http-file") << content;
  const std::string answer =
      one("GET /file/gandan-http-file HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  EXPECT_THAT(answer.substr(0, 800), HasSubstr("Content-Length: 200000\r\n"));
  EXPECT_TRUE(answer.ends_with("\r\n\r\n" + content));
  EXPECT_THAT(one("GET /file/none HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"),
              StartsWith("HTTP/1.1 404 "));
  std::remove((testing::TempDir() + "gandan-http-file").c_str());
}

TEST_F(ServerTest, AClientThatLeavesDuringItsRequestDisturbsNobody) {
  start();
  {
    Wire leaving(server->port());
    leaving.send("GET /held HTTP/1.1\r\nHost: a\r\n\r\n");
    door.await_visitors(1);
    leaving.abort();
  }
  door.promise.set_value();
  EXPECT_THAT(Wire(server->port()).send(get_home).until("home."), HasSubstr("200 OK"));
}

TEST_F(ServerTest, AFullQueueIsAnsweredAtOnce) {
  start({.queue = 0});
  Wire wire(server->port());
  const std::string refused = wire.send("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n").until("\r\n\r\n");
  EXPECT_THAT(refused, StartsWith("HTTP/1.1 503 "));
  EXPECT_THAT(refused, HasSubstr("Retry-After: 1\r\n"));
  EXPECT_THAT(wire.send(get_home).until("home."), HasSubstr("200 OK")) << "reads go on";
}

TEST_F(ServerTest, PasswordsWaitForEachOtherAndNobodyElseForThem) {
  start({.password_workers = 1, .password_queue = 1});
  constexpr std::string_view get_hash = "GET /hash HTTP/1.1\r\nHost: a\r\n\r\n";
  Wire first(server->port()), second(server->port()), third(server->port()), other(server->port());
  first.send(get_hash);
  door.await_visitors(1);
  // Two ask for the one place in the queue: the other is told to come back, whichever it is.
  auto answer = [&](Wire& wire) {
    return std::async(std::launch::async, [&] { return wire.send(get_hash).until("\r\n\r\n"); });
  };
  auto of_second = answer(second), of_third = answer(third);
  while (of_second.wait_for(milliseconds(1)) != std::future_status::ready &&
         of_third.wait_for(milliseconds(1)) != std::future_status::ready) {
  }
  EXPECT_THAT(other.send("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n").until("slow."),
              HasSubstr("200 OK"));
  EXPECT_THAT(other.send("GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n").until("}"),
              HasSubstr("200 OK"));
  door.promise.set_value();
  const std::string both = of_second.get() + of_third.get();
  EXPECT_THAT(both, HasSubstr("HTTP/1.1 503 "));
  EXPECT_THAT(both, HasSubstr("Retry-After: "));
  EXPECT_THAT(both, HasSubstr("HTTP/1.1 200 "));
}

TEST_F(ServerTest, HealthIsAnsweredWhileEverythingElseIsHeld) {
  start({.password_workers = 1});
  std::vector<std::unique_ptr<Wire>> held;
  for (const char* path : {"/held", "/held", "/held", "/held", "/long", "/long", "/hash"}) {
    held.push_back(std::make_unique<Wire>(server->port()));
    held.back()->send("GET " + std::string(path) + " HTTP/1.1\r\nHost: a\r\n\r\n");
  }
  door.await_visitors(7);
  EXPECT_THAT(Wire(server->port()).send("GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n").until("}"),
              HasSubstr("200 OK"));
  door.promise.set_value();
}

TEST_F(ServerTest, ConnectionsBeyondTheLimitAreClosed) {
  start({.max_connections = 2});
  Wire first(server->port());
  Wire second(server->port());
  first.send(get_home).until("home.");
  second.send(get_home).until("home.");
  EXPECT_EQ(one(get_home), "");
  EXPECT_THAT(first.send(get_home).until("home."), HasSubstr("200 OK"));
}

TEST_F(ServerTest, StoppingFinishesWhatIsInFlight) {
  start();
  const std::uint16_t port = server->port();
  Wire idle(port);
  idle.send(get_home).until("home.");
  Wire busy(port);
  busy.send("GET /held HTTP/1.1\r\nHost: a\r\n\r\n");
  door.await_visitors(1);
  std::thread stopping([this] { stop(); });
  EXPECT_EQ(idle.rest(), "") << "an idle connection is closed";
  while (Wire(port).connected()) std::this_thread::sleep_for(milliseconds(1));
  door.promise.set_value();
  const std::string answer = busy.rest();
  EXPECT_THAT(answer, EndsWith("held."));
  EXPECT_THAT(answer, HasSubstr("Connection: close\r\n"));
  busy.close();
  stopping.join();
}

TEST_F(ServerTest, StoppingDoesNotWaitLongForASlowClient) {
  start({.grace = milliseconds(60)});
  Wire slow(server->port());
  slow.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\nabc");
  Wire other(server->port());
  other.send(get_home).until("home.");
  stop();
  EXPECT_EQ(slow.rest(), "");
}

TEST_F(ServerTest, ASignalThatComesWhileItStartsStopsItInGoodOrder) {
  StopSignals signals;
  Server starting(app, {.listen = "127.0.0.1:0"});
  std::raise(SIGTERM);
  starting.run_until(signals);
}

TEST_F(ServerTest, APortIsNotSharedWithAnotherServer) {
  start();
  EXPECT_THROW(Server(app, {.listen = "127.0.0.1:" + std::to_string(server->port())}),
               std::system_error);
  EXPECT_THROW(Server(app, {.listen = "nowhere"}), std::invalid_argument);
}

}  // namespace
}  // namespace gandan::http
