// What a sheet holds is what its cells say, by the values that were saved.
#include <gmock/gmock.h>

#include "lib/office/number_formats.hpp"
#include "lib/office/references.hpp"
#include "lib/office/test/made.hpp"

namespace gandan::office {
namespace {

using testing::ElementsAre, testing::IsEmpty, testing::Pair;

using Value = std::variant<std::string, double, bool>;

std::map<std::string, Value> values(const Document& document) {
  std::map<std::string, Value> out;
  for (const Sheet& sheet : document.sheets)
    for (const SheetCell& cell : sheet.cells) out[name_of({cell.row, cell.column})] = cell.value;
  return out;
}

std::map<std::string, std::string> dates(const Document& document) {
  std::map<std::string, std::string> out;
  for (const Sheet& sheet : document.sheets)
    for (const SheetCell& cell : sheet.cells)
      if (!cell.date.empty()) out[name_of({cell.row, cell.column})] = cell.date;
  return out;
}

std::vector<std::vector<std::string>> rows_in(const Document& document) {
  const auto tables = rows_of(document);
  EXPECT_TRUE(tables);
  return tables && !tables->empty() ? tables->front().rows
                                    : std::vector<std::vector<std::string>>{};
}

TEST(OfficeSheets, CellsHaveTheTypesThatTheyWereSavedWith) {
  const Document document = read_xlsx(
      {.rows = R"(<row r="2"><c r="A2"><v>1</v></c><c r="B2" t="n"><v>-2.5E1</v></c>)"
               R"(<c r="C2" t="b"><v>1</v></c><c r="D2" t="b"><v>0</v></c>)"
               R"(<c r="E2" t="e"><v>#N/A</v></c><c r="F2" t="str"><f>A2&amp;"x"</f><v>1x</v></c>)"
               R"(<c r="G2"><f t="array" ref="G2">SUM(A2:B2)</f><v>-24</v></c><c r="H2" s="0"/>)"
               R"(<c r="I2" t="str"><f>""</f><v></v></c></row>)"});
  EXPECT_THAT(values(document),
              ElementsAre(Pair("A2", Value(1.0)), Pair("B2", Value(-25.0)), Pair("C2", Value(true)),
                          Pair("D2", Value(false)), Pair("E2", Value("#N/A")),
                          Pair("F2", Value("1x")), Pair("G2", Value(-24.0))));
}

TEST(OfficeSheets, TextIsSharedOrInlineInPartsAndWithoutItsReading) {
  const Document document = read_xlsx(
      {.rows = R"(<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>2</v></c></row>)"
               R"(<row><c t="inlineStr"><is><r><t>nhà </t></r><r><t>ở</t></r></is></c>)"
               R"(<c t="inlineStr"><is><t><![CDATA[<b>]]>&amp;</t></is></c></row>)",
       .texts = R"(<si><t xml:space="preserve"> </t></si><si/>)"
                R"(<si><r><t>課</t></r><rPh sb="0" eb="1"><t>カ</t></rPh><r><t>長</t></r></si>)"});
  EXPECT_THAT(values(document),
              ElementsAre(Pair("A1", Value(" ")), Pair("A2", Value("nhà ở")), Pair("B1", Value("")),
                          Pair("B2", Value("<b>&")), Pair("C1", Value("課長"))));
}

TEST(OfficeSheets, CellsWithoutAPlaceFollowTheOneBefore) {
  const Document document =
      read_xlsx({.rows = R"(<row><c><v>1</v></c></row><row r="5"><c r="C5"><v>2</v></c>)"
                         R"(<c><v>3</v></c></row><row><c><v>4</v></c></row>)"});
  EXPECT_THAT(values(document), ElementsAre(Pair("A1", Value(1.0)), Pair("A6", Value(4.0)),
                                            Pair("C5", Value(2.0)), Pair("D5", Value(3.0))));
}

TEST(OfficeSheets, OfTwoCellsAtOnePlaceTheLastCountsAndAllAreInOrder) {
  const Document document =
      read_xlsx({.rows = R"(<row r="2"><c r="B2"><v>1</v></c><c r="A2"><v>2</v></c></row>)"
                         R"(<row r="1"><c r="A1"><v>3</v></c></row>)"
                         R"(<row r="2"><c r="B2"><v>4</v></c></row>)"});
  std::vector<double> in_order;
  for (const SheetCell& cell : document.sheets.at(0).cells)
    in_order.push_back(std::get<double>(cell.value));
  EXPECT_THAT(in_order, ElementsAre(3, 2, 4));
}

TEST(OfficeSheets, ADayIsANumberThatItsStyleShowsAsOne) {
  const Workbook book{
      .rows =
          R"(<row><c s="0"><v>46204</v></c><c s="1"><v>46204</v></c><c s="2"><v>46204.5</v></c>)"
          R"(<c s="3"><v>0.25</v></c><c t="d"><v>2026-07-01</v></c></row>)",
      .styles =
          R"(<numFmts><numFmt numFmtId="164" formatCode="dd&quot; tháng &quot;mm"/></numFmts>)"
          R"(<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/>)"
          R"(<xf numFmtId="20"/></cellXfs>)"};
  EXPECT_THAT(dates(read_xlsx(book)),
              ElementsAre(Pair("B1", "2026-07-01T00:00:00"), Pair("C1", "2026-07-01T12:00:00"),
                          Pair("D1", "06:00:00"), Pair("E1", "2026-07-01")));
  EXPECT_THAT(rows_in(read_xlsx(book)),
              ElementsAre(ElementsAre("46204", "2026-07-01", "2026-07-01 12:00:00", "06:00:00",
                                      "2026-07-01")));
  Workbook from_1904 = book;
  from_1904.workbook = R"(<workbookPr date1904="1"/>)";
  EXPECT_EQ(dates(read_xlsx(from_1904))["B1"], "2030-07-02T00:00:00");
}

TEST(OfficeSheets, FormatsThatShowDaysAreTold) {
  for (const char* code :
       {"dd/mm/yyyy", "[$-42A]d mmmm yyyy;@", "h:mm AM/PM", "yyyy\\-mm", "mm:ss.0"})
    EXPECT_TRUE(shows_date(code)) << code;
  for (const char* code : {"General", "0.00", "#,##0\\ \"đồng chẵn; d\"", "\"ngày\" 0", "[Red]0;-0",
                           "@", "[h]:mm:ss", "0_d", "0;\"d\"d", "Standard", "\"open", "0\\"})
    EXPECT_FALSE(shows_date(code)) << code;
}

TEST(OfficeSheets, DaysAreCountedAsExcelCountsThem) {
  EXPECT_EQ(date_of(1, false), "1900-01-01T00:00:00");
  EXPECT_EQ(date_of(59, false), "1900-02-28T00:00:00");
  EXPECT_EQ(date_of(61, false), "1900-03-01T00:00:00");
  EXPECT_EQ(date_of(1, true), "1904-01-02T00:00:00");
  EXPECT_EQ(date_of(0.5, false), "12:00:00");
  EXPECT_EQ(date_of(36191.1702084375, true), "2003-02-01T04:05:06.009000");
  EXPECT_EQ(date_of(45000.9999999999, false), "2023-03-16T00:00:00");
  for (const double beyond : {1e9, -1e9, 1e300, -1e300, 2'958'466.0, -700'000.0})
    EXPECT_EQ(date_of(beyond, false), "") << beyond;
}

TEST(OfficeSheets, PlacesAreThoseOfASheet) {
  EXPECT_EQ(parse_place("A1"), (Place{0, 0}));
  EXPECT_EQ(parse_place("xfd1048576"), (Place{1'048'575, 16'383}));
  for (const char* text : {"", "A", "1", "A0", "XFE1", "A1048577", "A1B", "$A$1", "A-1",
                           "A99999999999999999999", "AAAAAAAAAAAAAAAA1"})
    EXPECT_FALSE(parse_place(text)) << text;
  for (const Place place : {Place{0, 0}, Place{9, 25}, Place{9, 26}, Place{0, 701}, Place{0, 702},
                            Place{1'048'575, 16'383}})
    EXPECT_EQ(parse_place(name_of(place)), place) << name_of(place);
}

TEST(OfficeSheets, MergedCellsSayTheirTextWhereTheyCover) {
  const Document document = read_xlsx(
      {.rows =
           R"(<row r="1"><c r="A1" t="inlineStr"><is><t>Tháng</t></is></c><c r="C1"><v>7</v></c></row>)"
           R"(<row r="3"><c r="A3" t="b"><v>1</v></c><c r="B3"><v>0.1</v></c></row>)",
       .after_rows =
           R"(<mergeCells><mergeCell ref="A1:B2"/><mergeCell ref="nowhere"/></mergeCells>)"});
  EXPECT_THAT(document.sheets.at(0).merged, ElementsAre("A1:B2", "nowhere"));
  EXPECT_THAT(rows_in(document),
              ElementsAre(ElementsAre("Tháng", "Tháng", "7"), ElementsAre("Tháng", "Tháng", ""),
                          ElementsAre("TRUE", "0.1", "")));
}

TEST(OfficeSheets, EscapesAreReadWhereAPersonReads) {
  const Document document = read_xlsx(
      {.rows =
           R"(<row><c t="inlineStr"><is><t>a_x000A_b_x005F_x000A__xD800__x00</t></is></c></row>)"});
  EXPECT_EQ(values(document)["A1"], Value("a_x000A_b_x005F_x000A__xD800__x00"));
  EXPECT_THAT(rows_in(document), ElementsAre(ElementsAre("a\nb_x000A__xD800__x00")));
}

TEST(OfficeSheets, StrictAndPrefixedBooksAreTheSame) {
  Parts parts = xlsx_parts({});
  parts["_rels/.rels"] =
      R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)"
      R"(<Relationship Id="a" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" )"
      R"(Target="/xl\workbook.xml"/></Relationships>)";
  parts["xl/workbook.xml"] =
      R"(<x:workbook xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main" )"
      R"(xmlns:q="http://purl.oclc.org/ooxml/officeDocument/relationships"><x:sheets>)"
      R"(<x:sheet name="B" sheetId="1" q:id="rId1" state="veryHidden"/></x:sheets></x:workbook>)";
  parts["xl/worksheets/sheet1.xml"] =
      R"(<x:worksheet xmlns:x="urn:any"><x:sheetData><x:row><x:c><x:v>5</x:v></x:c></x:row>)"
      R"(</x:sheetData></x:worksheet>)";
  const Document document = read_made(parts);
  EXPECT_THAT(values(document), ElementsAre(Pair("A1", Value(5.0))));
  EXPECT_TRUE(document.sheets.at(0).is_hidden);
  EXPECT_THAT(rows_in(document), IsEmpty());  // hidden
  EXPECT_EQ(text_of(document), "B\n5");
}

TEST(OfficeSheets, PartsStandWhereTheRelationsSay) {
  Parts parts = xlsx_parts({.rows = R"(<row><c><v>5</v></c></row>)"});
  Parts moved;
  moved["_RELS\\.rels"] = parts["_rels/.rels"];
  moved["XL\\Workbook.xml"] = parts["xl/workbook.xml"];
  moved["xl\\_rels\\workbook.xml.rels"] =
      R"(<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="../a%20b/./Sheet.xml"/></Relationships>)";
  moved["a b/sheet.XML"] = parts["xl/worksheets/sheet1.xml"];
  EXPECT_THAT(values(read_made(moved)), ElementsAre(Pair("A1", Value(5.0))));
}

}  // namespace
}  // namespace gandan::office
