#include "lib/base/utf8.hpp"

#include <gtest/gtest.h>

namespace gandan {
namespace {

TEST(Utf8, VietnameseAndEverythingElseThatIsValidIsAccepted) {
  EXPECT_TRUE(is_utf8(""));
  EXPECT_TRUE(is_utf8("Đường Điện Biên Phủ, phường Bến Nghé"));
  EXPECT_TRUE(is_utf8("\xF0\x9F\x92\xA7 \xEF\xBF\xBD \xF4\x8F\xBF\xBF"));
}

TEST(Utf8, WhatIsNotValidIsRefusedWhereverItStands) {
  for (const std::string_view bad :
       {"\x80", "\xC0\xAF", "\xC1\xBF", "\xE0\x80\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80",
        "\xF5\x80\x80\x80", "\xFF", "\xC3", "\xE1\xBA", "\xF0\x9F\x92"}) {
    EXPECT_FALSE(is_utf8(bad));
    EXPECT_FALSE(is_utf8("một đoạn chữ dài ở trước " + std::string(bad)));
    EXPECT_FALSE(is_utf8(std::string(bad) + " chữ ở sau"));
  }
  EXPECT_EQ(utf8_prefix("12345678ư\xFFx"), 10U);
}

}  // namespace
}  // namespace gandan
