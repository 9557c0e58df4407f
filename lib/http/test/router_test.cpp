#include "lib/http/router.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>

namespace gandan::http {
namespace {

std::string call(const Router& router, Method method, std::string path) {
  const Match match = router.match(method, path);
  if (match.route == nullptr) return match.allow.empty() ? "none" : "allow " + match.allow;
  Request request;
  const Response response = match.route->handler(request, match.captures);
  return response.status == 200 ? response.body : std::to_string(response.status);
}

Router sample() {
  Router router;
  router.get("/", everyone(), [](Request&) { return Response::text("home"); });
  router.get("/petitions", everyone(), [](Request&) { return Response::text("list"); });
  router.get("/petitions/new", everyone(), [](Request&) { return Response::text("new"); });
  router.get("/petitions/{code}", everyone(), [](Request&, std::string_view code) {
    return Response::text("petition " + std::string(code));
  });
  router.post("/petitions/{code}", everyone(),
              [](Request&, const std::string& code) { return Response::text("post " + code); });
  router.get("/petitions/new/{number}", everyone(), [](Request&, std::int64_t number) {
    return Response::text("number " + std::to_string(number));
  });
  router.get("/petitions/{code}/answers/{number}", everyone(),
             [](Request&, std::string_view code, int number) {
               return Response::text(std::string(code) + " " + std::to_string(number));
             });
  router.get("/files/{path...}", everyone(), [](Request&, std::string_view path) {
    return Response::text("file " + std::string(path));
  });
  return router;
}

TEST(Router, APieceWrittenOutWinsOverACapture) {
  const Router router = sample();
  EXPECT_EQ(call(router, Method::get, "/"), "home");
  EXPECT_EQ(call(router, Method::get, "/petitions"), "list");
  EXPECT_EQ(call(router, Method::get, "/petitions/new"), "new");
  EXPECT_EQ(call(router, Method::get, "/petitions/newer"), "petition newer");
  EXPECT_EQ(call(router, Method::get, "/petitions/new/answers/3"), "new 3");
}

TEST(Router, CapturesAreReadByTheTypesOfTheHandler) {
  const Router router = sample();
  EXPECT_EQ(call(router, Method::get, "/petitions/new/-9223372036854775808"),
            "number -9223372036854775808");
  EXPECT_EQ(call(router, Method::get, "/petitions/new/12x"), "404");
  EXPECT_EQ(call(router, Method::get, "/petitions/new/99999999999999999999"), "404");
  EXPECT_EQ(call(router, Method::get, "/petitions/a/answers/2147483648"), "404");
  EXPECT_EQ(call(router, Method::get, "/files/fonts/a.woff2"), "file fonts/a.woff2");
}

TEST(Router, WhatHasNoRouteIsNotFound) {
  const Router router = sample();
  for (const char* path : {"/nothing", "/petitions/a/answers", "/petitions//answers/1", "//",
                           "//petitions", "/files", "/files/"})
    EXPECT_EQ(call(router, Method::get, path), "none") << path;
}

TEST(Router, AnotherMethodIsToldWhichOnesThereAre) {
  const Router router = sample();
  EXPECT_EQ(call(router, Method::del, "/petitions/abc"), "allow GET, HEAD, POST");
  EXPECT_EQ(call(router, Method::post, "/"), "allow GET, HEAD");
  EXPECT_EQ(call(router, Method::head, "/"), "home");
}

TEST(Router, ASlashAtTheEndIsNoticedWhereThePathIsKnownWithout) {
  const Router router = sample();
  EXPECT_TRUE(router.match(Method::get, "/petitions/abc/").drop_slash);
  EXPECT_FALSE(router.match(Method::get, "/nothing/").drop_slash);
  EXPECT_FALSE(router.match(Method::get, "/petitions/").route != nullptr);
}

TEST(Router, ARouteIsRegisteredOnce) {
  Router router = sample();
  EXPECT_THROW(router.get("/petitions/{other}", everyone(),
                          [](Request&, std::string_view) { return Response::no_content(); }),
               std::logic_error);
}

TEST(Router, TheTableSaysWhatEachRouteIs) {
  Router router = sample();
  router.post("/upload", Policy("petitions.enter"), [](Request&) { return Response::no_content(); },
              {.body_limit = 20 * 1024 * 1024, .rate_class = "uploads"});
  ASSERT_EQ(router.table().size(), 9U);
  const Route& route = *router.table().back();
  EXPECT_EQ(route.pattern, "/upload");
  EXPECT_EQ(route.policy.name(), "petitions.enter");
  EXPECT_EQ(route.work, Work::writes);
  EXPECT_EQ(route.body_limit, 20U * 1024 * 1024);
  EXPECT_EQ(route.rate_class, "uploads");
  EXPECT_EQ(router.table().front()->work, Work::reads);
  EXPECT_EQ(route.work_of({}), Work::writes);
  router.get("/search", everyone(), [](Request&) { return Response::no_content(); },
             {.is_slow = [](const Request& request) { return !request.query.get("q").empty(); }});
  Request request;
  EXPECT_EQ(router.table().back()->work_of(request), Work::reads);
  request.query.add("q", "cầu");
  EXPECT_EQ(router.table().back()->work_of(request), Work::slow);
  EXPECT_EQ(router.table().front()->rate_class, "reads");
}

TEST(Router, TheTableSaysWhereEachRouteWasAdded) {
  Router router;
  const int line = __LINE__ + 1;
  router.get("/", everyone(), [](Request&) { return Response::no_content(); });
  router.post("/", everyone(), [](Request&) { return Response::no_content(); }, {});
  for (int i : {0, 1}) {
    EXPECT_THAT(router.table()[i]->added_at.file, testing::EndsWith("test/router_test.cpp"));
    EXPECT_EQ(router.table()[i]->added_at.line, line + i);
  }
}

static_assert(detail::captures_in("/a/{b}/c/{d...}") == 2);
static_assert(detail::captures_in("/") == 0);

}  // namespace
}  // namespace gandan::http
