#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>
#include <thread>

#include "lib/documents/layout.hpp"
#include "lib/documents/test/poppler.hpp"
#include "lib/documents/test/samples.hpp"
#include "lib/documents/write.hpp"

namespace gandan::documents {
namespace {

using test::in_one_line, test::printed;
using testing::HasSubstr, testing::Not;

class Pdf : public testing::Test {
 protected:
  void SetUp() override {
    if (!test::is_installed("pdftotext")) GTEST_SKIP() << "poppler-utils is not installed";
  }
  std::string write(const Document& document) {
    return folder_.put("document.pdf", to_pdf(document));
  }
  std::string text_of(const Document& document, const std::string& options = "-raw") {
    return printed("pdftotext " + options + " " + write(document) + " -");
  }
  int pages_of(const std::string& file) {
    const std::string info = printed("pdfinfo " + file);
    return std::stoi(info.substr(info.find("Pages:") + 6));
  }
  test::Folder folder_;
};

TEST_F(Pdf, ItsTextIsTheWordsInTheirOrder) {
  const Document letter = test::a_letter();
  const std::string text = in_one_line(text_of(letter));
  std::size_t at = 0;
  for (const Block& block : letter.blocks) {
    const auto& paragraph = std::get<Paragraph>(block);
    std::string words = words_of(paragraph.text);
    if (!paragraph.marker.empty()) words = paragraph.marker + " " + words;
    const std::size_t found = text.find(words, at);
    // A page ends within one at most: its number stands between.
    if (found == std::string::npos && words.size() > 200) continue;
    ASSERT_NE(found, std::string::npos) << words << "\n" << text;
    at = found;
  }
  EXPECT_THAT(text, HasSubstr("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc"));
  EXPECT_THAT(text, HasSubstr("Số: 07/UBND-VP V/v trả lời kiến nghị về sửa chữa"));
  EXPECT_THAT(text, HasSubstr("Kính gửi ông được biết./. Nơi nhận: - Như trên; - Lưu: VT, VP."));
  EXPECT_THAT(text, HasSubstr("TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH Trần Thị Bích Ngọc"));
}

TEST_F(Pdf, ItIsTaggedInVietnameseAndHasItsFontsInIt) {
  const std::string file = write(test::a_notice(3));
  const std::string fonts = printed("pdffonts " + file);
  EXPECT_THAT(fonts, HasSubstr("LiberationSerif-Bold"));
  EXPECT_THAT(fonts, Not(HasSubstr("DejaVu"))) << "a letter is missing in the font";
  std::istringstream lines(fonts.substr(fonts.find("---")));
  std::string line;
  std::getline(lines, line);
  while (std::getline(lines, line)) EXPECT_THAT(line, HasSubstr(" yes yes yes ")) << "embedded";
  const std::string info = printed("pdfinfo " + file + " 2>&1");
  EXPECT_THAT(info, Not(HasSubstr("rror"))) << "its table of objects is right";
  EXPECT_THAT(info, HasSubstr("Thông báo Kết luận việc tiếp công dân"));
  EXPECT_THAT(info, testing::ContainsRegex("Tagged: +yes"));
  const std::string parts = printed("pdfinfo -struct " + file);
  for (const char* part : {"Document", "H1", "P (block)", "Table", "TR", "TH", "TD"})
    EXPECT_THAT(parts, HasSubstr(part));
  const std::string bytes = to_pdf(test::a_notice(3));
  EXPECT_THAT(bytes, HasSubstr("/Lang (vi-VN)"));
  EXPECT_EQ(bytes, to_pdf(test::a_notice(3))) << "the same document gives the same bytes";
}

TEST_F(Pdf, ALongTableHasItsHeaderOnEveryPage) {
  const std::string file = write(test::a_notice(100));
  const int pages = pages_of(file);
  EXPECT_EQ(pages, 6);
  for (int page = 1; page <= pages; ++page) {
    const std::string number = std::to_string(page);
    const std::string text =
        printed("pdftotext -raw -f " + number + " -l " + number + " " + file + " -");
    EXPECT_THAT(text, HasSubstr("Nội dung Kết quả")) << page;
    if (page == 1)
      EXPECT_THAT(text, HasSubstr("CỘNG HÒA")) << "the first has no number";
    else
      EXPECT_EQ(text.substr(0, 2), number + "\n") << "its number stands at its top";
  }
  const std::string all = in_one_line(printed("pdftotext -raw " + file + " -"));
  for (int row = 1; row <= 100; ++row)
    EXPECT_THAT(all, HasSubstr(" " + std::to_string(row) + " 05/11/2026 ")) << row;
}

TEST_F(Pdf, ARowLongerThanAPageGoesOnAndLosesNoWord) {
  Document notice = test::a_notice(1);
  std::string words;
  for (int i = 1; i <= 900; ++i) words += "việc" + std::to_string(i) + " ";
  std::get<Table>(notice.blocks.front()).rows.front()[2].text = plain(words);
  const std::string text = in_one_line(text_of(notice));
  for (int i = 1; i <= 900; ++i) ASSERT_THAT(text, HasSubstr("việc" + std::to_string(i) + " "));
}

TEST_F(Pdf, TheSignatureIsNeverAlone) {
  for (int lines = 16; lines < 30; ++lines) {
    Document letter = test::a_letter();
    letter.blocks.clear();
    for (int i = 0; i < lines; ++i) letter.blocks.push_back(Paragraph{.text = plain("Một dòng")});
    const std::string file = write(letter);
    const std::string last = std::to_string(pages_of(file));
    EXPECT_THAT(printed("pdftotext -raw -f " + last + " " + file + " -"), HasSubstr("Một dòng./."))
        << lines;
  }
}

TEST_F(Pdf, ThreadsWriteAtOnce) {
  const std::string alone = to_pdf(test::a_letter());
  std::vector<std::string> made(4);
  std::vector<std::thread> threads;
  for (std::string& each : made) threads.emplace_back([&] { each = to_pdf(test::a_letter()); });
  for (std::thread& thread : threads) thread.join();
  for (const std::string& each : made) EXPECT_EQ(each, alone);
}

}  // namespace
}  // namespace gandan::documents
