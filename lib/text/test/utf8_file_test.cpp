// What a file says is the same, whatever it was saved in.
#include "lib/text/utf8_file.hpp"

#include <gtest/gtest.h>

#include <sstream>

#include "lib/text/utf8.hpp"

namespace gandan::text {
namespace {

std::string read(const std::string& bytes, Encoding expected = Encoding::utf8) {
  std::istringstream raw(bytes);
  Utf8File file(raw);
  EXPECT_EQ(file.encoding(), expected);
  std::string text(std::istreambuf_iterator<char>(file), {});
  EXPECT_EQ(file.bytes_read(), bytes.size());
  return text;
}

std::string utf16(std::string_view text, bool big_endian, bool mark) {
  std::string out;
  const auto put = [&](char32_t unit) {
    const char high = static_cast<char>(unit >> 8), low = static_cast<char>(unit & 0xFF);
    out += big_endian ? high : low;
    out += big_endian ? low : high;
  };
  if (mark) put(0xFEFF);
  for (std::size_t at = 0; at < text.size();) {
    const Decoded next = decode(text, at);
    at += next.size;
    if (next.code_point < 0x10000) {
      put(next.code_point);
    } else {
      put(0xD800 + ((next.code_point - 0x10000) >> 10));
      put(0xDC00 + ((next.code_point - 0x10000) & 0x3FF));
    }
  }
  return out;
}

const std::string rows = "id;text\n1;Đề nghị sửa đường liên thôn 😀\n";

TEST(Utf8File, Utf16IsReadWithAndWithoutItsMark) {
  for (const bool big_endian : {false, true})
    for (const bool mark : {false, true}) EXPECT_EQ(read(utf16(rows, big_endian, mark)), rows);
  std::string many = "id;text\n";
  for (int i = 0; i < 20'000; ++i) many += "😀a\n";  // pairs that blocks cut through
  EXPECT_EQ(read(utf16(many, false, true)), many);
}

TEST(Utf8File, AMarkIsNoPartOfTheTextAndAnyBytesEnd) {
  EXPECT_EQ(read("\xEF\xBB\xBF" + rows), rows);
  EXPECT_EQ(read(rows), rows);
  EXPECT_EQ(read(""), "");
  EXPECT_EQ(read("a"), "a");
  EXPECT_EQ(read("\xFF\xFE"), "");
  EXPECT_EQ(read(std::string("\xFF\xFE\x61\0\x62", 5)), "a");
  EXPECT_EQ(read(std::string("\xFF\xFE\x61\0\0\xD8\x62\0", 8)),
            "a\xEF\xBF\xBD"
            "b")
      << "half a pair";
  const std::string long_line(200'000, 'x');
  EXPECT_EQ(read(long_line), long_line);
}

TEST(Utf8File, AFileThatIsSurelyInALegacyEncodingIsConverted) {
  const std::string text = "id,text\n1,Đề nghị sửa đường liên thôn bị hỏng\n2,plain words\n";
  EXPECT_EQ(
      read("id,text\n1,§Ò nghÞ söa ®­êng liªn th«n bÞ háng\n2,plain words\n", Encoding::tcvn3),
      text);
  EXPECT_EQ(read("id,text\n1,\xA7\xD2 ngh\xDE s\xF6"
                 "a \xAE\xAD\xEAng li\xAAn th\xABn b\xDE h\xE1ng\n2,plain words\n",
                 Encoding::tcvn3),
            text)
      << "its own bytes";
  EXPECT_EQ(read("id,text\n1,Ñeà nghò söûa ñöôøng lieân thoân bò hoûng\n", Encoding::vni),
            "id,text\n1,Đề nghị sửa đường liên thôn bị hỏng\n");
}

TEST(Utf8File, LinesThatAreRightStayAsTheyAre) {
  const std::string mixed = "1,§Ò nghÞ söa ®­êng liªn th«n bÞ háng\n2,Hà Nam, xã Hà Trì\n";
  EXPECT_EQ(read(mixed, Encoding::tcvn3),
            "1,Đề nghị sửa đường liên thôn bị hỏng\n2,Hà Nam, xã Hà Trì\n");
  for (const std::string other : {"1,Le café était fermé à l'été\n", "1,so? go? to. me. do.\n"})
    EXPECT_EQ(read(other), other);
}

}  // namespace
}  // namespace gandan::text
