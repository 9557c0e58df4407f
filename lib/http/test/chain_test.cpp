// The fixed chain, through TestClient: what every route gets, whatever its handler does.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <stdexcept>
#include <string>

#include "lib/http/decode.hpp"
#include "lib/http/shelf.hpp"
#include "lib/http/test_client.hpp"

namespace gandan::http {
namespace {

using testing::HasSubstr;
using testing::Not;

struct Busy : std::runtime_error {
  Busy() : std::runtime_error("busy") {}
};

/// Lets in whoever has the cookie user=officer.
struct CookieGate final : Gate {
  std::optional<Response> admit(Request& request, const Policy& policy) override {
    if (policy.is_everyone()) return std::nullopt;
    if (request.cookie("user") == "officer") {
      request.attach(std::string("officer"));
      return std::nullopt;
    }
    return Response::redirect("/sign-in");
  }
};

class Chain : public testing::Test {
 protected:
  explicit Chain(AppOptions options = {.access_log = false}) : app(clock, std::move(options)) {
    app.router.get("/", everyone(), [](Request&) { return Response::html("<p>Xin chào"); });
    app.router.get("/staff", Policy("staff"), [](Request& request) {
      return Response::text(*request.attached<std::string>());
    });
    app.router.get("/tagged", everyone(),
                   [](Request&) { return Response::html(std::string(5000, 'a')).etag("v1"); });
    app.router.get("/who", everyone(), [](Request& request) {
      return Response::text(request.client + " " + request.link("/") + " " + request.id);
    });
    app.router.get("/throw", everyone(),
                   [](Request&) -> Response { throw std::runtime_error("SECRET"); });
    app.router.get("/busy", everyone(), [](Request&) -> Response { throw Busy(); });
    app.router.get("/export", everyone(), [](Request&) {
      return Response::stream("text/csv",
                              [lines = 0](std::string& piece) mutable {
                                piece += lines == 0 ? "a,b\n" : "1,2\n";
                                return ++lines < 2;
                              })
          .download_as("kiến nghị.csv");
    });
    app.router.post("/form", everyone(), [](Request& request) {
      return Response::redirect("/?sent=" + std::to_string(request.form.get("text").size()))
          .set_cookie({.name = "seen", .value = "1", .max_age = std::chrono::hours(1)});
    });
    app.router.post("/small", everyone(), [](Request&) { return Response::no_content(); },
                    {.body_limit = 10});
    app.explain = [](const std::exception& error) -> std::optional<Failure> {
      if (dynamic_cast<const Busy*>(&error) == nullptr) return std::nullopt;
      return Failure{503, std::chrono::seconds(2)};
    };
  }

  int post_status(std::initializer_list<Field> headers, bool cookie = false) {
    TestClient poster(app);
    if (cookie) poster.with_cookie("user", "officer");
    Headers all;
    for (const Field& field : headers) all.add(field.name, field.value);
    return poster.send(Method::post, "/form", all).status;
  }

