#include "lib/base/time.hpp"

#include <gtest/gtest.h>

#include <set>

#include "lib/base/id.hpp"

namespace gandan {
namespace {

TEST(Date, ReadsAndWritesIsoDaysAndRefusesWhatIsNone) {
  EXPECT_EQ(Date::parse("2024-02-29")->iso(), "2024-02-29");
  EXPECT_FALSE(Date::parse("2023-02-29"));
  EXPECT_FALSE(Date::parse("2023-2-9"));
  EXPECT_FALSE(Date::parse(""));
  EXPECT_EQ(Date::of(2026, 7, 1).weekday(), 3u);
}

TEST(Instant, ACivilDayBeginsAtSeventeenHoursUtcTheDayBefore) {
  EXPECT_EQ(rfc3339(start_of(Date::of(2026, 7, 1))), "2026-06-30T17:00:00Z");
  EXPECT_EQ(civil_date(start_of(Date::of(2026, 7, 1))), Date::of(2026, 7, 1));
  EXPECT_EQ(civil_date(end_of(Date::of(2026, 7, 1))), Date::of(2026, 7, 1));
  EXPECT_EQ(civil_date(Instant{-1}), Date::of(1970, 1, 1));
}

TEST(Instant, ReadsDaysLocalTimesAndRfc3339) {
  EXPECT_EQ(parse_instant("2011-07-01 01:32:33"), parse_instant("2011-06-30T18:32:33Z"));
  EXPECT_EQ(parse_instant("2011-07-01T01:32:33+07:00"), parse_instant("2011-07-01T01:32:33"));
  EXPECT_EQ(parse_instant("2011-07-01T00:00:00.5Z")->micros % 1'000'000, 500'000);
  EXPECT_FALSE(parse_instant("2011-07-01T25:00:00Z"));
  EXPECT_FALSE(parse_instant("yesterday"));
}

TEST(Ids, GrowWithTimeAndNeverRepeatWithinAProcess) {
  FixedClock clock(Date::of(2026, 1, 1));
  Ids ids(clock, 5);
  auto first = ids.next_value();
  auto second = ids.next_value();
  EXPECT_NE(first, second);
  clock.advance(std::chrono::seconds(1));
  EXPECT_GT(ids.next_value(), second);
}

TEST(Ids, WhoseOrderIsHiddenNeverRepeatAndDoNotTellHowManyLieBetweenTwo) {
  FixedClock clock(Date::of(2026, 1, 1));
  Ids ids(clock, 5);
  ids.hide_order(0x5eed);
  std::set<std::int64_t> seen, steps;
  std::int64_t before = ids.next_value();
  for (int i = 0; i < 1000; ++i) {
    const std::int64_t id = ids.next_value();
    EXPECT_TRUE(seen.insert(id).second);
    steps.insert(id - before);
    before = id;
  }
  EXPECT_GT(steps.size(), 990u) << "neighbours lie apart by always other steps";
  clock.advance(std::chrono::milliseconds(1));
  EXPECT_GT(ids.next_value(), *seen.rbegin());
}

TEST(Ids, GrowWhileTheClockIsSetBackALittleAndNeverRepeatWhereItJumps) {
  FixedClock clock(Date::of(2026, 1, 1));
  Ids ids(clock, 5);
  std::set<std::int64_t> seen{ids.next_value()};
  const std::chrono::hours ten_years{24 * 3653};
  for (int i = 0; i < 3; ++i) {
    clock.advance(-std::chrono::seconds(2));
    EXPECT_GT(ids.next_value(), *seen.rbegin());
    seen.insert(ids.next_value());
  }
  for (const auto jump : {ten_years, -ten_years, -10 * ten_years, 10 * ten_years})
    for (int i = 0; i < 100; ++i) {
      if (i == 0) clock.advance(jump);
      const std::int64_t id = ids.next_value();
      EXPECT_GE(id, 0);
      EXPECT_TRUE(seen.insert(id).second);
    }
}

TEST(Ids, OfInstallationsWithNumbersDifferThoughClockAndCounterAreTheSame) {
  FixedClock clock(Date::of(2026, 1, 1));
  Ids unnumbered(clock, 5), one(clock, 5, 1), other(clock, 5, Ids::greatest_number);
  EXPECT_EQ(unnumbered.next_value() & 0x3FFFFF, 5) << "as ids were before there were numbers";
  std::set<std::int64_t> seen;
  std::int64_t before = 0;
  constexpr int made = 40'000;  // in one millisecond: the counter comes round
  for (int i = 0; i < made; ++i) {
    for (Ids* ids : {&one, &other}) EXPECT_TRUE(seen.insert(ids->next_value()).second);
    const std::int64_t id = one.next_value();
    EXPECT_EQ(id >> 14 & 0xFF, 1);
    EXPECT_GE(id >> 22, before >> 22);
    before = id;
    seen.insert(id);
  }
  EXPECT_EQ(seen.size(), 3u * made);
  EXPECT_THROW(Ids(clock, 5, Ids::greatest_number + 1), std::invalid_argument);
}

TEST(Ids, OfANumberedInstallationWhoseOrderIsHiddenKeepItsNumber) {
  FixedClock clock(Date::of(2026, 1, 1));
  Ids ids(clock, 5, 34);
  ids.hide_order(0x5eed);
  std::set<std::int64_t> seen;
  for (int i = 0; i < 20'000; ++i) {
    const std::int64_t id = ids.next_value();
    EXPECT_EQ(id >> 14 & 0xFF, 34);
    EXPECT_TRUE(seen.insert(id).second);
  }
}

}  // namespace
}  // namespace gandan
