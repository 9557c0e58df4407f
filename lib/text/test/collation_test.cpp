#include "lib/text/collation.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

namespace gandan::text {
namespace {

std::vector<std::string> sorted(std::vector<std::string> names,
                                std::string (*key)(std::string_view)) {
  std::sort(names.begin(), names.end(),
            [&](const auto& a, const auto& b) { return key(a) < key(b); });
  return names;
}

TEST(Collation, FollowsTheVietnameseAlphabet) {
  EXPECT_THAT(sorted({"đa", "da", "dã", "ân", "ăn", "an", "oz", "ơ", "ô", "o"}, collation_key),
              testing::ElementsAre("an", "ăn", "ân", "da", "dã", "đa", "o", "oz", "ô", "ơ"));
}

TEST(Collation, TonesAreTheSecondLevel) {
  EXPECT_THAT(sorted({"mạ", "má", "mả", "ma", "mà", "mã"}, collation_key),
              testing::ElementsAre("ma", "mà", "mả", "mã", "má", "mạ"));
}

TEST(Collation, PersonsGoByGivenName) {
  EXPECT_THAT(
      sorted({"Trần Văn Bình", "Nguyễn Thị Anh", "Lê An", "Phạm Văn An", "Hoàng Ân"},
             person_collation_key),
      testing::ElementsAre("Lê An", "Phạm Văn An", "Nguyễn Thị Anh", "Hoàng Ân", "Trần Văn Bình"));
}

}  // namespace
}  // namespace gandan::text
