// Against a server of ours on a real socket.
#include "lib/fetch/fetch.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "lib/http/server.hpp"

namespace gandan::fetch {
namespace {

using http::Request;
using http::Response;
using testing::HasSubstr;
using testing::StartsWith;

class FetchTest : public testing::Test {
 protected:
  FetchTest() {
    app_.router.get("/log/checkpoint", http::everyone(),
                    [](Request&) { return Response::text("a head\n"); });
    app_.router.get("/tile", http::everyone(),
                    [](Request&) { return Response::text(std::string(8192, 't')); });
    app_.router.get("/moved", http::everyone(),
                    [](Request&) { return Response::redirect("/log/checkpoint"); });
    app_.router.get("/stuck", http::everyone(), [](Request&) {
      std::this_thread::sleep_for(std::chrono::milliseconds(1500));
      return Response::text("at last\n");
    });
    app_.router.post("/echo", http::everyone(), [](Request& request) {
      return Response::text(std::string(request.headers.get("Content-Type")) + "|" + request.body,
                            409);
    });
  }
  ~FetchTest() override {
    server_.stop();
    thread_.join();
  }

  [[nodiscard]] std::string at(std::string_view path) const {
    return "http://127.0.0.1:" + std::to_string(server_.port()) + std::string(path);
  }

  SystemClock clock_;
  http::App app_{clock_, {.access_log = false}};
  http::Server server_{app_, {.listen = "127.0.0.1:0"}};
  std::thread thread_{[this] { server_.run(); }};
};

TEST_F(FetchTest, GetsWhatAServerSaysWithItsTypeAndStatus) {
  const auto answer = get(at("/log/checkpoint"));
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 200);
  EXPECT_THAT(answer->content_type, StartsWith("text/plain"));
  EXPECT_EQ(answer->body, "a head\n");
  EXPECT_EQ(get(at("/nothing"))->status, 404) << "an answer like another";
}

TEST_F(FetchTest, PostsABodyByteForByteAndReadsARefusal) {
  const std::string body("old 7\n\0\n", 8);
  const auto answer = post(at("/echo"), body, "text/x-add-checkpoint");
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 409);
  EXPECT_EQ(answer->body, "text/x-add-checkpoint|" + body);
}

TEST_F(FetchTest, FollowsNobodyElsewhere) {
  const auto answer = get(at("/moved"));
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 303);
  EXPECT_THAT(answer->body, Not(HasSubstr("a head")));
}

TEST_F(FetchTest, GivesUpAfterItsTime) {
  const auto answer = get(at("/stuck"), {.time = std::chrono::seconds(1)});
  ASSERT_FALSE(answer);
  EXPECT_THAT(answer.error().reason, HasSubstr("timed out"));
}

TEST_F(FetchTest, RefusesAnAnswerBeyondItsBytesAndTakesOneUpToThem) {
  const auto answer = get(at("/tile"), {.bytes = 8191});
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().reason, "the answer has more than 8191 bytes");
  EXPECT_EQ(get(at("/tile"), {.bytes = 8192})->body.size(), 8192U);
}

TEST_F(FetchTest, AsksOverHttpOnlyAndSaysWhyThereIsNoAnswer) {
  EXPECT_TRUE(is_address("https://gandan.example/log"));
  EXPECT_FALSE(is_address("/var/log/gandan"));
  EXPECT_FALSE(is_address("file:///etc/hostname"));
  EXPECT_FALSE(get("file:///etc/hostname"));
  const auto refused = get("http://127.0.0.1:1/");
  ASSERT_FALSE(refused);
  EXPECT_FALSE(refused.error().reason.empty());
}

}  // namespace
}  // namespace gandan::fetch
