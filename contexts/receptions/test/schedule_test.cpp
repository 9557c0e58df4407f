// Who receives when: what holds on a day, who may change it and with what, and the duty of heads.
#include "contexts/receptions/schedule/schedule.hpp"

#include <gmock/gmock.h>

#include "contexts/receptions/schedule/duty.hpp"
#include "contexts/receptions/schedule/times.hpp"
#include "contexts/receptions/test/support.hpp"

namespace gandan::receptions {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class ReceptionSchedule : public test::ReceptionsDatabase {
 protected:
  /// Wednesday, 9 a.m.: no holiday is near.
  void SetUp() override {
    ReceptionsDatabase::SetUp();
    clock.set(start_of(today) + std::chrono::hours(9));
  }
  template <class Fn>
  auto keep(Fn&& change) {
    return act([&](db::Tx& tx, const Act& by) { return change(tx, env(), by); });
  }
  void set_week() {
    std::vector<WeekHours> week;
    for (int weekday = 1; weekday <= 5; ++weekday) {
      week.push_back({weekday, 450, 690});
      week.push_back({weekday, 810, 1020});
    }
    ASSERT_TRUE(keep([&](db::Tx& tx, const Env& env, const Act& by) {
      return set_hours(tx, env, by, place.id, week, clock.today());
    }));
  }
  Result<Closure, ScheduleError> close(Closure closure) {
    closure.place = place.id;
    return keep([&](db::Tx& tx, const Env& env, const Act& by) {
      return add_closure(tx, env, by, closure);
    });
  }
  Result<HeadDay, ScheduleError> publish(Date day, int from = 480, int until = 660) {
    return keep([&](db::Tx& tx, const Env& env, const Act& by) {
      return publish_day(tx, env, by,
                         {.place = place.id,
                          .day = day,
                          .from_minute = from,
                          .until_minute = until,
                          .head = "Chủ tịch Lò Văn Mẫu"});
    });
  }
  std::string open_on(Date day) {
    return stretches(
        db().read([&](db::Tx& tx) { return openings_on(tx, book->calendar(), place.id, day); }));
  }
  std::string head_on(Date day) {
    const auto head = db().read([&](db::Tx& tx) { return head_day_of(tx, place.id, day); });
    return head ? stretch(head->from_minute, head->until_minute) : std::string();
  }
  Duty duty(Date from, Date to) {
    return db().read([&](db::Tx& tx) {
      return duty_of(tx, *book, *units::find_unit(tx, place.body), from, to, clock.today());
    });
  }
  template <class T>
  static ScheduleError error_of(const Result<T, ScheduleError>& tried) {
    return tried ? throw std::runtime_error("it was done") : tried.error();
  }

