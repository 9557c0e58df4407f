// Rows as files: CSV, JSON Lines, a batch at a time; what an export must say of itself.
#include "kernel/exports/export.hpp"

#include <gmock/gmock.h>

#include "kernel/exports/test/examples.hpp"

namespace gandan::exports {
namespace {

class Exports : public gandan::test::Database {
 protected:
  /// The pieces in which a file of so many bridges is written.
  std::vector<std::string> pieces(std::int64_t bridges, Format format) {
    std::vector<std::string> all;
    write_all(
        test::bridges(bridges), format, db(), [this] { return directory().get(); },
        [&](std::string_view bytes) { all.emplace_back(bytes); });
    return all;
  }
  static std::size_t lines_in(const std::vector<std::string>& pieces) {
    std::size_t lines = 0;
    for (const std::string& piece : pieces)
      lines += static_cast<std::size_t>(std::ranges::count(piece, '\n'));
    return lines;
  }
};
GANDAN_EACH_ENGINE(Exports);

TEST_P(Exports, CsvNamesItsColumnsAndRunsNothingInASpreadsheet) {
  EXPECT_THAT(pieces(2, Format::csv),
              testing::ElementsAre("\xEF\xBB\xBFnumber,kind,crossed_at,words\r\n"
                                   "1,wood,,\"Cầu, số 1\"\r\n"
                                   "2,wood,,'=1+1\r\n"));
}

TEST_P(Exports, JsonLinesAreAnObjectEachAndSayNullWhereThereIsNoValue) {
  EXPECT_THAT(
      pieces(2, Format::json_lines),
      testing::ElementsAre(
          "{\"number\":\"1\",\"kind\":\"wood\",\"crossed_at\":null,\"words\":\"Cầu, số 1\"}\n"
          "{\"number\":\"2\",\"kind\":\"wood\",\"crossed_at\":null,\"words\":\"=1+1\"}\n"));
}

TEST_P(Exports, OfNothingStillNameTheirColumns) {
  EXPECT_THAT(pieces(0, Format::csv),
              testing::ElementsAre("\xEF\xBB\xBFnumber,kind,crossed_at,words\r\n"));
  EXPECT_THAT(pieces(0, Format::json_lines), testing::ElementsAre(""));
}

TEST_P(Exports, AreWrittenInPiecesAndWhole) {
  const auto csv = pieces(1234, Format::csv);
  EXPECT_GT(csv.size(), 10u);
  EXPECT_EQ(lines_in(csv), 1235u);
  EXPECT_THAT(csv.back(), testing::HasSubstr("\r\n1234,wood,"));
  const std::size_t longest = std::ranges::max(csv, {}, &std::string::size).size();
  EXPECT_LT(longest, 10'000u) << "what is held at once does not grow with what is written";
  EXPECT_EQ(lines_in(pieces(1200, Format::json_lines)), 1200u) << "a last batch that is full";
}

TEST_P(Exports, ARowWithOtherColumnsIsNoRowOfTheFile) {
  Export broken = test::bridges(1);
  broken.columns.pop_back();
  EXPECT_THROW(
      write_all(
          broken, Format::csv, db(), [this] { return directory().get(); }, [](std::string_view) {}),
      std::logic_error);
}

TEST(ExportsOfModules, WhatContradictsItselfDoesNotStart) {
  const Export whole = test::bridges(1);
  EXPECT_NO_THROW(check(std::vector{whole}));
  EXPECT_THROW(check(std::vector{whole, whole}), std::logic_error);
  Export other = whole;
  other.columns[0].meaning = "";
  EXPECT_THROW(check(std::vector{other}), std::logic_error);
  other = whole;
  other.columns[0].name = other.columns[1].name;
  EXPECT_THROW(check(std::vector{other}), std::logic_error);
  other = whole;
  other.columns[1].values.clear();
  EXPECT_THROW(check(std::vector{other}), std::logic_error);
  other = whole;
  other.read = nullptr;
  EXPECT_THROW(check(std::vector{other}), std::logic_error);
}

}  // namespace
}  // namespace gandan::exports
