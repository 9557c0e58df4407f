// A server that waits: for slow clients, long streams and busy workers, and for its own end.
#include <gmock/gmock.h>

#include <csignal>
#include <fstream>
#include <vector>

#include "lib/http/test/server_site.hpp"

namespace gandan::http {
namespace {

using std::chrono::milliseconds;
using test::ServerTest, test::Wire, test::get_home;
using testing::EndsWith;
using testing::HasSubstr;
using testing::StartsWith;

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
  EXPECT_THAT(text, EndsWith("...\r\n")) << "what came before is sent, and no end";
  EXPECT_THAT(one("GET /promised HTTP/1.1\r\nHost: a\r\n\r\n"), EndsWith("\r\n\r\n"));
}

TEST_F(ServerTest, AStreamGoesWhenItsReaderIsGone) {
  start();
  Wire wire(server->port());
  wire.send("GET /endless HTTP/1.1\r\nHost: a\r\n\r\n").until("xxx");
  EXPECT_EQ(streams_ended, 0);
  wire.abort();
  while (streams_ended == 0) std::this_thread::sleep_for(milliseconds(1));
  EXPECT_THAT(Wire(server->port()).send(get_home).until("home."), HasSubstr("200 OK"));
}

TEST_F(ServerTest, ReadersThatStopReadingHoldNoWorkerAndAPieceEach) {
  start();
  std::vector<std::unique_ptr<Wire>> stopped;
  for (int i = 0; i < 5; ++i) {  // more than there are workers
    stopped.push_back(std::make_unique<Wire>(server->port()));
    stopped.back()->send("GET /endless HTTP/1.1\r\nHost: a\r\n\r\n").until("xxx");
  }
  // The sockets fill, and then nothing more is made.
  for (int made = -1; made != pieces_made;) {
    made = pieces_made;
    std::this_thread::sleep_for(milliseconds(100));
  }
  EXPECT_THAT(Wire(server->port()).send("GET /quick HTTP/1.1\r\nHost: a\r\n\r\n").until("quick."),
              HasSubstr("200 OK"));
  EXPECT_EQ(streams_ended, 0);
  stopped.clear();
  while (streams_ended < 5) std::this_thread::sleep_for(milliseconds(1));
}

TEST_F(ServerTest, AStreamGoesOnWhereTheWorkersHadNoPlace) {
  start({.queue = 1});
  Wire held(server->port()), also_held(server->port()), waiting(server->port());
  constexpr std::string_view get_long = "GET /long HTTP/1.1\r\nHost: a\r\n\r\n";
  held.send(get_long);
  door.await_visitors(1);
  also_held.send(get_long);
  door.await_visitors(2);  // both workers
  waiting.send(get_long);  // and the one place in the queue, if the stream does not take it
  Wire wire(server->port());
  wire.send("GET /stream HTTP/1.1\r\nHost: a\r\n\r\n").until("\r\n\r\n");
  door.promise.set_value();
  EXPECT_THAT(wire.until("\r\n0\r\n\r\n"), HasSubstr("99999\nend."));
}

TEST_F(ServerTest, EventsComeWhenThereAreSomeAndListenersHoldNoWorker) {
  start();
  std::vector<std::unique_ptr<Wire>> listeners;
  for (int i = 0; i < 5; ++i) {  // more than there are workers
    listeners.push_back(std::make_unique<Wire>(server->port()));
    const std::string head =
        listeners.back()->send("GET /events HTTP/1.1\r\nHost: a\r\n\r\n").until("\r\n\r\n");
    EXPECT_THAT(head, HasSubstr("Content-Type: text/event-stream\r\n"));
    EXPECT_THAT(head, HasSubstr("Cache-Control: no-store\r\n"));
  }
  EXPECT_THAT(Wire(server->port()).send("GET /quick HTTP/1.1\r\nHost: a\r\n\r\n").until("quick."),
              HasSubstr("200 OK"));
  while (pieces_made < 20) std::this_thread::sleep_for(milliseconds(1));  // asked again and again
  listeners.resize(1);
  for (const int now : {1, 2}) {
    news = now;
    const std::string said = "data: " + std::to_string(now) + "\n\n";
    EXPECT_THAT(listeners.front()->until(said), EndsWith(said)) << "empty pieces end nothing";
  }
  is_over = true;
  EXPECT_THAT(listeners.front()->until("\r\n0\r\n\r\n"), EndsWith("0\r\n\r\n"));
}

TEST_F(ServerTest, AListenerWhoVanishedIsLetGoAtTheNextThingSaid) {
  start();
  Wire wire(server->port());
  wire.send("GET /events HTTP/1.1\r\nHost: a\r\n\r\n").until("\r\n\r\n");
  wire.abort();
  while (streams_ended == 0) {
    ++news;
    std::this_thread::sleep_for(milliseconds(1));
  }
  EXPECT_THAT(Wire(server->port()).send(get_home).until("home."), HasSubstr("200 OK"));
}

TEST_F(ServerTest, AListenerWhoDoesNotReadIsSaidNothingMore) {
  start();
  Wire wire(server->port());
  wire.send("GET /loud HTTP/1.1\r\nHost: a\r\n\r\n").until("xxx");
  for (int made = -1; made != pieces_made;) {  // the socket fills
    made = pieces_made;
    std::this_thread::sleep_for(milliseconds(600));  // longer than two ticks
  }
  EXPECT_THAT(Wire(server->port()).send("GET /quick HTTP/1.1\r\nHost: a\r\n\r\n").until("quick."),
              HasSubstr("200 OK"));
}

TEST_F(ServerTest, ListenersAreLetGoWhenTheServerStops) {
  start({.grace = std::chrono::hours(1)});
  Wire wire(server->port());
  wire.send("GET /events HTTP/1.1\r\nHost: a\r\n\r\n").until("\r\n\r\n");
  while (pieces_made == 0) std::this_thread::sleep_for(milliseconds(1));
  stop();
  EXPECT_EQ(streams_ended, 1);
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