  static constexpr Date today = Date::of(2026, 11, 11);
  static constexpr const char* usual = "07:30–11:30, 13:30–17:00";
};
GANDAN_EACH_ENGINE(ReceptionSchedule);

TEST_P(ReceptionSchedule, HoldsEveryWeekButOnHolidaysAndFromTheDayOnThatIsSaid) {
  EXPECT_EQ(open_on(today), "");
  set_week();
  EXPECT_EQ(open_on(today), usual);
  EXPECT_EQ(open_on(Date::of(2026, 11, 14)), "") << "Saturday";
  clock.set(start_of(Date::of(2026, 8, 28)));
  set_week();
  EXPECT_EQ(open_on(Date::of(2026, 9, 2)), "") << "National Day";
  const std::vector<WeekHours> shorter{{3, 480, 600}};
  ASSERT_TRUE(keep([&](db::Tx& tx, const Env& env, const Act& by) {
    return set_hours(tx, env, by, place.id, shorter, Date::of(2026, 9, 10));
  }));
  EXPECT_EQ(open_on(Date::of(2026, 9, 9)), usual);
  EXPECT_EQ(open_on(Date::of(2026, 9, 16)), "08:00–10:00");
  const std::vector<WeekHours> overlapping{{3, 480, 600}, {3, 590, 700}};
  EXPECT_EQ(error_of(keep([&](db::Tx& tx, const Env& env, const Act& by) {
              return set_hours(tx, env, by, place.id, overlapping, clock.today());
            })),
            ScheduleError::hours_unfit);
}

TEST_P(ReceptionSchedule, ClosesOnlyWithAReasonAndADayInItsPlace) {
  set_week();
  const Date day = today + 1;
  Closure closure{.first_day = day, .last_day = day};
  EXPECT_EQ(error_of(close(closure)), ScheduleError::reason_missing);
  closure.reason = "Mất điện theo lịch";
  EXPECT_EQ(error_of(close(closure)), ScheduleError::instead_missing);
  closure.instead_on = day;
  EXPECT_EQ(error_of(close(closure)), ScheduleError::instead_unfit);
  closure.instead_on = Date::of(2026, 11, 14);
  const auto closed = close(closure);
  ASSERT_TRUE(closed);
  EXPECT_EQ(open_on(day), "");
  EXPECT_EQ(open_on(Date::of(2026, 11, 14)), usual) << "received in its place";
  ASSERT_TRUE(keep([&](db::Tx& tx, const Env& env, const Act& by) {
    return end_closure(tx, env, by, closed->id);
  }));
  EXPECT_EQ(open_on(day), usual);
  EXPECT_EQ(open_on(Date::of(2026, 11, 14)), "");
}

TEST_P(ReceptionSchedule, ClosuresComeBack) {
  set_week();
  ASSERT_TRUE(close({.first_day = today + 1,
                     .last_day = today + 1,
                     .from_minute = 810,
                     .until_minute = 1020,
                     .repeats = Repeats::weekly,
                     .until_day = today + 15,
                     .reason = "Họp giao ban"}));
  EXPECT_EQ(open_on(today + 8), "07:30–11:30");
  EXPECT_EQ(open_on(today + 22), usual) << "it has ended";
  const Closure end_of_month{.first_day = Date::of(2026, 1, 31),
                             .last_day = Date::of(2026, 2, 1),
                             .repeats = Repeats::monthly};
  EXPECT_TRUE(covers(end_of_month, Date::of(2026, 4, 1))) << "from 31 March";
  EXPECT_FALSE(covers(end_of_month, Date::of(2026, 3, 1))) << "February has no 31st";
  const Closure new_year{.first_day = Date::of(2025, 12, 31),
                         .last_day = Date::of(2026, 1, 1),
                         .repeats = Repeats::yearly};
  EXPECT_TRUE(covers(new_year, Date::of(2027, 1, 1)));
  EXPECT_FALSE(covers(new_year, Date::of(2027, 1, 2)));
}

TEST_P(ReceptionSchedule, AHeadsDayIsMovedAndNotClosed) {
  set_week();
  const auto day = publish(today + 2);
  ASSERT_TRUE(day);
  EXPECT_EQ(open_on(today + 2), "07:30–08:00, 08:00–11:00, 11:00–11:30, 13:30–17:00");
  EXPECT_EQ(error_of(close({.first_day = today + 2,
                            .last_day = today + 2,
                            .reason = "Họp",
                            .instead_on = today + 5})),
            ScheduleError::head_receives);
  const auto move = [&](std::string_view reason, Date to) {
    return keep([&](db::Tx& tx, const Env& env, const Act& by) {
      return move_day(tx, env, by, day->id, to, 480, 660, reason);
    });
  };
  EXPECT_EQ(error_of(move("", today + 9)), ScheduleError::reason_missing);
  EXPECT_EQ(error_of(move("Họp", today - 1)), ScheduleError::day_unfit);
  const auto moved = move("Họp Hội đồng nhân dân", today + 9);
  ASSERT_TRUE(moved);
  EXPECT_EQ(head_on(today + 2), "");
  EXPECT_EQ(head_on(today + 9), "08:00–11:00");
  EXPECT_THAT(verbs_of(ref_of(day->id)),
              ElementsAre("reception_day.publish", "reception_day.move"));
  EXPECT_EQ(error_of(move("Lại họp", today + 10)), ScheduleError::unfit) << "it is moved once";
}

TEST_P(ReceptionSchedule, ADayThatADeputyKeptIsNoneOfTheHead) {
  std::vector<DayId> days;
  for (int each : {0, 1, 2, 3}) days.push_back(publish(today + each)->id);
  const auto hold = [&](DayId id, HeardBy by_whom) {
    return keep([&](db::Tx& tx, const Env& env, const Act& by) {
      return hold_day(tx, env, by, id, by_whom);
    });
  };
  EXPECT_EQ(error_of(hold(days[1], HeardBy::head)), ScheduleError::day_unfit) << "it is ahead";
  clock.set(start_of(Date::of(2026, 12, 1)));
  ASSERT_TRUE(hold(days[0], HeardBy::head));
  ASSERT_TRUE(hold(days[1], HeardBy::deputy));
  EXPECT_EQ(error_of(hold(days[1], HeardBy::head)), ScheduleError::unfit) << "said once";
  EXPECT_EQ(error_of(hold(days[2], HeardBy::officer)), ScheduleError::day_unfit);
  ASSERT_TRUE(keep([&](db::Tx& tx, const Env& env, const Act& by) {
    return miss_day(tx, env, by, days[2], "Đi cơ sở chống bão");
  }));
  const Duty kept = duty(Date::of(2026, 11, 1), Date::of(2026, 11, 30));
  EXPECT_EQ(kept.owed, 2) << "a commune's chairman, since 1 July 2026";
  EXPECT_EQ(kept.held, 1);
  EXPECT_EQ(kept.held_by_deputy, 1);
  EXPECT_EQ(kept.missed, 1);
  EXPECT_EQ(kept.unsaid, 1);
  EXPECT_EQ(duty(Date::of(2026, 11, 1), Date::of(2026, 11, 29)).owed, 0) << "the month is not over";
}

TEST_P(ReceptionSchedule, WeeksWereOwedBeforeTheLawOf2026) {
  EXPECT_EQ(duty(Date::of(2026, 6, 1), Date::of(2026, 6, 30)).owed, 4) << "four Sundays";
  EXPECT_EQ(duty(Date::of(2024, 1, 1), Date::of(2024, 12, 31)).owed, 0) << "no place was here";
}

TEST(ReceptionTimes, AreReadAsOfficersTypeThem) {
  using Pairs = std::vector<std::pair<int, int>>;
  EXPECT_EQ(parse_stretches("7:30-11:30, 13h30–17h"), (Pairs{{450, 690}, {810, 1020}}));
  EXPECT_EQ(parse_stretches(" "), Pairs{});
  for (const char* wrong : {"7:30", "11:30-7:30", "7:60-8", "25-26", "a-b", "7:30-11:30-12"})
    EXPECT_FALSE(parse_stretches(wrong)) << wrong;
  EXPECT_EQ(stretch(450, 1440), "07:30–24:00");
}

}  // namespace
}  // namespace gandan::receptions
