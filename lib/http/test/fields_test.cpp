#include "lib/http/fields.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lib/http/request.hpp"

namespace gandan::http {
namespace {

using testing::ElementsAre;

TEST(Headers, NamesAreFoundWithoutRegardToCase) {
  Headers headers;
  headers.add("Content-Type", "text/html");
  headers.add("X-Forwarded-For", "a");
  headers.add("x-forwarded-for", "b");
  EXPECT_EQ(headers.get("content-type"), "text/html");
  EXPECT_EQ(headers.get("Content-Typ"), "");
  EXPECT_FALSE(headers.has("Cookie"));
  EXPECT_THAT(headers.all("X-FORWARDED-FOR"), ElementsAre("a", "b"));
}

TEST(Headers, SettingReplacesEveryValueAndRemovingLeavesTheOthers) {
  Headers headers;
  headers.add("A", "1");
  headers.add("B", "2");
  headers.add("a", "3");
  headers.set("A", "4");
  EXPECT_THAT(headers.all("a"), ElementsAre("4"));
  headers.remove("b");
  ASSERT_EQ(headers.size(), 1U);
  EXPECT_EQ(headers.at(0).value, "4");
}

TEST(Headers, AValueCannotStartAHeaderOfItsOwn) {
  Headers headers;
  headers.add("Location", std::string_view("/a\r\nSet-Cookie: b=c\0", 19));
  EXPECT_EQ(headers.get("Location"), "/a  Set-Cookie: b=c");
}

TEST(Fields, EveryValueOfANameIsKeptInOrder) {
  const Fields fields{{"place", "1"}, {"text", ""}, {"place", "2"}};
  EXPECT_EQ(fields.get("place"), "1");
  EXPECT_THAT(fields.all("place"), ElementsAre("1", "2"));
  EXPECT_TRUE(fields.has("text"));
  EXPECT_FALSE(fields.find("kind").has_value());
}

TEST(Request, CookiesAreFoundAmongOthers) {
  Request request;
  request.headers.add("Cookie", "a=1; session=xyz=; b=2");
  EXPECT_EQ(request.cookie("session"), "xyz=");
  EXPECT_EQ(request.cookie("b"), "2");
  EXPECT_EQ(request.cookie("ession"), "");
  EXPECT_EQ(Request().cookie("a"), "");
}

TEST(Request, AttachmentsAreFoundByTheirType) {
  Request request;
  EXPECT_EQ(request.attached<int>(), nullptr);
  request.attach(std::string("vi"));
  request.attach(7);
  request.attach(8);
  ASSERT_NE(request.attached<int>(), nullptr);
  EXPECT_EQ(*request.attached<int>(), 8);
  EXPECT_EQ(*request.attached<std::string>(), "vi");
}

TEST(Request, JsonIsForTheApiAndForWhoeverPrefersIt) {
  Request request;
  request.path = "/api/v1/petitions";
  EXPECT_TRUE(request.wants_json());
  request.path = "/petitions";
  EXPECT_FALSE(request.wants_json());
  request.headers.set("Accept", "text/html, application/json");
  EXPECT_FALSE(request.wants_json());
  request.headers.set("Accept", "application/json, text/html");
  EXPECT_TRUE(request.wants_json());
}

}  // namespace
}  // namespace gandan::http
