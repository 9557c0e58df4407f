// What a text holds is what somebody reads who opens it: no field's code, nothing that was deleted.
#include <gmock/gmock.h>

#include "lib/office/test/made.hpp"

namespace gandan::office {
namespace {

using testing::ElementsAre, testing::IsEmpty;

std::string p(const std::string& text) {
  return "<w:p><w:r><w:t>" + text + "</w:t></w:r></w:p>";
}

std::string tc(const std::string& properties, const std::string& inside) {
  return "<w:tc><w:tcPr>" + properties + "</w:tcPr>" + inside + "</w:tc>";
}

std::vector<std::string> texts(const Document& document) {
  std::vector<std::string> out;
  for (const Paragraph& each : document.paragraphs) out.push_back(each.text);
  return out;
}

TEST(OfficeTexts, InsertedWordsCountAndDeletedDoNot) {
  EXPECT_THAT(
      texts(read_docx(
          R"(<w:p><w:pPr><w:tabs><w:tab w:val="left"/></w:tabs></w:pPr><w:r><w:t xml:space="preserve">a </w:t></w:r>)"
          R"(<w:ins><w:r><w:t>b</w:t><w:tab/></w:r></w:ins><w:del><w:r><w:delText>c</w:delText></w:r></w:del>)"
          R"(<w:moveFrom><w:r><w:t>d</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>e</w:t></w:r></w:moveTo>)"
          R"(<w:hyperlink><w:r><w:t>f</w:t><w:br/><w:t>g</w:t></w:r></w:hyperlink></w:p><w:p/>)")),
      ElementsAre("a b\tef\ng", ""));
}

TEST(OfficeTexts, OfAFieldItsResultIsRead) {
  EXPECT_THAT(texts(read_docx(
                  R"(<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>DATE</w:instrText>)"
                  R"(<w:fldChar w:fldCharType="separate"/><w:t>1/7/2026</w:t></w:r>)"
                  R"(<w:fldSimple w:instr="PAGE"><w:r><w:t>3</w:t></w:r></w:fldSimple></w:p>)")),
              ElementsAre("1/7/20263"));
}

TEST(OfficeTexts, ContentControlsAreToldFromTheBody) {
  const Document document = read_docx(
      "<w:sdt><w:sdtContent>" + p("filled in") + "</w:sdtContent></w:sdt>" +
      R"(<w:p><w:r><w:t>Name: </w:t></w:r><w:sdt><w:sdtContent><w:r><w:t>Lan</w:t></w:r>)" +
      "</w:sdtContent></w:sdt></w:p><w:tbl><w:tr><w:sdt><w:sdtContent>" +
      tc("", p("in a control")) + "</w:sdtContent></w:sdt></w:tr></w:tbl>");
  EXPECT_THAT(texts(document), ElementsAre("filled in", "Name: Lan"));
  EXPECT_TRUE(document.paragraphs.at(0).in_control);
  EXPECT_FALSE(document.paragraphs.at(1).in_control);
  EXPECT_TRUE(document.tables.at(0).rows.at(0).cells.at(0).in_control);
  EXPECT_EQ(text_of(document), "filled in\nName: Lan\nin a control");
}

TEST(OfficeTexts, CellsAreReadAsTheyAreWritten) {
  const Document document = read_docx(
      "<w:tbl><w:tr>" + tc(R"(<w:gridSpan w:val="2"/>)", p("wide") + p("two lines")) +
      tc(R"(<w:vMerge w:val="restart"/>)", p("tall")) + "</w:tr><w:tr>" +
      tc("", p("before") + "<w:tbl><w:tr>" + tc("", p("within")) + "</w:tr></w:tbl>" + p("after")) +
      tc("", "<w:p/>") + tc("<w:vMerge/>", "<w:p/>") + "</w:tr>" +
      R"(<w:tr><w:trPr><w:gridBefore w:val="2"/></w:trPr>)" + tc("", p("last")) +
      "</w:tr></w:tbl>");
  const TextTable& table = document.tables.at(0);
  EXPECT_EQ(document.tables.size(), 1u);
  EXPECT_EQ(table.rows.at(0).cells.at(0).text, "wide\ntwo lines");
  EXPECT_EQ(table.rows[0].cells[0].span, 2u);
  EXPECT_EQ(table.rows[0].cells.at(1).merge, Merge::first);
  EXPECT_EQ(table.rows.at(1).cells.at(0).text, "before\nafter");
  EXPECT_EQ(table.rows[1].cells[0].nested.at(0).rows.at(0).cells.at(0).text, "within");
  EXPECT_EQ(table.rows[1].cells.at(2).merge, Merge::continued);
  const auto tables = rows_of(document);
  ASSERT_TRUE(tables && tables->size() == 2);
  EXPECT_THAT(tables->at(0).rows,
              ElementsAre(ElementsAre("wide\ntwo lines", "wide\ntwo lines", "tall"),
                          ElementsAre("before\nafter", "", "tall"), ElementsAre("", "", "last")));
  EXPECT_THAT(tables->at(1).rows, ElementsAre(ElementsAre("within")));
}

TEST(OfficeTexts, WhatStandsBesideIsNotTheBody) {
  Parts parts = docx_parts(
      R"(<w:p><w:r><w:t>body</w:t><w:footnoteReference w:id="1"/></w:r><w:r><mc:AlternateContent>)"
      R"(<mc:Choice><w:drawing><v:a><w:txbxContent>)" +
      p("box") +
      R"(</w:txbxContent></v:a></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>)" +
      p("box") + "</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>");
  parts["word/_rels/document.xml.rels"] =
      R"(<Relationships><Relationship Id="1" Type="x/header" Target="header1.xml"/>)"
      R"(<Relationship Id="2" Type="x/footnotes" Target="footnotes.xml"/>)"
      R"(<Relationship Id="3" Type="x/footer" Target="gone.xml"/></Relationships>)";
  parts["word/header1.xml"] = R"(<w:hdr xmlns:w="urn:w">)" + p("UBND") + "</w:hdr>";
  parts["word/footnotes.xml"] =
      R"(<w:footnotes xmlns:w="urn:w"><w:footnote w:id="0"><w:p/></w:footnote>)"
      R"(<w:footnote w:id="1">)" +
      p("note") + "</w:footnote></w:footnotes>";
  const Document document = read_made(parts);
  EXPECT_THAT(texts(document), ElementsAre("body"));
  std::vector<std::pair<Beside, std::string>> asides;
  for (const Aside& each : document.asides) asides.emplace_back(each.where, each.text);
  EXPECT_THAT(asides,
              ElementsAre(std::pair(Beside::text_box, "box"), std::pair(Beside::header, "UBND"),
                          std::pair(Beside::footnote, "note")));
}

/// A page of this box, in points, with this on it.
std::string pdf_of(const std::string& box, const std::string& drawn) {
  return "%PDF-1.4\n"
         "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
         "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
         "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[" +
         box +
         "]/Contents 4 0 R"
         "/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>endobj\n"
         "4 0 obj<</Length " +
         std::to_string(drawn.size()) + ">>stream\n" + drawn +
         "\nendstream endobj\n"
         "trailer<</Root 1 0 R>>\n%%EOF\n";
}

TEST(OfficeTexts, PagesOfAPdfAreDrawn) {
  const auto drawn = draw_pages(pdf_of("0 0 72 36", "0 0 36 36 re f"), 5);
  ASSERT_TRUE(drawn) << in_words(drawn.error());
  ASSERT_EQ(drawn->size(), 1u);
  const std::string& picture = drawn->front();
  const std::string head = "P5\n200 100\n255\n";
  ASSERT_TRUE(picture.starts_with(head)) << "200 dots an inch";
  ASSERT_EQ(picture.size(), head.size() + 20'000);
  EXPECT_EQ(picture[head.size() + 10], '\0') << "black on the left";
  EXPECT_EQ(picture[head.size() + 190], '\xff') << "white on the right";
}

TEST(OfficeTexts, APageThatIsVeryLargeIsDrawnCoarsely) {
  const auto drawn = draw_pages(pdf_of("0 0 14400 14400", ""), 5);
  ASSERT_TRUE(drawn) << in_words(drawn.error());
  EXPECT_LT(drawn->front().size(), 8'100'000u);
}

TEST(OfficeTexts, WhatIsNoPdfIsNotDrawn) {
  EXPECT_EQ(draw_pages("no pdf", 5), fail(Problem::damaged));
  EXPECT_EQ(draw_pages(pdf_of("0 0 0 0", ""), 5).has_value(), true) << "a page of no size has one";
  EXPECT_EQ(draw_pages(pdf_of("0 0 72 72", ""), 5, {.pages = 0}), fail(Problem::too_many_pages));
}

TEST(OfficeTexts, APdfIsReadByItsLines) {
  const std::string pdf = pdf_of(
      "0 0 595 842", "BT /F1 12 Tf 72 700 Td (Reception of citizens) Tj 0 -20 Td (Room 2) Tj ET");
  const auto document = read(pdf);
  ASSERT_TRUE(document) << in_words(document.error());
  EXPECT_EQ(document->kind, Kind::pdf);
  EXPECT_EQ(document->pages, 1u);
  EXPECT_THAT(texts(*document), ElementsAre("Reception of citizens", "Room 2"));
  EXPECT_EQ(problem_with(pdf, {.pages = 0}), Problem::too_many_pages);
}

}  // namespace
}  // namespace gandan::office
