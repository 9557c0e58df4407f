// A real server on a real socket: how it takes the bytes of requests.
#include <gmock/gmock.h>

#include "lib/http/test/server_site.hpp"

namespace gandan::http {
namespace {

using test::ServerTest, test::Wire, test::get_home;
using testing::EndsWith;
using testing::HasSubstr;
using testing::StartsWith;

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

}  // namespace
}  // namespace gandan::http
