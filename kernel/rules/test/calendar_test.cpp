#include "kernel/rules/calendar.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "kernel/rules/test/days.hpp"

namespace gandan::rules {
namespace {

TEST(Calendar, SaturdaysAndSundaysAreOffAndTheDayItselfIsNotCounted) {
  Calendar calendar;
  EXPECT_TRUE(calendar.is_working(day("2026-07-03")));   // Friday
  EXPECT_FALSE(calendar.is_working(day("2026-07-04")));  // Saturday
  EXPECT_EQ(calendar.add_working_days(day("2026-07-03"), 1), day("2026-07-06"));
  EXPECT_EQ(calendar.add_working_days(day("2026-07-05"), 1), day("2026-07-06"));
  EXPECT_EQ(calendar.working_days(day("2026-07-03"), day("2026-07-10")), 5);
  EXPECT_EQ(calendar.roll_forward(day("2026-07-04")), day("2026-07-06"));
  EXPECT_EQ(calendar.roll_forward(day("2026-07-03")), day("2026-07-03"));
}

TEST(Calendar, ASwappedSaturdayIsWorkedAndItsFridayOff) {
  std::vector<SpecialDay> days = {{day("2025-05-02"), DayKind::off},
                                  {day("2025-04-26"), DayKind::worked}};
  Calendar calendar(days);
  EXPECT_EQ(calendar.add_working_days(day("2025-04-25"), 1), day("2025-04-26"));
  EXPECT_EQ(calendar.add_working_days(day("2025-05-01"), 1), day("2025-05-05"));
  EXPECT_TRUE(calendar.knows(2025));
  EXPECT_FALSE(calendar.knows(2026));
}

TEST(Calendar, CountsBackwardFromADayThatIsItselfNotCounted) {
  Calendar calendar;
  EXPECT_EQ(calendar.add_working_days(day("2026-07-06"), -1), day("2026-07-03"));
  EXPECT_EQ(calendar.add_working_days(day("2026-07-05"), -1), day("2026-07-03"));
  EXPECT_EQ(calendar.add_working_days(day("2026-07-10"), -5), day("2026-07-03"));
}

TEST(Calendar, AddingAndCountingAreInverse) {
  std::vector<SpecialDay> days = {{day("2026-01-02"), DayKind::off},
                                  {day("2026-01-10"), DayKind::worked}};
  Calendar calendar(days);
  for (Date from = day("2025-12-20"); from < day("2026-02-01"); from = from + 1)
    for (int n = 1; n < 300; n += 7) {
      auto to = calendar.add_working_days(from, n);
      ASSERT_TRUE(to);
      EXPECT_TRUE(calendar.is_working(*to));
      EXPECT_EQ(calendar.working_days(from, *to), n);
    }
}

TEST(Calendar, NothingIsCountedBeyondItsEnds) {
  Calendar calendar;
  EXPECT_FALSE(calendar.add_working_days(Calendar::last, 1));
  EXPECT_FALSE(calendar.add_working_days(Calendar::first, -1));
  EXPECT_FALSE(Calendar::holds(*Date::parse("9999-12-31")));
}

}  // namespace
}  // namespace gandan::rules
