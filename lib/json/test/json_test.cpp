#include "lib/json/json.hpp"

#include <gtest/gtest.h>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

namespace gandan::json {
namespace {

TEST(Json, ARepeatedKeyIsRefusedHoweverItIsWritten) {
  for (const char* text : {R"({"a":1,"a":2})", R"({"a":1,"\u0061":2})",
                           R"([{"b":{"a":1 , "a" :1}}])", R"({"a":"x:\"y\"","b":{},"a":null})"}) {
    auto parsed = parse(text);
    ASSERT_FALSE(parsed) << text;
    EXPECT_TRUE(parsed.error().is_repeated_key) << text;
    EXPECT_EQ(parsed.error().reason, "the key \"a\" stands twice") << text;
  }
  for (const char* text : {R"({"a":1,"b":{"a":2}})", R"([{"a":1},{"a":1}])", R"({"A":1,"a":"a"})",
                           R"(["a","a"])", R"({"a":"\"a\":1"})", "{}", "7"})
    EXPECT_TRUE(parse(text)) << text;
}

TEST(Json, WhatIsNotJsonIsToldFromIt) {
  for (const char* text : {"", "{", "{\"a\":1,}", "nope", "{\"a\":1} x"}) {
    auto parsed = parse(text);
    ASSERT_FALSE(parsed) << text;
    EXPECT_FALSE(parsed.error().is_repeated_key) << text;
    EXPECT_TRUE(parsed.error().reason.starts_with("not JSON")) << text;
  }
}

TEST(Json, ANumberThatNothingCanHoldIsRefused) {
  for (const char* text : {"1e999", "[0,-1E400]", R"({"a":{"b":222525252255E2112}})"}) {
    auto parsed = parse(text);
    ASSERT_FALSE(parsed) << text;
    EXPECT_EQ(parsed.error().reason, "a number is too large");
  }
  EXPECT_TRUE(parse("[1e308,-0,1e-400]"));
}

TEST(Json, NumbersAreWrittenAsPeopleWriteThem) {
  EXPECT_EQ(serialize(0.125), "0.125");
  EXPECT_EQ(serialize(1.0), "1");
  EXPECT_EQ(serialize(-100000.0), "-100000");
  EXPECT_EQ(serialize(0.0), "0");
  EXPECT_EQ(serialize(1e20), "100000000000000000000");
  EXPECT_EQ(serialize(0.1 + 0.2), "0.30000000000000004") << "and reads back as the same number";
  EXPECT_EQ(serialize(1e300), "1e+300");
}

TEST(Json, EverythingElseIsWrittenAsBefore) {
  const char* text = R"({"a":[1,true,null,"x\n\"y\"",[],{}],"b":{"c":-7,"đ":"ngõ"}})";
  EXPECT_EQ(serialize(*parse(text)), text);
}

}  // namespace
}  // namespace gandan::json
