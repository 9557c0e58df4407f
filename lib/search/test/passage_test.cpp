#include "lib/search/passage.hpp"

#include <gmock/gmock.h>

namespace gandan::search {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> hits_in(const Passage& passage) {
  std::vector<std::string> hits;
  for (const Piece& piece : passage.pieces)
    if (piece.hit) hits.emplace_back(piece.text);
  return hits;
}

std::string words_in(const Passage& passage) {
  std::string words;
  for (const Piece& piece : passage.pieces) words += piece.text;
  return words;
}

TEST(Passage, MarksWordsWithoutMarksAndThoseTypedWithThemAloneWhereTheyStand) {
  const std::string text = "Sửa đường liên xã, đo độ dương của nước.";
  EXPECT_THAT(hits_in(marked(text, "duong")), ElementsAre("đường", "dương"));
  EXPECT_THAT(hits_in(marked(text, "đường")), ElementsAre("đường"));
  EXPECT_THAT(hits_in(marked(text, "ĐƯỜNG")), ElementsAre("đường"));
  EXPECT_THAT(hits_in(marked(text, "dưỡng")), ElementsAre("đường", "dương"))
      << "not written so anywhere";
  EXPECT_EQ(words_in(marked(text, "duong")), text);
  EXPECT_THAT(marked(text, "cầu treo").pieces, IsEmpty());
  EXPECT_THAT(marked(text, "").pieces, IsEmpty());
}

TEST(Passage, WordsThatFollowEachOtherAreOneHit) {
  const std::string text = "Đèn đường\nngõ 5 tắt; đèn, đường.";
  EXPECT_THAT(hits_in(marked(text, "den duong ngo")),
              ElementsAre("Đèn đường\nngõ", "đèn", "đường"));
}

TEST(Passage, PartsOfDatesNumbersAndReferencesAreFound) {
  EXPECT_THAT(hits_in(marked("Ngày 01/7/2026 theo 05-HD/BTCTW", "2026 btctw")),
              ElementsAre("01/7/2026", "BTCTW"));
}

TEST(Passage, IsWhereTheMostDifferentWordsStandAndSaysWhereItIsCut) {
  std::string far = "Đường xấu.";
  for (int i = 0; i < 200; ++i) far += " chữ";
  const std::string text = far + " Cầu treo qua đường liên xã bị gãy. Chữ chữ chữ chữ." + far;
  const Passage found = passage(text, "cau treo duong", 12);
  EXPECT_THAT(hits_in(found), ElementsAre("Cầu treo", "đường"));
  EXPECT_TRUE(found.is_cut_before);
  EXPECT_TRUE(found.is_cut_after);
  EXPECT_LT(words_in(found).size(), 100U);
  const Passage whole = passage("Cầu treo gãy.", "treo");
  EXPECT_EQ(words_in(whole), "Cầu treo gãy.");
  EXPECT_FALSE(whole.is_cut_before || whole.is_cut_after);
  EXPECT_THAT(passage(text, "bệnh viện").pieces, IsEmpty());
}

TEST(Passage, TakesAnyBytes) {
  for (const char* text : {"", "\xff\xfe đường \xc3", "<b>đường</b>&amp;"})
    EXPECT_EQ(words_in(passage(text, "duong")),
              std::string_view(text).find("đường") == std::string_view::npos ? "" : text);
}

}  // namespace
}  // namespace gandan::search