  FixedClock clock{Instant{1'750'000'000'000'000}};
  App app;
  TestClient client{app};
};

TEST_F(Chain, EveryAnswerCarriesTheSecurityHeaders) {
  for (const char* path : {"/", "/nothing", "/throw", "/staff"}) {
    const TestResponse response = client.get(path);
    EXPECT_THAT(std::string(response.headers.get("Content-Security-Policy")),
                HasSubstr("default-src 'self'; object-src 'none'"));
    EXPECT_EQ(response.headers.get("X-Content-Type-Options"), "nosniff");
    EXPECT_TRUE(response.headers.has("Referrer-Policy"));
    EXPECT_TRUE(response.headers.has("X-Request-Id"));
    EXPECT_FALSE(response.headers.has("Strict-Transport-Security"));
  }
}

TEST_F(Chain, TheIdOfARequestTellsNothingOfHowManyCameBefore) {
  constexpr std::uint64_t golden = 0x9E3779B97F4A7C15U;  // odd: what it multiplies can be had back
  std::set<std::uint64_t> steps;
  std::uint64_t before = 0;
  for (int i = 0; i < 8; ++i) {
    const std::string id(client.get("/").headers.get("X-Request-Id"));
    ASSERT_EQ(id.size(), 16U);
    const std::uint64_t number = std::stoull(id, nullptr, 16);
    if (i > 0) steps.insert(number - before);
    before = number;
  }
  EXPECT_EQ(steps.size(), 7U) << "no step twice";
  EXPECT_FALSE(steps.contains(golden));
}

/// What was taken of a body while it came, beside the request: a handler may see it.
struct Drop {
  std::shared_ptr<std::string> bytes = std::make_shared<std::string>();
};

TEST_F(Chain, ARouteLooksAtARequestBeforeItsBodyIsReadAndSaysWhereItGoes) {
  std::string seen_client;
  app.router.patch(
      "/drops/{name}", everyone(),
      [](Request& request, std::string_view name) {
        const Drop* drop = request.attached<Drop>();
        return Response::text(std::string(name) + ":" + (drop != nullptr ? *drop->bytes : "none") +
                              ":" + request.body);
      },
      {.before_body = [&](Request& request, const Captures& captures) -> std::optional<Refusal> {
        seen_client = request.client;
        if (captures.values.at(0) == "no") return Refusal{409, "Not here."};
        if (captures.values.at(0) == "plain") return std::nullopt;
        const Drop& drop = request.attach(Drop());
        request.sink = [bytes = drop.bytes](std::string_view more) {
          if (more.find('!') != std::string_view::npos)
            return std::optional(Refusal{422, "No shouting."});
          bytes->append(more);
          return std::optional<Refusal>();
        };
        return std::nullopt;
      }});
  const auto patch = [&](std::string_view target, const std::string& body) {
    return client.send(Method::patch, target, {}, body);
  };
  EXPECT_EQ(patch("/drops/a", "some bytes").body, "a:some bytes:");
  EXPECT_EQ(seen_client, "127.0.0.1");
  EXPECT_EQ(patch("/drops/plain", "some bytes").body, "plain:none:some bytes");
  EXPECT_EQ(patch("/drops/no", "some bytes").status, 409);
  EXPECT_EQ(patch("/drops/a", "loud!").status, 422);
  EXPECT_EQ(client.get("/drops/a").status, 405);
}

TEST_F(Chain, EveryFiveHundredAndThreeSaysWhenToComeAgain) {
  app.router.get("/later", everyone(), [](Request&) { return Response::error(503); });
  EXPECT_EQ(client.get("/later").headers.get("Retry-After"), "10");
  EXPECT_EQ(client.get("/busy").headers.get("Retry-After"), "2");
}

TEST_F(Chain, WithoutAGateOnlyWhatIsOpenToEveryoneIsServed) {
  EXPECT_EQ(client.get("/").status, 200);
  EXPECT_EQ(client.get("/staff").status, 403);
}

TEST_F(Chain, TheGateDecidesAndAttachesWhoItIs) {
  app.gate = std::make_shared<CookieGate>();
  EXPECT_EQ(client.get("/staff").location(), "/sign-in");
  client.with_cookie("user", "officer");
  EXPECT_EQ(client.get("/staff").body, "officer");
}

TEST_F(Chain, AnExceptionIsAFiveHundredThatTellsNothingButItsId) {
  const TestResponse response = client.get("/throw");
  EXPECT_EQ(response.status, 500);
  EXPECT_THAT(response.body, Not(HasSubstr("SECRET")));
  EXPECT_THAT(response.body, HasSubstr(std::string(response.headers.get("X-Request-Id"))));
}

TEST_F(Chain, TheApplicationSaysWhatAnExceptionComesTo) {
  const TestResponse response = client.get("/busy");
  EXPECT_EQ(response.status, 503);
  EXPECT_EQ(response.headers.get("Retry-After"), "2");
}

TEST_F(Chain, ErrorPagesAreTheApplicationsOwnAndKeepTheirHeaders) {
  app.error_page = [](Request&, int status, std::string_view) {
    return Response::html("<h1>" + std::to_string(status));
  };
  const TestResponse response = client.send(Method::del, "/");
  EXPECT_EQ(response.status, 405);
  EXPECT_EQ(response.body, "<h1>405");
  EXPECT_EQ(response.headers.get("Allow"), "GET, HEAD");
}

TEST_F(Chain, AnErrorPageThatFailsBecomesPlainText) {
  app.error_page = [](Request&, int, std::string_view) -> Response {
    throw std::runtime_error("");
  };
  const TestResponse response = client.get("/nothing");
  EXPECT_EQ(response.status, 404);
  EXPECT_THAT(response.body, HasSubstr("Not Found"));
}

TEST_F(Chain, HeadHasTheHeadersOfGetAndNoBody) {
  const TestResponse response = client.head("/");
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.body, "");
  EXPECT_EQ(response.headers.get("Content-Type"), "text/html; charset=utf-8");
}

TEST_F(Chain, AReaderWhoHasThePageGets304) {
  EXPECT_EQ(client.get("/tagged").headers.get("ETag"), "W/\"v1\"");
  client.with_header("If-None-Match", "\"v0\", \"v1\"");
  const TestResponse response = client.get("/tagged");
  EXPECT_EQ(response.status, 304);
  EXPECT_EQ(response.body, "");
  client.with_header("If-None-Match", "W/\"v2\"");
  EXPECT_EQ(client.get("/tagged").status, 200);
}

TEST_F(Chain, LargeAnswersAreCompressedForWhoeverAcceptsIt) {
  EXPECT_EQ(client.get("/tagged").body.size(), 5000U);
  client.with_header("Accept-Encoding", "gzip, deflate, br");
  EXPECT_EQ(client.get("/tagged").headers.get("Content-Encoding"), "br");
  client.with_header("Accept-Encoding", "br;q=0, gzip");
  const TestResponse response = client.get("/tagged");
  EXPECT_EQ(response.headers.get("Content-Encoding"), "gzip");
  EXPECT_EQ(response.headers.get("Vary"), "Accept-Encoding");
  EXPECT_LT(response.body.size(), 200U);
  EXPECT_FALSE(client.get("/").headers.has("Content-Encoding")) << "too small to be worth it";
}

TEST_F(Chain, ASlashTooManyIsRedirectedWithItsQuery) {
  const TestResponse response = client.get("/tagged/?a=1");
  EXPECT_EQ(response.status, 308);
  EXPECT_EQ(response.location(), "/tagged?a=1");
}

TEST_F(Chain, AFormOfAnotherSiteIsRefused) {
  EXPECT_EQ(post_status({{"Sec-Fetch-Site", "same-origin"}}), 303);
  EXPECT_EQ(post_status({{"Sec-Fetch-Site", "none"}}), 303);
  EXPECT_EQ(post_status({{"Sec-Fetch-Site", "cross-site"}}), 403);
  EXPECT_EQ(post_status({{"Sec-Fetch-Site", "same-site"}}), 403);
  EXPECT_EQ(post_status({{"Origin", "http://gandan.test"}}), 303);
  EXPECT_EQ(post_status({{"Origin", "https://evil.example"}}), 403);
  EXPECT_EQ(post_status({{"Origin", "https://gandan.test.evil.example"}}), 403);
  EXPECT_EQ(post_status({{"Origin", "null"}}), 403);
}

TEST_F(Chain, WithoutBrowserHeadersACookieNeedsAReferer) {
  EXPECT_EQ(post_status({}), 303) << "a program";
  EXPECT_EQ(post_status({}, true), 403) << "a browser from before 2020, from who knows where";
  EXPECT_EQ(post_status({{"Referer", "http://gandan.test/form"}}, true), 303);
  EXPECT_EQ(post_status({{"Referer", "http://evil.example/gandan.test"}}, true), 403);
  EXPECT_EQ(post_status({{"Authorization", "Bearer x"}, {"Sec-Fetch-Site", "cross-site"}}), 303);
  EXPECT_EQ(post_status({{"Authorization", "Bearer x"}, {"Sec-Fetch-Site", "cross-site"}}, true),
            403);
}

TEST_F(Chain, CookiesAreKeptAndRedirectsFollowed) {
  client.follow_redirects();
  const TestResponse response = client.post_form("/form", {{"text", "đường"}});
  EXPECT_EQ(response.url, "/?sent=9");
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(client.cookie("seen"), "1");
}

TEST_F(Chain, CookiesAreOutOfReachOfScriptsAndOfOtherSites) {
  const TestResponse response = client.post_form("/form", {});
  EXPECT_EQ(response.headers.get("Set-Cookie"),
            "seen=1; Path=/; Max-Age=3600; HttpOnly; SameSite=Lax");
  EXPECT_EQ(response.headers.get("Cache-Control"), "no-store");
}

TEST_F(Chain, BadInputIsRefusedBeforeTheHandler) {
  EXPECT_EQ(client.get("/?q=%FF").status, 400);
  EXPECT_EQ(client.get("/%FF").status, 400);
  EXPECT_EQ(client.post_form("/form", {{"text", "\xFF"}}).status, 400);
  EXPECT_EQ(client.post_form("/small", {{"text", "more than ten bytes"}}).status, 413);
}

TEST_F(Chain, MultipartFieldsArriveLikeOthers) {
  const TestResponse response = client.post_multipart(
      "/form", {{"text", "1234"}},
      {{.field = "f", .file_name = "a.png", .content_type = "image/png", .bytes = "x"}});
  EXPECT_EQ(response.location(), "/?sent=4");
}

TEST_F(Chain, AStreamIsDeliveredWholeUnderItsName) {
  const TestResponse response = client.get("/export");
  EXPECT_EQ(response.body, "a,b\n1,2\n");
  EXPECT_EQ(response.headers.get("Content-Disposition"),
            "attachment; filename=\"ki_n ngh_.csv\"; "
            "filename*=UTF-8''ki%E1%BA%BFn%20ngh%E1%BB%8B.csv");
}

TEST_F(Chain, WhoIsNotATrustedProxyIsNotBelieved) {
  client.with_header("X-Forwarded-For", "203.0.113.9");
  client.with_header("X-Forwarded-Proto", "https");
  client.with_header("X-Request-Id", "chosen");
  EXPECT_THAT(client.get("/who").body, testing::StartsWith("127.0.0.1 / "));
  EXPECT_THAT(client.get("/who").body, Not(HasSubstr("chosen")));
}

TEST_F(Chain, HealthAndMetricsAreServed) {
  app.health.push_back({"database", [] { return std::optional<std::string>(); }});
  app.add_operations(everyone());
  EXPECT_EQ(client.get("/healthz").body, "{\"database\":\"ok\"}\n");
  app.health.push_back({"disk", []() -> std::optional<std::string> { throw Busy(); }});
  EXPECT_EQ(client.get("/healthz").status, 503);
  client.get("/nothing");
  const std::string text = client.get("/metrics").body;
  EXPECT_THAT(text,
              HasSubstr("http_requests_total{method=\"GET\",route=\"/healthz\",status=\"5xx\"} 1"));
  EXPECT_THAT(text, HasSubstr("http_requests_total{method=\"\",route=\"none\",status=\"4xx\"} 1"));
  EXPECT_THAT(text, HasSubstr("http_requests_in_flight 1"));
}

struct BehindProxy : Chain {
  BehindProxy()
      : Chain({.public_origin = "https://gandan.test",
               .trusted_proxies = {"127.0.0.0/8"},
               .rate_limits = {{.name = "reads", .per_minute = 60, .burst = 2}},
               .access_log = false}) {}
};

TEST_F(BehindProxy, ATrustedProxySaysWhoTheClientIs) {
  client.with_header("X-Forwarded-For", "6.6.6.6, 203.0.113.9");
  client.with_header("X-Forwarded-Proto", "https");
  client.with_header("X-Request-Id", "chosen-1");
  const TestResponse response = client.get("/who");
  EXPECT_EQ(response.body, "203.0.113.9 https://gandan.test/ chosen-1");
  EXPECT_TRUE(response.headers.has("Strict-Transport-Security"));
  EXPECT_THAT(std::string(client.post_form("/form", {}).headers.get("Set-Cookie")),
              HasSubstr("; Secure"));
  client.with_header("X-Request-Id", "not a\"good id");
  EXPECT_THAT(client.get("/who").body, Not(HasSubstr("good id")));
}

TEST_F(Chain, NoLinkIsBuiltFromWhatTheClientCallsUs) {
  client.with_header("Host", "evil.example");
  client.with_header("X-Forwarded-Host", "evil.example");
  EXPECT_THAT(client.get("/who").body, Not(HasSubstr("evil")));
}

TEST_F(Chain, AHeaderThatIsNotUtf8IsMadeSo) {
  app.router.get("/agent", everyone(), [](Request& request) {
    return Response::text(std::string(request.headers.get("User-Agent")));
  });
  Headers headers;
  headers.add("User-Agent", "Mozilla \xff\xc3 đi\xe1\xbb");
  headers.add("X-After", "whole");
  const TestResponse response = client.send(Method::get, "/agent", headers);
  EXPECT_EQ(response.body, "Mozilla \xEF\xBF\xBD\xEF\xBF\xBD đi\xEF\xBF\xBD\xEF\xBF\xBD");
}

TEST_F(BehindProxy, HealthIsAskedAsOftenAsAnybodyLikes) {
  app.add_operations(everyone());
  for (int i = 0; i < 20; ++i) EXPECT_EQ(client.get("/healthz").status, 200);
}

TEST_F(BehindProxy, TooManyRequestsAreAskedToWait) {
  client.with_header("X-Forwarded-For", "203.0.113.9");
  client.get("/");
  client.get("/");
  const TestResponse response = client.get("/");
  EXPECT_EQ(response.status, 429);
  EXPECT_EQ(response.headers.get("Retry-After"), "1");
  client.with_header("X-Forwarded-For", "203.0.113.10");
  EXPECT_EQ(client.get("/").status, 200) << "another subscriber";
  clock.advance(std::chrono::seconds(1));
  client.with_header("X-Forwarded-For", "203.0.113.9");
  EXPECT_EQ(client.get("/").status, 200);
}

/// Answers are kept for whom the gate says that all are shown the same.
class ChainThatKeeps : public Chain {
 protected:
  struct KeepingGate final : Gate {
    std::optional<Response> admit(Request&, const Policy&) override { return std::nullopt; }
    std::optional<std::string> shown_alike(const Request& request) const override {
      if (!request.cookie("user").empty()) return std::nullopt;
      return std::string(request.cookie("lang"));
    }
  };

