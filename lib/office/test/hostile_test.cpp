// What is made to break a reader is refused with a reason, or read as what it says.
#include <gmock/gmock.h>

#include <fstream>

#include "lib/office/parse.hpp"
#include "lib/office/test/made.hpp"
#include "lib/office/wire.hpp"

namespace gandan::office {
namespace {

std::string repeated(const std::string& text, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

std::string in_utf16(std::string_view text) {
  std::string out;
  for (const char c : text) (out += c) += '\0';
  return out;
}

TEST(OfficeHostile, OtherFilesAreCalledByTheirName) {
  const std::string ole = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + std::string(512, '\0');
  const std::string end(4, '\0');
  EXPECT_EQ(problem_with(ole + in_utf16("EncryptedPackage") + end), Problem::has_password);
  EXPECT_EQ(problem_with(ole + in_utf16("WordDocument") + end), Problem::old_word);
  EXPECT_EQ(problem_with(ole + in_utf16("Workbook") + end), Problem::old_excel);
  EXPECT_EQ(problem_with(ole), Problem::old_office);
  EXPECT_EQ(problem_with(""), Problem::unknown_format);
  EXPECT_EQ(problem_with("{\\rtf1 a}"), Problem::unknown_format);
  EXPECT_EQ(problem_with(zip_of({{"a.txt", "a"}})), Problem::unknown_format);
  EXPECT_EQ(problem_with(zip_of({{"mimetype", "application/vnd.oasis.opendocument.text"}})),
            Problem::open_document);
  EXPECT_EQ(problem_with(std::string("PK\5\6") + std::string(18, '\0')), Problem::unknown_format);
  Parts slides = docx_parts("");
  slides["word/document.xml"] = "<p:presentation/>";
  EXPECT_EQ(problem_with(zip_of(slides)), Problem::presentation);
  EXPECT_EQ(problem_with(zip_of(docx_parts(""), "secret")), Problem::has_password);
  EXPECT_EQ(problem_with("%PDF-1.7\nnothing"), Problem::damaged);
}

TEST(OfficeHostile, NoDoctypeIsTaken) {
  const std::string bomb =
      R"(<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;&b;&b;">]><w:document><w:body>&c;</w:body></w:document>)";
  const std::string outside =
      R"(<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><w:document><w:body/></w:document>)";
  for (const std::string& text : {bomb, outside, std::string("<!DOCTYPE a><w:document/>")}) {
    Parts parts = docx_parts("");
    parts["word/document.xml"] = text;
    EXPECT_EQ(problem_with(zip_of(parts)), Problem::declares_entities) << text;
  }
}

TEST(OfficeHostile, WhatTheFileNamesOutsideIsNotOpened) {
  const std::string secret = testing::TempDir() + "office_secret.xml";
  std::ofstream(secret)
      << R"(<w:hdr xmlns:w="urn:w"><w:p><w:r><w:t>secret</w:t></w:r></w:p></w:hdr>)";
  for (const std::string& target : {"file://" + secret, secret, "../../../../../../.." + secret}) {
    for (const char* mode : {R"( TargetMode="External")", ""}) {
      Parts parts = docx_parts("<w:p/>");
      parts["word/_rels/document.xml.rels"] =
          R"(<Relationships><Relationship Id="1" Type="x/header" Target=")" + target + "\"" + mode +
          "/></Relationships>";
      EXPECT_EQ(text_of(read_made(parts)), "");
    }
  }
}

