#include <gtest/gtest.h>

#include <climits>
#include <vector>

#include "kernel/rules/limit.hpp"
#include "kernel/rules/test/days.hpp"

namespace gandan::rules {
namespace {

Limit days(int n) {
  return {.value = n, .unit = LimitUnit::calendar_day};
}
Limit working_days(int n) {
  return {.value = n, .unit = LimitUnit::working_day};
}

Date due_date(const Limit& limit, std::string_view received, std::vector<Pause> pauses = {},
              std::vector<Extension> extensions = {}) {
  return due(Calendar(), limit, at(received), false, pauses, extensions).value().date;
}

TEST(Due, TheDayOfReceiptIsNotCountedWhateverItsHour) {
  EXPECT_EQ(due_date(working_days(1), "2026-07-02 00:00:00"), day("2026-07-03"));
  EXPECT_EQ(due_date(working_days(1), "2026-07-02 23:59:59"), day("2026-07-03"));
  EXPECT_EQ(due(Calendar(), working_days(1), at("2026-07-02"), false)->at,
            end_of(day("2026-07-03")));
}

TEST(Due, ALimitThatEndsOnADayOffRollsUnlessItsRowSaysOtherwise) {
  Limit limit = days(2);  // Thursday + 2 = Saturday
  auto rolled = due(Calendar(), limit, at("2026-07-02"), false);
  EXPECT_EQ(rolled->date, day("2026-07-06"));
  EXPECT_TRUE(rolled->rolled);
  limit.rolls = false;
  EXPECT_EQ(due_date(limit, "2026-07-02"), day("2026-07-04"));
}

TEST(Due, MonthsEndOnTheSameDayOrOnTheLastOfTheMonth) {
  Limit limit{.value = 1, .unit = LimitUnit::month};
  EXPECT_EQ(due_date(limit, "2026-06-15"), day("2026-07-15"));
  limit.rolls = false;
  EXPECT_EQ(due_date(limit, "2027-01-31"), day("2027-02-28"));
  limit.value = 13;
  EXPECT_EQ(due_date(limit, "2027-01-31"), day("2028-02-29"));
}

TEST(Due, HoursRunThroughTheNightAndStopToTheMicrosecond) {
  Limit limit{.value = 72, .unit = LimitUnit::hour};
  EXPECT_EQ(due(Calendar(), limit, at("2026-07-03 16:00:00"), false)->at,
            at("2026-07-06 16:00:00"));
  std::vector<Pause> pauses = {{at("2026-07-03 17:00:00"), at("2026-07-03 17:30:00")}};
  EXPECT_EQ(due(Calendar(), limit, at("2026-07-03 16:00:00"), false, pauses)->at,
            at("2026-07-06 16:30:00"));
}

TEST(Due, RemoteAreasHaveTheirOwnValueWhereTheLawGivesOne) {
  Limit limit = days(30);
  limit.remote_value = 45;
  limit.rolls = false;
  auto remote = due(Calendar(), limit, at("2026-07-01"), true);
  EXPECT_EQ(remote->date, day("2026-08-15"));
  EXPECT_EQ(remote->value, 45);
  EXPECT_TRUE(remote->remote);
  limit.remote_value.reset();
  EXPECT_EQ(due(Calendar(), limit, at("2026-07-01"), true)->date, day("2026-07-31"));
}

TEST(Due, AStoppedClockMovesTheDueDateByTheDaysThatItStood) {
  Limit limit = days(10);
  limit.rolls = false;
  // Three days are spent, four do not count, seven remain.
  EXPECT_EQ(due_date(limit, "2026-07-01", {{at("2026-07-04"), at("2026-07-08")}}),
            day("2026-07-15"));
  // Stopped and resumed on one day: nothing moves.
  EXPECT_EQ(due_date(limit, "2026-07-01", {{at("2026-07-04 08:00:00"), at("2026-07-04 17:00:00")}}),
            day("2026-07-11"));
  // Two pauses add up.
  EXPECT_EQ(due_date(limit, "2026-07-01",
                     {{at("2026-07-04"), at("2026-07-08")}, {at("2026-07-10"), at("2026-07-11")}}),
            day("2026-07-16"));
}

TEST(Due, OnlyWorkingDaysOfAPauseMoveALimitOfWorkingDays) {
  // Wednesday + 5 = the next Wednesday; stopped from Friday to Monday: one working day does not
  // count.
  EXPECT_EQ(due_date(working_days(5), "2026-07-01"), day("2026-07-08"));
  EXPECT_EQ(due_date(working_days(5), "2026-07-01", {{at("2026-07-03"), at("2026-07-06")}}),
            day("2026-07-09"));
}

TEST(Due, WhatHasLapsedCannotBeStopped) {
  EXPECT_EQ(due_date(working_days(2), "2026-07-01", {{at("2026-07-04"), at("2026-07-20")}}),
            day("2026-07-03"));
  // On its last day a clock can still be stopped, and the end moves with it.
  EXPECT_EQ(due_date(working_days(2), "2026-07-01", {{at("2026-07-03"), at("2026-07-20")}}),
            day("2026-07-20"));
}

TEST(Due, WhileTheClockStandsNothingBecomesLate) {
  std::vector<Pause> open = {{at("2026-07-02"), std::nullopt}};
  auto standing = due(Calendar(), days(5), at("2026-07-01"), false, open);
  EXPECT_TRUE(standing->stopped);
  EXPECT_TRUE(on_time(*standing, std::nullopt, at("2027-01-01")));
  std::vector<Pause> too_late = {{at("2026-08-02"), std::nullopt}};
  auto late = due(Calendar(), days(5), at("2026-07-01"), false, too_late);
  EXPECT_FALSE(late->stopped);
  EXPECT_FALSE(on_time(*late, std::nullopt, at("2027-01-01")));
}

TEST(Due, AnExtensionLengthensTheLimitAndOtherUnitsCountFromItsEnd) {
  Limit limit = days(30);
  limit.rolls = false;
  EXPECT_EQ(due_date(limit, "2026-07-01", {}, {{30, LimitUnit::calendar_day, "complex"}}),
            day("2026-08-30"));
  EXPECT_EQ(due_date(limit, "2026-07-01", {}, {{2, LimitUnit::working_day, "experts"}}),
            day("2026-08-04"));  // Friday 31 July, then Monday and Tuesday
}

TEST(Due, NoticeIsCountedBackwardFromTheEvent) {
  Limit limit{.kind = LimitKind::notice, .value = 5, .unit = LimitUnit::working_day};
  EXPECT_EQ(latest_notice(Calendar(), limit, at("2026-07-13"))->date, day("2026-07-06"));
  Limit hour{.kind = LimitKind::notice, .value = 1, .unit = LimitUnit::hour};
  EXPECT_EQ(latest_notice(Calendar(), hour, at("2026-07-13 08:00:00"))->at,
            at("2026-07-13 07:00:00"));
}

TEST(Due, ADateOverAYearWithoutHolidaysIsProvisional) {
  std::vector<SpecialDay> special = {{day("2026-01-01"), DayKind::off}};
  Calendar calendar(special);
  EXPECT_FALSE(due(calendar, days(30), at("2026-07-01"), false)->provisional);
  EXPECT_TRUE(due(calendar, days(30), at("2026-12-20"), false)->provisional);
}

TEST(Due, ADateIsProvisionalExactlyWhereAnUnverifiedDayCouldMoveIt) {
  std::vector<SpecialDay> special = {{day("2026-01-01"), DayKind::off},
                                     {day("2026-01-02"), DayKind::off, false}};
  Calendar calendar(special);
  Limit working{.value = 3, .unit = LimitUnit::working_day};
  EXPECT_FALSE(due(calendar, working, at("2026-01-05"), false)->provisional) << "begins after it";
  EXPECT_TRUE(due(calendar, working, at("2026-01-01"), false)->provisional) << "counts over it";
  EXPECT_FALSE(due(calendar, days(10), at("2026-01-01"), false)->provisional)
      << "calendar days do not care what lies between";
  EXPECT_TRUE(due(calendar, days(1), at("2026-01-01"), false)->provisional) << "ends on it";
  Limit prescription = days(1);
  prescription.rolls = false;
  EXPECT_FALSE(due(calendar, prescription, at("2026-01-01"), false)->provisional) << "never rolls";
}

TEST(Due, NonsenseIsAnAnswerAndNotACrash) {
  Calendar calendar;
  EXPECT_EQ(due_days(calendar, Date::of(9999, 12, 31), 1, true).error(), DueError::out_of_range);
  EXPECT_EQ(due_days(calendar, Date::of(2026, 7, 1), -1, true).error(), DueError::out_of_range);
  EXPECT_EQ(due_days(calendar, Date::of(2026, 7, 1), INT_MAX, true).error(),
            DueError::out_of_range);
  EXPECT_EQ(due_days(calendar, Date::of(2026, 7, 1), INT_MAX, false).error(),
            DueError::out_of_range);
  EXPECT_EQ(due_days(calendar, Calendar::last, 1, false).error(), DueError::out_of_range);
  Limit months{.value = 70'000, .unit = LimitUnit::month};
  EXPECT_EQ(due(calendar, months, at("2026-07-01"), false).error(), DueError::out_of_range);
}

TEST(Due, OnTimeIsClosedByTheTargetOrStillOpenBeforeIt) {
  auto target = std::optional(at("2026-07-10 10:00:00"));
  EXPECT_TRUE(on_time(target, at("2026-07-10 10:00:00"), at("2026-08-01")));
  EXPECT_FALSE(on_time(target, at("2026-07-10 10:00:01"), at("2026-08-01")));
  EXPECT_TRUE(on_time(target, std::nullopt, at("2026-07-10 10:00:00")));
  EXPECT_FALSE(on_time(target, std::nullopt, at("2026-07-10 10:00:01")));
  EXPECT_TRUE(on_time(std::optional<Instant>(), std::nullopt, at("2026-07-10")));
}

}  // namespace
}  // namespace gandan::rules
