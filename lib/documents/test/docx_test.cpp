#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <pugixml.hpp>

#include "lib/documents/archive.hpp"
#include "lib/documents/layout.hpp"
#include "lib/documents/test/samples.hpp"
#include "lib/documents/write.hpp"
#include "lib/text/fold.hpp"

namespace gandan::documents {
namespace {

using testing::HasSubstr;

std::vector<ArchivedFile> parts_of(const std::string& docx) {
  return files_of(docx, 10'000'000).value_or(std::vector<ArchivedFile>());
}

std::string part_of(const std::string& docx, std::string_view name) {
  for (const ArchivedFile& file : parts_of(docx))
    if (file.name == name) return file.bytes;
  ADD_FAILURE() << name << " is missing";
  return {};
}

/// The words of each paragraph, a line each.
std::string words_in(const pugi::xml_node& node) {
  std::string all;
  for (const auto& paragraph : node.select_nodes(".//w:p")) {
    for (const auto& text : paragraph.node().select_nodes(".//w:t"))
      all += text.node().text().get();
    all += '\n';
  }
  return all;
}

pugi::xml_document body_of_docx(const std::string& docx) {
  pugi::xml_document xml;
  const std::string part = part_of(docx, "word/document.xml");
  EXPECT_TRUE(xml.load_buffer(part.data(), part.size()));
  return xml;
}

TEST(Docx, EveryPartIsWellFormedAndNamedInTheListOfParts) {
  const std::string docx = to_docx(test::a_notice(3));
  const std::string list = part_of(docx, "[Content_Types].xml");
  for (const ArchivedFile& file : parts_of(docx)) {
    pugi::xml_document xml;
    EXPECT_TRUE(xml.load_buffer(file.bytes.data(), file.bytes.size())) << file.name;
    if (!file.name.ends_with(".rels") && file.name.front() != '[') {
      EXPECT_THAT(list, HasSubstr("PartName=\"/" + file.name + "\""));
    }
  }
  EXPECT_EQ(docx, to_docx(test::a_notice(3))) << "the same document gives the same bytes";
}

TEST(Docx, ALetterHasTheHeadingOfTheDecree) {
  const auto xml = body_of_docx(to_docx(test::a_letter()));
  const pugi::xml_node head = xml.child("w:document").child("w:body").first_child();
  EXPECT_EQ(words_in(head),
            "ỦY BAN NHÂN DÂNXÃ CHI LĂNG\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
            "Độc lập - Tự do - Hạnh phúc\n\n");
  const std::string words = words_in(xml);
  EXPECT_THAT(words, HasSubstr("Số: 07/UBND-VP\nV/v trả lời kiến nghị về sửa chữa"));
  EXPECT_THAT(words, HasSubstr("Chi Lăng, ngày 05 tháng 02 năm 2026\n"));
  EXPECT_THAT(words, HasSubstr("\nKính gửi: Ông Nguyễn Văn An\n"));
  EXPECT_THAT(words, HasSubstr("\nKính gửi ông được biết./.\n"));
  EXPECT_THAT(words, HasSubstr("\nNơi nhận:\n- Như trên;\n- Lưu: VT, VP.\n"));
  EXPECT_THAT(words, HasSubstr("\nTM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCHPHÓ CHỦ TỊCH\nTrần Thị"));
  const pugi::xml_node margins = xml.select_node("//w:pgMar").node();
  EXPECT_EQ(margins.attribute("w:left").as_int(), 1701) << "30 mm";
  EXPECT_EQ(margins.attribute("w:top").as_int(), 1134) << "20 mm";
}

TEST(Docx, ThePartysHeadingHasNoMottoAndItsOwnNumber) {
  Document letter = test::a_letter();
  letter.layout = Layout::party;
  letter.superior = "Tỉnh ủy Lạng Sơn";
  letter.body = "Đảng ủy xã Chi Lăng";
  letter.number = Number{"127", "CV/ĐU"};
  const std::string words = words_in(body_of_docx(to_docx(letter)));
  EXPECT_THAT(words, HasSubstr("TỈNH ỦY LẠNG SƠN\nĐẢNG ỦY XÃ CHI LĂNG\n*\nĐẢNG CỘNG SẢN VIỆT NAM"));
  EXPECT_THAT(words, HasSubstr("\nSố 127-CV/ĐU\n"));
  EXPECT_THAT(words, testing::Not(HasSubstr("Hạnh phúc")));
}

TEST(Docx, TheHeaderRowsOfATableAreRepeatedAndSpan) {
  const auto xml = body_of_docx(to_docx(test::a_notice(40)));
  EXPECT_EQ(xml.select_nodes("//w:tr[w:trPr/w:tblHeader]").size(), 2U);
  const auto rows = xml.select_nodes("//w:tbl[w:tblPr/w:tblDescription]/w:tr");
  ASSERT_EQ(rows.size(), 42U);
  EXPECT_EQ(rows[0].node().select_nodes("w:tc").size(), 3U);
  EXPECT_EQ(rows[0].node().select_nodes("w:tc/w:tcPr/w:gridSpan").size(), 1U);
  EXPECT_EQ(rows[1].node().select_nodes("w:tc").size(), 4U) << "two that go on from above";
  for (const auto& row : rows) EXPECT_TRUE(row.node().child("w:trPr").child("w:cantSplit"));
}

TEST(Docx, TheSignOfTheEndTakesThePlaceOfAFullStop) {
  Document letter = test::a_letter();
  letter.blocks = {Paragraph{.text = plain("Trân trọng.")}};
  EXPECT_THAT(words_in(body_of_docx(to_docx(letter))), HasSubstr("Trân trọng./.\n"));
}

TEST(Docx, WordsAreComposedAndNeverMarkup) {
  Document letter = test::a_letter();
  letter.body = "Sở A & B <C>";
  letter.blocks = {
      Paragraph{.text = plain("tie\xCC\x82\xCC\x81ng\x01 \xE2\x80\xAEViệt ]]> </w:t>\nhai")}};
  const auto xml = body_of_docx(to_docx(letter));
  const std::string words = words_in(xml);
  EXPECT_EQ(words, text::nfc(words));
  EXPECT_THAT(words, HasSubstr("tiếng Việt ]]> </w:t>hai./.\n"));
  EXPECT_EQ(xml.select_nodes("//w:p[w:r/w:br]//w:br").size(), 2U) << "of the text and of a name";
  EXPECT_THAT(words, HasSubstr("SỞ A & B <C>"));
}

TEST(Layout, NamesArePartedBeforeThePlaceAndNumbersHaveTheirZero) {
  Document document = test::a_letter();
  EXPECT_EQ(number_line(document), "Số: 07/UBND-VP");
  document.number = Number{"", "UBND-VP"};
  EXPECT_EQ(number_line(document), "Số:         /UBND-VP");
  EXPECT_EQ(day_in_words(Date::of(2026, 3, 9)), "ngày 09 tháng 3 năm 2026");
  EXPECT_EQ(capitals("Đặc khu Phú Quốc, uỷ viên"), "ĐẶC KHU PHÚ QUỐC, UỶ VIÊN");
  EXPECT_NEAR(width_of("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, true), 250, 1);
}

// ---- a body's own DOCX

std::string with_body(const std::string& paragraphs) {
  return archive({{"[Content_Types].xml", "<Types/>"},
                  {"word/document.xml",
                   "<w:document xmlns:w=\"x\"><w:body>" + paragraphs + "</w:body></w:document>"}});
}

TEST(Fill, AMarkerThatIsCutIntoRunsIsFilledInTheLookOfItsBeginning) {
  const std::string docx = with_body(
      "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Kính gửi: {</w:t></w:r><w:r><w:t>{họ </w:t></w:r>"
      "<w:proofErr/><w:r><w:t>tên}} ở {{ địa chỉ }}.</w:t></w:r></w:p>"
      "<w:p><w:r><w:t>Giữ { nguyên } và }} này {{</w:t></w:r></w:p>");
  const std::vector<Field> fields{{"họ tên", "Lê <b> & {{địa chỉ}}"}, {"địa chỉ", "Xã A\nTỉnh B"}};
  const auto filled = fill(docx, fields);
  ASSERT_TRUE(filled);
  const auto xml = body_of_docx(*filled);
  EXPECT_EQ(words_in(xml),
            "Kính gửi: Lê <b> & {{địa chỉ}} ở Xã ATỉnh B.\nGiữ { nguyên } và }} này {{\n");
  const auto bold = xml.select_node("//w:r[w:rPr/w:b]/w:t").node();
  EXPECT_STREQ(bold.text().get(), "Kính gửi: Lê <b> & {{địa chỉ}}");
  EXPECT_EQ(xml.select_nodes("//w:br").size(), 1U);
}

TEST(Fill, WhatCannotBeFilledIsRefused) {
  const std::string docx = with_body("<w:p><w:r><w:t>{{số}}</w:t></w:r></w:p>");
  EXPECT_EQ(fill(docx, {}).error(), FillError::unknown) << "nothing is left empty by mistake";
  EXPECT_EQ(fill("no archive", {}).error(), FillError::not_docx);
  EXPECT_EQ(fill(docx.substr(0, docx.size() / 2), {}).error(), FillError::not_docx);
  EXPECT_EQ(fill(archive({{"a.txt", "a"}}), {}).error(), FillError::not_docx);
  EXPECT_EQ(fill(archive({{"word/document.xml", "<w:document>"}}), {}).error(),
            FillError::not_docx);
  EXPECT_EQ(
      fill(archive({{"word/document.xml", std::string(30'000'000, ' ') + "<a/>"}}), {}).error(),
      FillError::not_docx)
      << "a bomb";
}

}  // namespace
}  // namespace gandan::documents