TEST(OfficeHostile, BombsAreNotUnpacked) {
  Parts parts = docx_parts("");
  parts["word/document.xml"] =
      "<w:document><w:body>" + std::string(20u << 20, ' ') + "</w:body></w:document>";
  const std::string bomb = zip_of(parts);
  EXPECT_LT(bomb.size(), 100'000u);
  EXPECT_EQ(problem_with(bomb), Problem::unpacks_too_large);
  const std::string small = zip_of(docx_parts(std::string(2'000, ' ')));
  EXPECT_EQ(problem_with(small, {.unpacked_bytes = 2'000}), Problem::unpacks_too_large);
  EXPECT_EQ(problem_with(small, {.file_bytes = 100}), Problem::too_large);
  EXPECT_EQ(problem_with(small, {.entries = 1}), Problem::unpacks_too_large);
}

TEST(OfficeHostile, OneTextSaidVeryOftenIsCountedEachTime) {
  const std::string often =
      zip_of(xlsx_parts({.rows = "<row>" + repeated(R"(<c t="s"><v>0</v></c>)", 1'000) + "</row>",
                         .texts = "<si><t>" + std::string(10'000, 'a') + "</t></si>"}));
  EXPECT_TRUE(read(often));
  EXPECT_EQ(problem_with(often, {.unpacked_bytes = 1'000'000}), Problem::unpacks_too_large);
}

TEST(OfficeHostile, CellsAreCounted) {
  const std::string sheet =
      zip_of(xlsx_parts({.rows = "<row>" + repeated("<c/>", 101) + "</row>"}));
  EXPECT_EQ(problem_with(sheet, {.cells = 100}), Problem::too_many_cells);
  const std::string table =
      zip_of(docx_parts("<w:tbl><w:tr>" + repeated("<w:tc/>", 101) + "</w:tr></w:tbl>"));
  EXPECT_EQ(problem_with(table, {.cells = 100}), Problem::too_many_cells);
}

TEST(OfficeHostile, RowsAreCountedBeforeTheyAreMade) {
  const Document far = read_xlsx({.rows = R"(<row><c r="XFD1048576"><v>1</v></c></row>)"});
  ASSERT_EQ(far.sheets.at(0).cells.size(), 1u);
  EXPECT_EQ(rows_of(far).error(), Problem::too_many_cells);
  const Document merged = read_xlsx(
      {.rows = R"(<row><c r="J100"><v>1</v></c></row>)",
       .after_rows = "<mergeCells>" + repeated(R"(<mergeCell ref="A1:XFD1048576"/>)", 100) +
                     "</mergeCells>"});
  EXPECT_EQ(rows_of(merged, 50'000).error(), Problem::too_many_cells);
  EXPECT_TRUE(rows_of(merged));
  const Document wide = read_docx(
      "<w:tbl>" +
      repeated(R"(<w:tr><w:tc><w:tcPr><w:gridSpan w:val="1000"/></w:tcPr></w:tc></w:tr>)", 10) +
      "</w:tbl>");
  EXPECT_EQ(rows_of(wide, 9'999).error(), Problem::too_many_cells);
}

TEST(OfficeHostile, ATextInManyMergedCellsIsCountedBeforeItIsRepeated) {
  const std::string text(1'000, 'a');
  const Document merged =
      read_xlsx({.rows = R"(<row><c t="inlineStr"><is><t>)" + text +
                         R"(</t></is></c><c r="Z1"><v>1</v></c></row>)",
                 .after_rows = R"(<mergeCells><mergeCell ref="A1:Y1"/></mergeCells>)"});
  EXPECT_EQ(rows_of(merged, 1'000, 20'000).error(), Problem::unpacks_too_large);
  ASSERT_TRUE(rows_of(merged));
  EXPECT_EQ(rows_of(merged)->at(0).rows.at(0).at(24), text);
  const Document wide =
      read_docx(R"(<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="25"/></w:tcPr><w:p><w:r><w:t>)" +
                text + "</w:t></w:r></w:p></w:tc></w:tr></w:tbl>");
  EXPECT_EQ(rows_of(wide, 1'000, 20'000).error(), Problem::unpacks_too_large);
  EXPECT_TRUE(rows_of(wide, 1'000, 25'000));
}

TEST(OfficeHostile, WhatLiesTooDeepEndsReading) {
  const auto nested = [](std::size_t n) {
    return zip_of(
        docx_parts(repeated("<w:tbl><w:tr><w:tc>", n) + repeated("</w:tc></w:tr></w:tbl>", n)));
  };
  EXPECT_TRUE(read(nested(15)));
  EXPECT_EQ(problem_with(nested(50'000), {.ratio = 10'000}), Problem::too_deep);
  EXPECT_EQ(
      problem_with(zip_of(docx_parts(repeated("<w:ins>", 50'000) + repeated("</w:ins>", 50'000)))),
      Problem::too_deep);
}

TEST(OfficeHostile, WhatIsMissingOrWrongIsDamage) {
  const Parts whole =
      xlsx_parts({.rows = R"(<row><c t="s"><v>0</v></c></row>)", .texts = "<si><t>a</t></si>"});
  EXPECT_TRUE(read(zip_of(whole)));
  for (const char* part :
       {"xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"}) {
    Parts parts = whole;
    parts.erase(part);
    EXPECT_EQ(problem_with(zip_of(parts)), Problem::damaged) << part;
  }
  for (const char* cell : {R"(<c t="s"><v>1</v></c>)", R"(<c t="s"><v>-1</v></c>)",
                           R"(<c r="A0"/>)", R"(<c r="XFE1"/>)"})
    EXPECT_EQ(problem_with(zip_of(xlsx_parts({.rows = std::string("<row>") + cell + "</row>"}))),
              Problem::damaged)
        << cell;
  EXPECT_EQ(problem_with(zip_of(xlsx_parts({.rows = R"(<row r="0"/>)"}))), Problem::damaged);
  Parts cut = whole;
  cut["xl/worksheets/sheet1.xml"].resize(150);
  EXPECT_EQ(problem_with(zip_of(cut)), Problem::damaged);
}

TEST(OfficeHostile, AFileThatEndsEarlyOrHasAWrongByteIsReadOrRefused) {
  const std::string whole = zip_of(docx_parts(
      "<w:p><w:r><w:t>" + repeated("Reception of citizens. ", 20) + "</w:t></w:r></w:p>"));
  for (std::size_t size = 0; size < whole.size(); size += 7)
    EXPECT_FALSE(parse(std::string_view(whole).substr(0, size), Limits{})) << size;
  std::size_t refused = 0;
  for (std::size_t i = 0; i < whole.size(); i += 3) {
    std::string changed = whole;
    changed[i] = static_cast<char>(changed[i] ^ 0x55);
    const auto document = parse(changed, Limits{});
    // The sum of a part is looked at: what is read at all is read as it was written.
    if (!document) {
      ++refused;
    } else if (!document->paragraphs.empty()) {
      EXPECT_EQ(document->paragraphs.front().text.substr(0, 9), "Reception") << i;
    }
  }
  EXPECT_GT(refused, 10u);
}

TEST(OfficeHostile, TheAnswerOfTheReaderIsNotBelieved) {
  const Document document = read_docx(
      R"(<w:p><w:r><w:t>a</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>)");
  const std::string bytes = to_bytes(document);
  const auto again = document_of(bytes);
  ASSERT_TRUE(again);
  EXPECT_EQ(to_bytes(*again), bytes);
  for (std::size_t size = 0; size < bytes.size(); ++size)
    EXPECT_FALSE(document_of(bytes.substr(0, size))) << size;
  EXPECT_FALSE(document_of(bytes + "a"));
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    std::string changed = bytes;
    changed[i] = '\xFF';
    const auto taken = document_of(changed);
    if (taken) {
      EXPECT_EQ(to_bytes(*taken).size(), bytes.size());
    }
  }
}

}  // namespace
}  // namespace gandan::office