  ChainThatKeeps() {
    app.gate = std::make_shared<KeepingGate>();
    app.moment = [this] { return moment; };
    app.router.get("/page", everyone(),
                   [this](Request& request) {
                     Response page = Response::html(std::to_string(++made));
                     if (request.query.has("cookie")) page.set_cookie({.name = "a", .value = "b"});
                     if (request.query.has("own")) page.header("Cache-Control", "no-store");
                     if (request.query.has("lost")) page.status = 404;
                     return page;
                   },
                   {.is_slow = [](const Request& request) { return request.query.has("q"); },
                    .may_be_kept = true});
    app.router.get("/other", everyone(),
                   [this](Request&) { return Response::html(std::to_string(++made)); });
  }
  std::string body(const std::string& target) { return client.get(target).body; }

  std::string moment = "1";
  int made = 0;
};

TEST_F(ChainThatKeeps, APageIsMadeOnceUntilSomethingChanges) {
  EXPECT_EQ(body("/page"), "1");
  const TestResponse kept = client.get("/page");
  EXPECT_EQ(kept.body, "1");
  EXPECT_TRUE(kept.headers.has("Content-Security-Policy"));
  EXPECT_EQ(kept.headers.get("Cache-Control"), "private, no-cache");
  EXPECT_EQ(body("/page?after=1"), "2") << "another address";
  moment = "2";
  EXPECT_EQ(body("/page"), "3");
  EXPECT_EQ(body("/page"), "3");
  moment = "1";
  EXPECT_EQ(body("/page"), "4") << "what was kept at an earlier moment is gone";
}

TEST_F(ChainThatKeeps, WhatIsOfOneReaderIsMadeEachTime) {
  EXPECT_EQ(body("/page"), "1");
  client.with_cookie("lang", "en");
  EXPECT_EQ(body("/page"), "2") << "in another language";
  client.with_cookie("user", "officer");
  EXPECT_EQ(body("/page"), "3");
  EXPECT_EQ(body("/page"), "4");
}

TEST_F(ChainThatKeeps, OnlyAWholePageThatWasFoundIsKept) {
  for (const char* target : {"/other", "/page?cookie", "/page?own", "/page?lost", "/page?q=a"}) {
    const std::string first = body(target);
    EXPECT_NE(body(target), first) << target;
  }
  Headers part;
  part.add("HX-Request", "true");
  const std::string whole = body("/page");
  EXPECT_NE(client.send(Method::get, "/page", part).body, whole);
  EXPECT_EQ(body("/page"), whole);
}

TEST_F(ChainThatKeeps, WhatAKeyOpensMayNotBeKept) {
  const auto handler = [](Request&) { return Response::html(""); };
  EXPECT_THROW(app.router.get("/mine", key_holders(), handler, {.may_be_kept = true}),
               std::logic_error);
  EXPECT_THROW(app.router.get("/ours", Policy("staff"), handler, {.may_be_kept = true}),
               std::logic_error);
  EXPECT_THROW(app.router.post("/sent", everyone(), handler, {.may_be_kept = true}),
               std::logic_error);
}

TEST(AShelf, HoldsAsMuchAsItMay) {
  Shelf shelf(10);
  auto answer = [](std::string text) {
    return std::make_shared<const Response>(Response::text(std::move(text)));
  };
  EXPECT_EQ(shelf.find("a", "1"), nullptr);
  shelf.put("a", "0", answer("1234"));
  EXPECT_EQ(shelf.find("a", "1"), nullptr) << "made at another moment";
  shelf.put("a", "1", answer("1234"));
  ASSERT_NE(shelf.find("a", "1"), nullptr);
  shelf.put("b", "1", answer("12345678901"));
  EXPECT_EQ(shelf.find("b", "1"), nullptr) << "more than it may hold";
  EXPECT_NE(shelf.find("a", "1"), nullptr);
  shelf.put("b", "1", answer("123456"));
  EXPECT_NE(shelf.find("b", "1"), nullptr);
  EXPECT_EQ(shelf.find("a", "1"), nullptr) << "made room";
}

}  // namespace
}  // namespace gandan::http
