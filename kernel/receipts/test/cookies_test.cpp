#include "kernel/receipts/cookies.hpp"

#include <gtest/gtest.h>

#include "kernel/receipts/test/known_keys.hpp"
#include "lib/db/test_support.hpp"

namespace gandan::receipts {
namespace {

using std::chrono::minutes;

constexpr std::string_view code = "GD-7K3M-92QX-AB12", other_code = "GD-7K3M-92QX-AB13";

class Cookies : public testing::Test {
 protected:
  /// A browser that follows the address with this cookie.
  static http::Request request_with(const http::Cookie& cookie, std::string_view done = {}) {
    http::Request request;
    request.headers.add("Cookie", cookie.name + "=" + cookie.value);
    if (!done.empty()) request.query.add("done", std::string(done));
    return request;
  }
  http::Cookie key_cookie(const ProofCookie& cookie = sent_cookie) {
    return show_key(keys_, clock_, cookie, code, "/receipts/GD-7K3M-92QX-AB12");
  }
  bool shows(const ProofCookie& cookie, const http::Request& request, std::string_view of = code) {
    return shows_key(keys_, clock_, cookie, of, request);
  }
  std::string_view told(const http::Request& request, std::string_view of = code) {
    return just_done(keys_, clock_, of, request);
  }

  FixedClock clock_{Date::of(2026, 10, 1)};
  db::test::TempFolder folder_;
  crypto::KeyFile keys_ = test::known_keys(folder_.file("keys"));
};

TEST_F(Cookies, TheKeyIsShownToWhoSentItForTenMinutesOnTheReceiptAlone) {
  const http::Cookie cookie = key_cookie();
  EXPECT_EQ(cookie.name, "receipt");
  EXPECT_EQ(cookie.path, "/receipts/GD-7K3M-92QX-AB12");
  EXPECT_EQ(cookie.max_age, minutes(10));
  EXPECT_EQ(cookie.value.find(private_key(keys_, {"petition", code})), std::string::npos);
  const http::Request request = request_with(cookie);
  EXPECT_TRUE(shows(sent_cookie, request));
  EXPECT_FALSE(shows(sent_cookie, request, other_code));
  EXPECT_FALSE(shows(sent_cookie, {}));
  clock_.advance(minutes(10));
  EXPECT_FALSE(shows(sent_cookie, request)) << "a browser that keeps it longer than it was told";
}

TEST_F(Cookies, TheKeyIsShownToWhoEnteredItForAMinuteAndTakenBack) {
  const http::Cookie cookie = key_cookie(entered_cookie);
  EXPECT_EQ(cookie.name, "entered");
  EXPECT_EQ(cookie.max_age, minutes(1));
  EXPECT_TRUE(shows(entered_cookie, request_with(cookie)));
  const http::Cookie end = ended(entered_cookie, cookie.path);
  EXPECT_EQ(end.name, cookie.name);
  EXPECT_EQ(end.path, cookie.path) << "of another path it would be another cookie";
  EXPECT_EQ(end.max_age, minutes(0));
  EXPECT_FALSE(shows(entered_cookie, request_with(end)));
}

TEST_F(Cookies, WhatWasDoneIsToldToTheBrowserThatDidItForAMinute) {
  const http::Response response = to_done(keys_, clock_, code, "/petitions/GD-1", "added");
  EXPECT_EQ(response.status, 303);
  EXPECT_EQ(response.headers.get("Location"), "/petitions/GD-1?done=added");
  ASSERT_EQ(response.cookies.size(), 1U);
  const http::Cookie& cookie = response.cookies[0];
  EXPECT_EQ(cookie.name, "done");
  EXPECT_EQ(cookie.path, "/petitions/GD-1");
  EXPECT_EQ(cookie.max_age, minutes(1));
  const http::Request request = request_with(cookie, "added");
  EXPECT_EQ(told(request), "added");
  EXPECT_EQ(told(request, other_code), "");
  EXPECT_EQ(told(request_with(cookie, "withdrawn")), "") << "the address says something else";
  EXPECT_EQ(told(request_with(cookie)), "") << "the address says nothing";
  EXPECT_EQ(told(request_with({.name = "done", .value = ""}, "added")), "") << "only a link";
  EXPECT_EQ(told(request_with(key_cookie(), "added")), "") << "the receipt proves no deed";
  clock_.advance(minutes(1));
  EXPECT_EQ(told(request), "");
}

TEST_F(Cookies, OnlyWhomADeedLedToAnAddressIsToldThereForAMinuteWhatTheyDid) {
  constexpr std::int64_t lan = 7, hoa = 8;
  http::Response answer = http::Response::redirect("/desk/GD-1?in=mine&done=close#top");
  prove_deed(keys_, clock_, lan, answer);
  ASSERT_EQ(answer.cookies.size(), 1U);
  const http::Cookie& cookie = answer.cookies[0];
  EXPECT_EQ(cookie.path, "/desk/GD-1");
  EXPECT_EQ(cookie.max_age, minutes(1));
  http::Request request = request_with(cookie);
  request.target = "/desk/GD-1?in=mine&done=close";
  EXPECT_TRUE(was_led_here(keys_, clock_, lan, request));
  EXPECT_FALSE(was_led_here(keys_, clock_, hoa, request));
  request.target = "/desk/GD-1?in=mine&done=route";
  EXPECT_FALSE(was_led_here(keys_, clock_, lan, request));
  request.target = "/desk/GD-1?in=mine&done=close";
  clock_.advance(minutes(1));
  EXPECT_FALSE(was_led_here(keys_, clock_, lan, request));

  http::Response elsewhere = http::Response::redirect("/desk?in=mine");
  prove_deed(keys_, clock_, lan, elsewhere);
  EXPECT_TRUE(elsewhere.cookies.empty()) << "where nothing is said, nothing is proved";
}

}  // namespace
}  // namespace gandan::receipts
