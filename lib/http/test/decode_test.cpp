#include "lib/http/decode.hpp"

#include <gtest/gtest.h>

namespace gandan::http {
namespace {

TEST(Decode, FormsAreDecodedAsBrowsersEncodeThem) {
  const auto fields = decode_fields("text=%C4%91%C6%B0%E1%BB%9Dng+x%E1%BA%A5u&empty=&flag&&a=b=c");
  ASSERT_TRUE(fields.has_value());
  ASSERT_EQ(fields->size(), 4U);
  EXPECT_EQ(fields->get("text"), "đường xấu");
  EXPECT_EQ(fields->find("empty"), "");
  EXPECT_EQ(fields->find("flag"), "");
  EXPECT_EQ(fields->get("a"), "b=c");
}

TEST(Decode, APercentSignThatBeginsNoEscapeStandsForItself) {
  EXPECT_EQ(percent_decode("100%", true), "100%");
  EXPECT_EQ(percent_decode("%zz%4", true), "%zz%4");
  EXPECT_EQ(percent_decode("a+b", false), "a+b");
}

TEST(Decode, WhatIsEncodedIsDecodedBack) {
  std::string all;
  for (int byte = 0; byte < 256; ++byte) all += static_cast<char>(byte);
  EXPECT_EQ(percent_decode(percent_encode(all), true), all);
}

TEST(Decode, TextThatIsNotUtf8IsRefused) {
  EXPECT_EQ(decode_fields("text=%FF").error().status, 400);
  EXPECT_EQ(decode_fields("%C3=1").error().status, 400);
  EXPECT_EQ(decode_path("/petitions/%E1%BA").error().status, 400);
}

TEST(Decode, NulAndLineEndsAreMadeHarmlessInFields) {
  EXPECT_EQ(decode_fields("text=a%00b")->get("text"),
            "a\xEF\xBF\xBD"
            "b");
  EXPECT_EQ(decode_fields("text=a%0D%0Ab%0Dc%0Ad")->get("text"), "a\nb\nc\nd");
}

TEST(Decode, AnEncodedSlashOrNulInAPathIsRefused) {
  EXPECT_EQ(*decode_path("/a/%C4%91/b%20c+d"), "/a/đ/b c+d");
  EXPECT_FALSE(decode_path("/a%2Fb").has_value());
  EXPECT_FALSE(decode_path("/a%2fb").has_value());
  EXPECT_FALSE(decode_path("/a%00").has_value());
  EXPECT_FALSE(decode_path(std::string_view("/a\0", 3)).has_value());
  EXPECT_FALSE(decode_path("").has_value());
  EXPECT_FALSE(decode_path("*").has_value());
}

TEST(Decode, TooManyFieldsAreRefused) {
  std::string many;
  for (std::size_t i = 0; i < max_fields; ++i) many += "a&";
  EXPECT_TRUE(decode_fields(many).has_value());
  EXPECT_FALSE(decode_fields(many + "a").has_value());
}

}  // namespace
}  // namespace gandan::http
