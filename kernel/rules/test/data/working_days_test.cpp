// Working-day due dates by a published list of holidays (vn-holidays): the day of receipt is not
// counted, Saturdays, Sundays and the list's days are off.
#include <gtest/gtest.h>

#include <charconv>

#include "kernel/journal/migrations.hpp"
#include "kernel/rules/migrations.hpp"
#include "kernel/rules/rules.hpp"
#include "kernel/rules/table.hpp"
#include "lib/base/real_input.hpp"
#include "lib/db/test_support.hpp"

namespace gandan::rules {
namespace {

class WorkingDays : public db::test::OnEachEngine {
 protected:
  WorkingDays()
      : OnEachEngine({{"journal", journal::migrations::files()}, {"rules", migrations::files()}}) {}

  FixedClock clock_{Date::of(2026, 8, 1)};
  Ids ids_{clock_, 1};
};
GANDAN_EACH_ENGINE(WorkingDays);

TEST_P(WorkingDays, EveryCaseOfThePublishedListIsRight) {
  const auto lists = real_input::find("vn-holidays", "vn_public_holidays_*.csv");
  const auto cases = real_input::find("vn-holidays", "working_day_cases*.csv");
  if (lists.empty() || cases.empty()) GTEST_SKIP() << real_input::absent("vn-holidays");
  Rules rules(db(), ids_, clock_);
  for (const auto& list : lists) import_holidays(db(), clock_, list.string());
  rules.refresh();
  const Calendar& calendar = rules.book()->calendar();
  int tried = 0;
  for (const auto& file : cases) {
    const Table table(real_input::read(file));
    for (const TableRow& row : table.rows()) {
      const Date due = Date::parse(table.cell(row, "due")).value();
      if (!calendar.knows(due.year())) continue;  // after the list's last year
      const std::string_view text = table.cell(row, "working_days");
      int days = 0;
      std::from_chars(text.data(), text.data() + text.size(), days);
      const Date received = Date::parse(table.cell(row, "received")).value();
      EXPECT_EQ(due_days(calendar, received, days, true).value().date.iso(), due.iso())
          << days << " working days from " << received.iso();
      ++tried;
    }
  }
  EXPECT_GT(tried, 0) << "the set has no case in the years of its list";
}

}  // namespace
}  // namespace gandan::rules
