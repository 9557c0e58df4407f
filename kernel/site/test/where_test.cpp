// "Where do you live?": the way from the home page to the page of a place, without a script.
#include <gtest/gtest.h>

#include "kernel/testing/site.hpp"

namespace gandan::site {
namespace {

Module greeted() {
  return {.name = "greetings", .migrations = {}, .home = [](Services&) {
            return std::vector{
                HomePart{HomePart::Where::body, 10,
                         [](const http::Request&, html::Out& out) { out.text("Good day"); }}};
          }};
}

class Where : public gandan::test::Site {
 protected:
  Where() : Site({greeted()}) {}
};
GANDAN_EACH_ENGINE(Where);

TEST_P(Where, IsAskedOnTheHomePage) {
  run({.get = "/", .shows = {"action=\"/where\"", "Where do you live?"}});
  run({.get = "/?lang=vi", .shows = {"Bạn sống ở đâu?"}});
}

TEST_P(Where, IsAskedOnceAndKeptInTheBrowserAlone) {
  const std::int64_t before = last_entry();
  const auto said = client().post_form("/where", {{"q", "xã Đồng Đăng"}});
  EXPECT_EQ(said.status, 303);
  EXPECT_EQ(said.location(), "/");
  EXPECT_EQ(client().cookie("place"), "06184");
  EXPECT_EQ(last_entry(), before) << "nothing is kept here";
  run({.get = "/",
       .shows = {"<b>Xã Đồng Đăng</b>", "href=\"/places/06184\""},
       .hides = {"Where do you live?"}});
  for (const char* page : {"/help", "/where", "/places/20"})
    EXPECT_TRUE(get(page).contains("You live in: ")) << page;
  EXPECT_FALSE(stranger().get("/").contains("Xã Đồng Đăng")) << "another browser";
  EXPECT_EQ(get("/").headers.get("Cache-Control"), "private, no-cache");
}

TEST_P(Where, WhatWasTypedIsThereInTheOtherLanguageAndNothingIsKept) {
  run({.get = "/",
       .shows = {"form=\"where\" name=\"lang\" value=\"vi\" formaction=\"/\" formmethod=\"get\""}});
  EXPECT_TRUE(get("/?lang=vi&q=%C4%90%E1%BB%93ng+%3CB%3E").contains("value=\"Đồng &lt;B&gt;\""));
  for (const char* language : {"vi", "en"}) {
    const auto shown = client().post_form("/where", {{"q", "xã Đồng Đăng"}, {"lang", language}});
    EXPECT_EQ(shown.status, 200) << language;
    EXPECT_TRUE(shown.contains("value=\"xã Đồng Đăng\"")) << language;
  }
  EXPECT_EQ(client().cookie("place"), "") << "nobody pressed the button";
}

TEST_P(Where, IsChangedOnThePageOfAPlaceAndForgotten) {
  client().post_form("/where", {{"q", "xã Đồng Đăng"}});
  run({.get = "/places/06184", .shows = {"You live here."}, .hides = {"I live here"}});
  run({.get = "/places/20", .shows = {"value=\"20\"", "I live here"}});
  const auto moved = client().post_form("/where", {{"place", "20"}, {"then", "place"}});
  EXPECT_EQ(moved.location(), "/places/20");
  run({.get = "/where", .shows = {"You said:", "Tỉnh Lạng Sơn"}});
  client().post_form("/where", {{"do", "forget"}});
  run({.get = "/", .shows = {"Where do you live?"}, .hides = {"You live in: "}});
}

TEST_P(Where, AsksWhichPlaceIsMeantAndKeepsNoneUntilThen) {
  const auto unsure = client().post_form("/where", {{"q", "dong da"}});
  EXPECT_EQ(unsure.status, 200);
  EXPECT_EQ(client().cookie("place"), "");
  EXPECT_TRUE(unsure.contains("Do you mean one of these?"));
  EXPECT_TRUE(unsure.contains("name=\"place\" value=\"06184\">Xã Đồng Đăng"));
  const auto unknown = client().post_form("/where", {{"q", "zzzzqqqq"}});
  EXPECT_EQ(unknown.status, 422);
  EXPECT_TRUE(unknown.contains("No place of this name is known"));
  EXPECT_TRUE(unknown.contains("value=\"zzzzqqqq\"")) << "what was typed is still there";
}

TEST_P(Where, AnOldNameLeadsToWhatItHasBecome) {
  const auto asked = client().post_form("/where", {{"q", "thị trấn Đồng Đăng, huyện Cao Lộc"}});
  EXPECT_TRUE(asked.contains("value=\"06184\"") || asked.location() == "/") << asked.body;
}

TEST_P(Where, ACookieThatNamesNoPlaceIsAsNone) {
  auto with = [&](std::string_view cookie) {
    return stranger().with_cookie("place", cookie).get("/where?lang=en");
  };
  EXPECT_TRUE(with("06184").contains("You live in: "));
  for (const char* forged : {"BNV", "99999", "id1", "../..", "<b>", "06184'--", ""}) {
    const auto page = with(forged);
    EXPECT_EQ(page.status, 200) << forged;
    EXPECT_FALSE(page.contains("You live in: ")) << forged;
  }
}

TEST_P(Where, LeadsFromTheNameOfOnePlaceToItsPage) {
  EXPECT_EQ(
      run({.get = "/where?q=x%C3%A3+%C4%90%E1%BB%93ng+%C4%90%C4%83ng", .status = 303}).location(),
      "/places/06184");
  EXPECT_EQ(run({.get = "/where?q=t%E1%BB%89nh+L%E1%BA%A1ng+S%C6%A1n", .status = 303}).location(),
            "/places/20");
}

TEST_P(Where, OffersWhatAHalfTypedNameMayMean) {
  run({.get = "/where?q=dong+da",
       .shows = {"Do you mean one of these?",
                 "<a href=\"/places/06184\">Xã Đồng Đăng, Tỉnh Lạng Sơn</a>"},
       .hides = {"No place of this name is known"}});
}

TEST_P(Where, LeadsThroughTheProvincesWhereNothingIsKnownOrTyped) {
  run({.get = "/where?q=zzzzqqqq",
       .shows = {"No place of this name is known", "<a href=\"/places/20\">Tỉnh Lạng Sơn</a>"},
       .hides = {"Do you mean one of these?"}});
  run({.get = "/where?lang=vi",
       .shows = {"Bạn sống ở đâu?", "Các tỉnh, thành phố",
                 "<a href=\"/places/20\">Tỉnh Lạng Sơn</a>"},
       .hides = {"Chưa rõ nơi nào có tên này"}});
}

}  // namespace
}  // namespace gandan::site
