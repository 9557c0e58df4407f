#include "lib/text/encoding.hpp"

#include <gtest/gtest.h>

#include <array>
#include <set>

#include "lib/text/fold.hpp"
#include "lib/text/syllable.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::text {
namespace {

constexpr std::string_view sentence = "Uỷ ban nhân dân tỉnh đề nghị các sở thực hiện";

TEST(Encoding, ReadsTcvn3AsBytesAndAsPastedText) {
  EXPECT_EQ(to_utf8("Uû ban nh©n d©n tØnh", Encoding::tcvn3), "Uỷ ban nhân dân tỉnh");
  EXPECT_EQ(to_utf8("U\xFB ban nh\xA9n d\xA9n t\xD8nh", Encoding::tcvn3), "Uỷ ban nhân dân tỉnh");
  EXPECT_EQ(to_utf8("§¶ng Céng s¶n ViÖt Nam, ®­êng phè", Encoding::tcvn3),
            "Đảng Cộng sản Việt Nam, đường phố");
}

TEST(Encoding, ReadsVni) {
  EXPECT_EQ(
      to_utf8("UÛy ban nhaân daân tænh Laïng Sôn, ñöôøng phoá, kyõ, ñoåi môùi, thò xaõ, baùo caùo",
              Encoding::vni),
      "Ủy ban nhân dân tỉnh Lạng Sơn, đường phố, kỹ, đổi mới, thị xã, báo cáo");
}

TEST(Encoding, ReadsVisciiViqrAndWindows1258) {
  EXPECT_EQ(to_utf8("T\xEEnh \xF0\xAB ngh\xB8", Encoding::viscii), "Tĩnh đề nghị");
  EXPECT_EQ(to_utf8("U?y ban nha^n da^n ti?nh dde^` nghi. su+?a ddu+o+`ng", Encoding::viqr),
            "Ủy ban nhân dân tỉnh đề nghị sửa đường");
  EXPECT_EQ(to_utf8("Ti\xEA\xCCng Vi\xEA\xF2t \xF0\xFD\xF5\xCCng", Encoding::cp1258),
            "Tiềng Việt đường");
}

TEST(Encoding, EveryTableHoldsEveryLowerCaseLetter) {
  const std::string all = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ";
  for (const Encoding encoding : {Encoding::tcvn3, Encoding::viscii}) {
    std::multiset<char32_t> found;
    for (int byte = 0x80; byte < 0x100; ++byte) {
      const std::string letter = to_utf8(std::string(1, static_cast<char>(byte)), encoding);
      found.insert(decode(letter, 0).code_point);
    }
    for (std::size_t at = 0; at < all.size();) {
      const Decoded letter = decode(all, at);
      EXPECT_GE(found.count(letter.code_point), 1u)
          << all.substr(at, letter.size) << " in " << name_of(encoding);
      at += letter.size;
    }
  }
}

TEST(Encoding, IsDetected) {
  const auto detected = [](std::string_view bytes) { return detect_encoding(bytes); };
  EXPECT_EQ(detected(sentence).encoding, Encoding::utf8);
  EXPECT_EQ(detected("Uû ban nh©n d©n tØnh").encoding, Encoding::tcvn3);
  EXPECT_GE(detected("Uû ban nh©n d©n tØnh").confidence, 0.6);
  EXPECT_EQ(detected("UÛy ban nhaân daân tænh Laïng Sôn").encoding, Encoding::vni);
  EXPECT_EQ(detected("T\xEFnh \xF0\xAB ngh\xB8 c\xE1"
                     "c s\xB7 th\xF1"
                     "c hi\xAEn")
                .encoding,
            Encoding::viscii);
  EXPECT_EQ(detected("U?y ban nha^n da^n ti?nh dde^` nghi.").encoding, Encoding::viqr);
  EXPECT_EQ(detected("Ti\xEA\xEC"
                     "ng Vi\xEA\xF2t \xF0\xFD\xF5\xCCng ph\xF4\xEC")
                .encoding,
            Encoding::cp1258);
}

/// As a program does that takes UTF-8 for Windows-1252; `lossy` drops what that leaves undefined.
std::string twice(std::string_view text, bool lossy = false) {
  constexpr std::array<char16_t, 32> upper{
      0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
      0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
      0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const char32_t letter = byte >= 0x80 && byte < 0xA0 ? upper[byte - 0x80u] : byte;
    if (!lossy || letter < 0x80 || letter >= 0xA0) append(out, letter);
  }
  return out;
}

TEST(Encoding, DoublyEncodedTextIsUndone) {
  const std::string doubled = twice(sentence);
  EXPECT_EQ(detect_encoding(doubled).encoding, Encoding::utf8_twice);
  EXPECT_GE(detect_encoding(doubled).confidence, sure);
  EXPECT_EQ(to_utf8(doubled, Encoding::utf8_twice), sentence);
  const std::string lossy = twice("Đề nghị sửa đường về thôn Bản Áng", true);
  EXPECT_NE(detect_encoding(lossy).encoding, Encoding::utf8);
  EXPECT_GE(detect_encoding(lossy).confidence, doubtful);
  EXPECT_LT(detect_encoding(lossy).confidence, sure) << "letters are gone for good";
  EXPECT_EQ(to_utf8_if_better(lossy, Encoding::utf8_twice), lossy);
}

TEST(Encoding, APartIsConvertedOnlyWhereThatMakesItBetter) {
  EXPECT_EQ(to_utf8_if_better("X· §ång §¨ng", Encoding::tcvn3), "Xã Đồng Đăng");
  for (const std::string_view right : {"xã Hà Nam", "Đồng Đăng", "plain", "", "2026-03-02"})
    EXPECT_EQ(to_utf8_if_better(right, Encoding::tcvn3), right);
}

TEST(Encoding, LeavesOtherTextAlone) {
  for (const std::string_view text :
       {"Plain English text, isn't it? Yes. No.", "Le café était fermé à l'été",
        "Übermäßig schöne Straße", "국민 청원", "", "e-mail: a.b@c.vn; f(x) = a^2 + b"})
    EXPECT_EQ(detect_encoding(text).encoding, Encoding::utf8) << text;
}

TEST(Syllable, TellsSpellingFromNoise) {
  for (const std::string_view good : {"nghiêng", "tỉnh", "Đường", "quyết", "giữa", "gì", "khuỷu",
                                      "yêu", "QUỐC", "ủy", "thuở", "ước", "hoà", "hòa", "quý"})
    EXPECT_TRUE(is_syllable(good)) << good;
  for (const std::string_view bad : {"tØnh", "tỉhn", "café", "thực1", "các̀", "hòà", "cằt", ""})
    EXPECT_FALSE(is_syllable(bad)) << bad;
}

}  // namespace
}  // namespace gandan::text
