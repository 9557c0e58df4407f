// Against the verdicts of a city on its reports (boston311): ONTIME where it was closed by its
// target or has none, OVERDUE where it was closed later or is open past it.
#include <gtest/gtest.h>

#include "kernel/rules/limit.hpp"
#include "kernel/rules/table.hpp"
#include "lib/base/real_input.hpp"

namespace gandan::rules {
namespace {

TEST(CityReports, EveryPublishedVerdictIsOurs) {
  const auto files = real_input::find("boston311", "requests*.csv");
  if (files.empty()) GTEST_SKIP() << real_input::absent("boston311");
  // Reports still open were judged when the file was made, long after any of their targets.
  const Instant judged = *parse_instant("2025-01-01");
  int judged_alike = 0;
  for (const auto& file : files) {
    const Table table(real_input::read(file));
    for (const TableRow& row : table.rows()) {
      const std::string_view label = table.cell(row, "ontime");
      if (label.empty()) continue;  // the city published no verdict
      const auto instant = [&](const char* column) {
        return parse_instant(table.cell(row, column));
      };
      const bool ours = on_time(instant("target"), instant("closed"), judged);
      EXPECT_EQ(ours, label == "ONTIME") << table.cell(row, "case_id");
      judged_alike += ours == (label == "ONTIME");
    }
  }
  EXPECT_GT(judged_alike, 0) << "no row of the set has a verdict";
}

}  // namespace
}  // namespace gandan::rules
