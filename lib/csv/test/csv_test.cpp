#include "lib/csv/csv.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

namespace gandan::csv {
namespace {

using testing::ElementsAre;

std::vector<Row> rows(std::string_view text, ReadOptions options = {}) {
  Reader reader(text, options);
  std::vector<Row> out;
  for (Row row; reader.next(row) == Read::row;) out.push_back(row);
  return out;
}

TEST(CsvReader, ReadsQuotesLineEndsAndEmptyFields) {
  EXPECT_THAT(
      rows("a,b\r\n\"x, \"\"y\"\"\nz\",\r\n,\n"),
      ElementsAre(ElementsAre("a", "b"), ElementsAre("x, \"y\"\nz", ""), ElementsAre("", "")));
  EXPECT_THAT(rows("a\rb\n\n\nc"),
              ElementsAre(ElementsAre("a"), ElementsAre("b"), ElementsAre("c")));
  EXPECT_TRUE(rows("").empty());
  EXPECT_TRUE(rows("\xEF\xBB\xBF\n").empty());
}

TEST(CsvReader, TakesWhatIsNotQuiteRight) {
  EXPECT_THAT(rows("5\" nail,\"a\"b\n"), ElementsAre(ElementsAre("5\" nail", "ab")));
  EXPECT_THAT(rows("a,b,c\n1\n1,2,3,4\n"), ElementsAre(ElementsAre("a", "b", "c"), ElementsAre("1"),
                                                       ElementsAre("1", "2", "3", "4")));
}

TEST(CsvReader, FindsTheDelimiter) {
  EXPECT_THAT(rows("\xEF\xBB\xBFtên;số\n\"a;b\";1,5\n"),
              ElementsAre(ElementsAre("tên", "số"), ElementsAre("a;b", "1,5")));
  EXPECT_THAT(rows("a\tb, c\n1\t2\n"),
              ElementsAre(ElementsAre("a", "b, c"), ElementsAre("1", "2")));
  EXPECT_THAT(rows("one column\nno delimiter; here\n"),
              ElementsAre(ElementsAre("one column"), ElementsAre("no delimiter; here")));
  EXPECT_THAT(rows("a;b\n", {.delimiter = ','}), ElementsAre(ElementsAre("a;b")));
}

TEST(CsvReader, TakesTheDelimiterThatExcelNames) {
  EXPECT_THAT(rows("sep=;\r\na;b,c\r\n1;2,3\r\n"),
              ElementsAre(ElementsAre("a", "b,c"), ElementsAre("1", "2,3")));
  EXPECT_THAT(rows("\xEF\xBB\xBF\"sep=|\"\na|b\n"), ElementsAre(ElementsAre("a", "b")));
  EXPECT_THAT(rows("sep=;x\n1\n"), ElementsAre(ElementsAre("sep=;x"), ElementsAre("1")));
  Reader reader("sep=;\na;b\n");
  Row row;
  EXPECT_EQ(reader.next(row), Read::row);
  EXPECT_EQ(reader.line(), 2u);
}

TEST(CsvHeader, NamesAreComparedWithoutCaseSpacesAndMarks) {
  const Header header({" Nội dung ", "Source-ID", "nơi_ở", "NOI DUNG"});
  EXPECT_EQ(header.find("noi dung"), 0u);
  EXPECT_EQ(header.find("source_id"), 1u);
  EXPECT_EQ(header.find("Nơi ở"), 2u);
  EXPECT_EQ(header.find("text"), std::nullopt);
  EXPECT_EQ(header.doubled(std::array<std::string_view, 2>{"source_id", "nội dung"}), "nội dung");
  EXPECT_EQ(header.doubled(std::array<std::string_view, 1>{"nơi ở"}), std::nullopt);
}

TEST(CsvReader, SaysOnWhichLineARowBegan) {
  Reader reader("a\n\"1\n2\"\nb\n");
  Row row;
  std::vector<std::size_t> lines;
  while (reader.next(row) == Read::row) lines.push_back(reader.line());
  EXPECT_THAT(lines, ElementsAre(1, 2, 4));
}

TEST(CsvReader, NoticesWhatCannotBeRead) {
  Row row;
  Reader unclosed("a,\"b\nc\n");
  EXPECT_EQ(unclosed.next(row), Read::unclosed_quote);
  EXPECT_THAT(row, ElementsAre("a", "b\nc\n"));

  const std::string long_row = "\"" + std::string(5000, 'x');
  EXPECT_EQ(Reader(long_row, {.max_row = 1000}).next(row), Read::row_too_large);
  const std::string delimiters(5000, ',');
  EXPECT_EQ(Reader(delimiters, {.max_row = 1000}).next(row), Read::row_too_large);
}

TEST(CsvReader, StreamsAcrossItsBuffer) {
  std::string text;
  for (int i = 0; i < 20000; ++i) text += "\"" + std::to_string(i) + "\"\"\",đường\r\n";
  std::istringstream stream(text);
  Reader reader(stream);
  Row row;
  int i = 0;
  for (; reader.next(row) == Read::row; ++i)
    ASSERT_THAT(row, ElementsAre(std::to_string(i) + "\"", "đường"));
  EXPECT_EQ(i, 20000);
}

TEST(CsvHeader, FindsColumnsByName) {
  const Header header({" Code", "Tên đơn vị"});
  EXPECT_EQ(header.find("code"), 0u);
  EXPECT_EQ(header.find("Tên đơn vị"), 1u);
  EXPECT_FALSE(header.find("name"));
}

TEST(CsvWriter, WhatIsWrittenIsReadAgain) {
  const std::vector<Row> all{{"a", "b\"c", "d,e"}, {"", " x ", "line\r\nline"}, {""}, {"\rx"}};
  std::ostringstream out;
  Writer writer(out, {.byte_order_mark = true, .guard_formulas = false});
  for (const Row& row : all) writer.row(row);
  EXPECT_EQ(rows(out.str(), {.delimiter = ','}), all);
}

TEST(CsvWriter, AByteOrderMarkOfTheTextIsReadAgain) {
  std::ostringstream out;
  const std::string_view fields[] = {
      "\xEF\xBB\xBF"
      "a",
      "b"};
  Writer(out).row(fields);
  EXPECT_THAT(rows(out.str()), ElementsAre(ElementsAre("\xEF\xBB\xBF"
                                                       "a",
                                                       "b")));
}

TEST(CsvWriter, NoFieldRunsAsAFormula) {
  std::ostringstream out;
  Writer(out).row({"=1+1", "@SUM(A1)", "-5", "+84912345678", "-cmd|' /C calc'!A0", "đường"});
  EXPECT_EQ(out.str(), "'=1+1,'@SUM(A1),-5,+84912345678,'-cmd|' /C calc'!A0,đường\r\n");
}

TEST(CsvWriter, AGuardIsUndoneAsItWas) {
  for (const std::string field :
       {"=1+1", "'=1+1", "''-x", "-12", "  @SUM(A1)", "＝1", "'quoted'", "", "\ttab", "Đề nghị"}) {
    std::ostringstream out;
    Writer(out).row({field, "x"});
    const Row read = rows(out.str()).front();
    EXPECT_EQ(without_guard(read[0]), field);
    for (const std::string_view sign : {"=", "@", " ", "＝", "\t"})
      EXPECT_FALSE(read[0].starts_with(sign)) << field << " would run";
  }
}

}  // namespace
}  // namespace gandan::csv
