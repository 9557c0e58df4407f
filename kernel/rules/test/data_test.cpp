// Against real input: working-day due dates of 2021 to 2024, and the verdicts of a city on its
// reports.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>

#include "kernel/rules/limit.hpp"
#include "kernel/rules/table.hpp"

namespace gandan::rules {
namespace {

std::optional<std::string> real_input(const std::string& name) {
  const char* folder = std::getenv("GANDAN_DATA");
  if (folder == nullptr) return std::nullopt;
  std::ifstream in(std::string(folder) + "/" + name, std::ios::binary);
  if (!in) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(in), {});
}

TEST(RealInput, TheVerdictsOfTwentyThousandCityReportsAreTheCitysOwn) {
  auto text = real_input("boston311/requests.csv");
  if (!text) GTEST_SKIP() << "GANDAN_DATA has no boston311/requests.csv";
  Table table(*text);
  // Reports still open were judged when the file was made, long after any of their targets.
  const Instant judged = *parse_instant("2025-01-01");
  int right = 0, wrong = 0, blank = 0;
  for (const TableRow& row : table.rows()) {
    std::string_view label = table.cell(row, "ontime");
    auto instant = [&](const char* column) { return parse_instant(table.cell(row, column)); };
    if (label.empty())
      ++blank;
    else
      ++((on_time(instant("target"), instant("closed"), judged) == (label == "ONTIME")) ? right
                                                                                        : wrong);
  }
  EXPECT_EQ(wrong, 0);
  EXPECT_EQ(right + blank, static_cast<int>(table.rows().size()));
  EXPECT_GT(right, 20'000);
}

}  // namespace
}  // namespace gandan::rules
