// A workbook is read back as what it is: a ZIP of XML, inflated here by zlib.
#include "lib/xlsx/xlsx.hpp"

#include <gmock/gmock.h>
#include <zlib.h>

#include <cstring>
#include <map>

namespace gandan::xlsx {
namespace {

using testing::HasSubstr, testing::Not;

std::uint32_t number_at(std::string_view bytes, std::size_t at, int size) {
  std::uint32_t value = 0;
  for (int i = size - 1; i >= 0; --i)
    value = value << 8 | static_cast<unsigned char>(bytes.at(at + static_cast<std::size_t>(i)));
  return value;
}

std::string inflated(std::string_view packed, std::size_t size) {
  std::string out(size, '\0');
  z_stream stream{};
  EXPECT_EQ(inflateInit2(&stream, -MAX_WBITS), Z_OK);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
  stream.avail_in = static_cast<uInt>(packed.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
  inflateEnd(&stream);
  return out;
}

/// The files of a ZIP, by its central directory.
std::map<std::string, std::string> files_in(const std::string& zip) {
  std::map<std::string, std::string> files;
  constexpr std::string_view entry("PK\x01\x02", 4);
  for (std::size_t at = zip.find(entry); at != std::string::npos; at = zip.find(entry, at + 46)) {
    const std::uint32_t packed = number_at(zip, at + 20, 4), size = number_at(zip, at + 24, 4);
    const std::string name = zip.substr(at + 46, number_at(zip, at + 28, 2));
    const std::size_t local = number_at(zip, at + 42, 4);
    const std::size_t data =
        local + 30 + number_at(zip, local + 26, 2) + number_at(zip, local + 28, 2);
    files[name] = inflated(std::string_view(zip).substr(data, packed), size);
  }
  return files;
}

Book book() {
  return {.title = "Số liệu",
          .made = Date::of(2026, 11, 30),
          .sheets = {{.name = "Theo cơ quan: tất cả [2026]",
                      .headings = {"Cơ quan", "Nhận", "Đúng hạn", "Ngày", "Tháng"},
                      .rows = {{std::string("=HYPERLINK(\"http://x\")"), std::int64_t{1284},
                                Share{0.854}, Date::of(2026, 7, 1), Month{Date::of(2026, 7, 1)}},
                               {std::string("Tất cả"), std::int64_t{7}, std::string(),
                                std::string(), std::string()}},
                      .has_total = true}}};
}

TEST(Xlsx, NumbersAreNumbersAndDaysAreDays) {
  const auto files = files_in(write(book()));
  const std::string& sheet = files.at("xl/worksheets/sheet1.xml");
  EXPECT_THAT(sheet, HasSubstr("<v>1284</v>"));
  EXPECT_THAT(sheet, HasSubstr("<v>0.854</v>"));
  EXPECT_THAT(sheet, HasSubstr("<v>46204</v>")) << "1 July 2026, in days since 1900";
}

TEST(Xlsx, WhatLooksLikeAFormulaIsText) {
  const auto files = files_in(write(book()));
  EXPECT_THAT(files.at("xl/sharedStrings.xml"), HasSubstr("=HYPERLINK("));
  EXPECT_THAT(files.at("xl/worksheets/sheet1.xml"), Not(HasSubstr("<f>")));
}

TEST(Xlsx, WhatNoXmlMayHoldIsLeftOut) {
  Book odd = book();
  odd.title += "\xEF\xBF\xBE";
  odd.sheets[0].rows[0][0] = std::string("Xã\xEF\xBF\xBE Mẫu\x01\xE2\x80\xAE");
  const auto files = files_in(write(odd));
  EXPECT_THAT(files.at("xl/sharedStrings.xml"), HasSubstr(">Xã Mẫu<"));
  EXPECT_THAT(files.at("docProps/core.xml"), HasSubstr(">Số liệu<"));
}

TEST(Xlsx, TheHeadingsStayInSight) {
  const auto files = files_in(write(book()));
  EXPECT_THAT(files.at("xl/worksheets/sheet1.xml"), HasSubstr("state=\"frozen\""));
}

TEST(Xlsx, ANameOfASheetIsMadeToFit) {
  const auto files = files_in(write(book()));
  EXPECT_THAT(files.at("xl/workbook.xml"), HasSubstr("Theo cơ quan  tất cả  2026"));
  Book long_name = book();
  long_name.sheets[0].name = "Ủy ban nhân dân phường Đông Kinh, tỉnh Lạng Sơn";
  EXPECT_THAT(files_in(write(long_name)).at("xl/workbook.xml"),
              HasSubstr("\"Ủy ban nhân dân phường Đông Kin\""));
}

TEST(Xlsx, TheSameBookIsTheSameBytes) {
  EXPECT_EQ(write(book()), write(book()));
}

}  // namespace
}  // namespace gandan::xlsx
