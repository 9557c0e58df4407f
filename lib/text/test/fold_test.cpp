#include "lib/text/fold.hpp"

#include <gtest/gtest.h>

#include "lib/text/utf8.hpp"

namespace gandan::text {
namespace {

TEST(Nfc, ComposesWhatWindowsAndMacKeyboardsSend) {
  EXPECT_EQ(nfc("Vi\u00ea\u0323t"), "Việt");   // ê and a combining dot
  EXPECT_EQ(nfc("Vie\u0323\u0302t"), "Việt");  // NFD
  EXPECT_EQ(nfc("Vie\u0302\u0323t"), "Việt");  // NFD in the wrong order
  EXPECT_EQ(nfc("\u1112\u1161\u11ab"), "한");
}

TEST(Nfc, MendsIllFormedBytes) {
  EXPECT_EQ(nfc("a\xC3(\xFF"), "a\uFFFD(\uFFFD");
}

TEST(Fold, ExactLowersAndComposesOnly) {
  EXPECT_EQ(fold("ĐIỆN BIÊN PHỦ", Fold::exact), "điện biên phủ");
  EXPECT_EQ(fold("Vi\u00ca\u0323T", Fold::exact), "việt");
}

TEST(Fold, PlacementForgetsWhereTheToneStandsButNotWhichItIs) {
  const auto key = [](std::string_view text) { return fold(text, Fold::placement); };
  EXPECT_EQ(key("Hoà Bình"), key("Hòa Bình"));
  EXPECT_EQ(key("thuý"), key("thúy"));
  EXPECT_EQ(key("Uỷ ban"), key("Ủy ban"));
  EXPECT_EQ(key("khoẻ"), key("khỏe"));
  EXPECT_EQ(key("hòan"), key("hoàn"));
  EXPECT_NE(key("hoà"), key("hoá"));
  EXPECT_NE(key("hoà"), key("hoa"));
  EXPECT_NE(key("Văn Lăng"), key("Văn Lang"));
  EXPECT_NE(key("hoà anh"), key("hoa ành")) << "a tone stays in its own syllable";
}

TEST(Fold, TonelessKeepsTheLetter) {
  EXPECT_EQ(fold("Đường ruộng", Fold::toneless), "đương ruông");
  EXPECT_EQ(fold("Cẩm Giàng", Fold::toneless), fold("Câm Giang", Fold::toneless));
  EXPECT_NE(fold("lăng", Fold::toneless), fold("lang", Fold::toneless));
}

TEST(Fold, MarklessFindsWhatIsTypedWithoutMarks) {
  EXPECT_EQ(fold("đường"), "duong");
  EXPECT_EQ(fold("Điện Biên Phủ"), "dien bien phu");
  EXPECT_EQ(fold("Nguyễn Thị Ước, Tỉnh Đắk Lắk"), "nguyen thi uoc, tinh dak lak");
  EXPECT_EQ(fold("Vie\u0323\u0302t Nam"), "viet nam");
}

TEST(Fold, EveryVietnameseLetterFoldsToItsPlainOne) {
  constexpr std::string_view rows[] = {
      "aàáảãạăằắẳẵặâầấẩẫậ", "eèéẻẽẹêềếểễệ", "iìíỉĩị", "oòóỏõọôồốổỗộơờớởỡợ",
      "uùúủũụưừứửữự",       "yỳýỷỹỵ",       "dđ"};
  int count = 0;
  for (const std::string_view row : rows) {
    const std::string folded = fold(row);
    EXPECT_EQ(folded, std::string(folded.size(), row[0]));
    EXPECT_EQ(folded.size(), length(row));
    count += static_cast<int>(length(row)) - 1;
  }
  EXPECT_EQ(count * 2, 134);
  EXPECT_EQ(fold("ÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬỲÝỶỸỴĐ"), "aaaaaaaaaaaaaaaaayyyyyd");
}

TEST(Fold, SpellingsWithIAndYMeet) {
  EXPECT_EQ(fold("Mỹ"), fold("Mĩ"));
  EXPECT_EQ(fold("kỹ sư"), fold("kĩ sư"));
  EXPECT_EQ(fold("quý"), fold("quí"));
  EXPECT_NE(fold("tay"), fold("tai"));
  EXPECT_NE(fold("thuy"), fold("thui"));
  EXPECT_TRUE(fold("Quỳnh").starts_with(fold("quy")))
      << "live search must keep matching while one types";
}

TEST(Fold, LookAlikesMeetOnlyWhereTheyAreMistakes) {
  EXPECT_EQ(fold("\u00D0ường"), "duong") << "Icelandic eth for Đ";
  EXPECT_EQ(fold("Mường \u0410ng"), "muong ang") << "Cyrillic A";
  EXPECT_EQ(fold("Москва"), "москва");
  EXPECT_EQ(fold("Ｇần　Dân"), "gan dan");
  EXPECT_EQ(fold("gần\u00A0dân\u200B"), "gan dan");
}

TEST(Fold, TimeGrowsWithTheTextAlone) {
  std::string
      word;  // one word of a million look-alikes would take hours if each looked at all the others
  for (int i = 0; i < 1000000; ++i) word += "\u0430";
  EXPECT_EQ(fold(word), word);
}

TEST(Fold, OtherScriptsStay) {
  EXPECT_EQ(fold("국민 청원"), "국민 청원");
  EXPECT_EQ(fold("\u1112\u1161\u11ab"), "한");
  EXPECT_EQ(fold("Nậm Mjèn ń"), "nam mjen n");
  EXPECT_EQ(fold("“Ủy ban” – 5 €"), "“uy ban” – 5 €");
}

TEST(Fold, IsIdempotentAndTakesAnyBytes) {
  for (const std::string_view text : {"Hoà Ước Mỹ Ảng", "\xFF\xC3", "Điện, Ｂiên\u0301", "한Ж"}) {
    for (const Fold level : {Fold::exact, Fold::toneless, Fold::markless})
      EXPECT_EQ(fold(fold(text, level), level), fold(text, level));
    EXPECT_TRUE(is_valid_utf8(fold(text)));
  }
}

TEST(Utf8, TellsWellFormedFromIllFormed) {
  for (const std::string_view good : {"", "abc", "Gần Dân", "\xEF\xBF\xBD", "😀"})
    EXPECT_TRUE(is_valid_utf8(good));
  for (const std::string_view bad : {"\x80", "\xC0\x80", "\xED\xA0\x80", "\xF5\x80\x80\x80",
                                     "\xE1\xBB", "abcdefgh\xFF", "\xF4\x90\x80\x80"})
    EXPECT_FALSE(is_valid_utf8(bad));
  EXPECT_EQ(repair_utf8("a\xE1\xBBz\xED\xA0\x80"), "a\uFFFDz\uFFFD\uFFFD\uFFFD");
}

TEST(Utf8, CleaningWhatIsCleanChangesNothing) {
  // A mark of byte order behind a control character; a letter and its mark parted by one.
  for (std::string_view bytes : {"\x01\xEF\xBB\xBF"
                                 "ab",
                                 "\xEF\xBB\xBF\x02\xEF\xBB\xBFy", "a\x01\u0301"}) {
    const std::string once = clean(bytes);
    EXPECT_EQ(clean(once), once);
  }
  EXPECT_EQ(clean("a\x01\u0301"), "á");
}

TEST(Utf8, CleanKeepsWordsAndDropsWhatNoStoreShouldHold) {
  EXPECT_EQ(clean(std::string_view("\xEF\xBB\xBFm\u1ed9t\r\nhai\rba\0\x07\tb\xC2\x85n", 24)),
            "một\nhai\nba\tbn");
}

TEST(Utf8, CleanDropsNoncharactersAndWhatTurnsWordsRound) {
  EXPECT_EQ(clean("Đèn \uFFFE hỏng\uFFFF\uFDD0\U0001FFFE"), "Đèn  hỏng");
  EXPECT_EQ(clean("gia\u202Edo\u202C x\u2066y\u2069"), "giado xy");
  EXPECT_EQ(clean("a\u200Db \u00AD \uFFFD"), "a\u200Db \u00AD \uFFFD") << "harmless stays";
}

TEST(Fold, BlankIsWhatHasNeitherLetterNorDigit) {
  for (auto blank :
       {"", " \n", "\u00A0\u200B", "\u3164", "\u115F\u1160", "\uFFA0", "...", "—", "*"})
    EXPECT_TRUE(is_blank(blank)) << blank;
  for (auto said : {"a", "đ", "1", "ậ", "예", "Ж"}) EXPECT_FALSE(is_blank(said)) << said;
}

TEST(Utf8, ShortensByCodePointsAtAWord) {
  EXPECT_EQ(shorten("Đề nghị sửa đường", 100), "Đề nghị sửa đường");
  EXPECT_EQ(shorten("Đề nghị sửa đường", 14), "Đề nghị sửa");
  EXPECT_EQ(length(shorten("ĐĐĐĐĐĐĐĐ", 3)), 3u);
}

}  // namespace
}  // namespace gandan::text
