#include "lib/text/tokens.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "lib/text/fold.hpp"

namespace gandan::text {
namespace {

std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> out;
  for (const Token& token : tokens(text)) out.emplace_back(token.text);
  return out;
}

using testing::ElementsAre;

TEST(Tokens, SyllablesOfVietnamese) {
  EXPECT_THAT(
      split("Cử tri đề nghị: sửa đường (QL1A), kinh tế-xã hội."),
      ElementsAre("Cử", "tri", "đề", "nghị", "sửa", "đường", "QL1A", "kinh", "tế", "xã", "hội"));
}

TEST(Tokens, ReferencesComeWholeAndInParts) {
  EXPECT_THAT(split("Hướng dẫn 05-HD/BTCTW ngày 01/7/2011"),
              ElementsAre("Hướng", "dẫn", "05-HD/BTCTW", "05", "HD", "BTCTW", "ngày", "01/7/2011"));
  EXPECT_THAT(split("154/2026/NĐ-CP."), ElementsAre("154/2026/NĐ-CP", "154", "2026", "NĐ", "CP"));
  EXPECT_EQ(tokens("154/2026/NĐ-CP")[0].kind, TokenKind::reference);
  EXPECT_TRUE(tokens("154/2026/NĐ-CP")[1].is_part);
}

TEST(Tokens, NumbersAndDatesStayWhole) {
  EXPECT_THAT(split("1.234.567,89 đồng, 30%, 2,5 ha."),
              ElementsAre("1.234.567,89", "đồng", "30", "2,5", "ha"));
  EXPECT_EQ(tokens("31/12/2020")[0].kind, TokenKind::date);
  EXPECT_EQ(tokens("31/13/2020")[0].kind, TokenKind::reference);
  EXPECT_EQ(tokens("2020-2025").size(), 3u);
}

TEST(Tokens, BoundariesAreTheSameOnFoldedText) {
  const std::string_view text = "Nghị định 154/2026/NĐ-CP về “tiếp công dân” – điều 5, 1.000 người";
  const std::string folded = fold(text);
  const auto raw = tokens(text);
  const auto keys = tokens(folded);
  ASSERT_EQ(raw.size(), keys.size());
  for (std::size_t i = 0; i < raw.size(); ++i) EXPECT_EQ(fold(raw[i].text), keys[i].text);
}

TEST(Tokens, OtherScriptsAndBrokenBytesDoNoHarm) {
  EXPECT_THAT(split("국민 청원 中文"), ElementsAre("국민", "청원", "中", "文"));
  EXPECT_THAT(split("a\xFF\xFE"
                    "b 😀 -/- 5-"),
              ElementsAre("a", "b", "5"));
  EXPECT_TRUE(split("").empty());
}

}  // namespace
}  // namespace gandan::text
