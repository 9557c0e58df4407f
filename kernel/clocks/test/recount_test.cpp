// Limits that are counted anew when a day off is entered later.
#include <gmock/gmock.h>

#include "kernel/clocks/test/notes.hpp"

namespace gandan::clocks {
namespace {

using testing::ElementsAre, testing::IsEmpty;

constexpr std::int64_t all = std::numeric_limits<std::int64_t>::max();
constexpr Date day_off = Date::of(2026, 10, 7), last = Date::of(2026, 10, 15),
               moved = Date::of(2026, 10, 16);

class Recounts : public test::Notes {
 protected:
  Counted count(Date since, std::int64_t at_once = all) {
    return count_again(db(), acts::Env::of(services(), *book), test::limits_of_notes(),
                       {since, at_once});
  }
  std::int64_t change_limits(std::int64_t at_once) {
    return limits_changed(services(), test::limits_of_notes(), {day_off, at_once});
  }
  bool job_waits() {
    return db().read([](db::Tx& tx) { return jobs::is_pending(tx, "notes.count_limits"); });
  }
};
GANDAN_EACH_ENGINE(Recounts);

TEST_P(Recounts, MoveWhatIsOpenAndDueLaterOnce) {
  const std::int64_t open = started(), closed = started();
  const Clock clock_of_closed = clock_of(closed);
  db().write([&](db::Tx& tx) {
    test::save(tx, {.id = closed, .state = test::NoteState::closed, .clock = clock_of_closed});
  });
  be_off(day_off);
  read_rules();
  EXPECT_EQ(count(Date::of(2026, 10, 16)).moved, 0) << "nothing is due from then on";
  EXPECT_EQ(count(day_off).moved, 1);
  EXPECT_EQ(due(open), moved);
  EXPECT_EQ(due(closed), last) << "judged by the limit that it had";
  EXPECT_THAT(verbs_of({"note", open}), ElementsAre("note.limit"));
  EXPECT_THAT(verbs_of({"note", closed}), IsEmpty());
  EXPECT_EQ(count(day_off).moved, 0);
}

TEST_P(Recounts, GoOnWhereAPageStopped) {
  for (int i = 0; i < 5; ++i) started();
  be_off(day_off);
  read_rules();
  const Counted first = count(day_off, 2);
  EXPECT_EQ(first.moved, 2);
  EXPECT_FALSE(first.is_done);
  const Counted rest = count(day_off);
  EXPECT_EQ(rest.moved, 3);
  EXPECT_TRUE(rest.is_done);
}

TEST_P(Recounts, WalkMoreThanOneBatchThatIsDueOnOneDay) {
  const std::int64_t first = started();
  const Clock one = clock_of(first);
  db().write([&](db::Tx& tx) {
    for (std::int64_t id = 1001; id <= 2100; ++id) {
      tx.run(test::insert_note, {{"id", id}, {"state", test::NoteState::open}});
      test::save(tx, {.id = id, .clock = one});
    }
  });
  be_off(day_off);
  read_rules();
  EXPECT_EQ(count(day_off).moved, 1101);
  EXPECT_EQ(due(1001), moved);
  EXPECT_EQ(due(2100), moved);
}

TEST_P(Recounts, LeaveToTheJobWhatAPageDoesNotWaitFor) {
  for (int i = 0; i < 3; ++i) started();
  be_off(day_off);
  rules->refresh();
  EXPECT_EQ(change_limits(1), 1);
  EXPECT_EQ(due(3), last);
  EXPECT_EQ(run_jobs(), 1);
  for (std::int64_t id : {1, 2, 3}) EXPECT_EQ(due(id), moved);
}

TEST_P(Recounts, ComeOnceMoreWhenEveryServerKnowsOfTheChange) {
  started();
  be_off(day_off);
  rules->refresh();
  EXPECT_EQ(change_limits(all), 1);
  const std::int64_t late = started();  // by a server that still has the old book
  EXPECT_EQ(due(late), last);
  EXPECT_EQ(run_jobs(), 0) << "not yet";
  EXPECT_TRUE(job_waits());
  clock.advance(std::chrono::minutes(2));
  EXPECT_EQ(run_jobs(), 1);
  EXPECT_EQ(due(late), moved);
  EXPECT_FALSE(job_waits());
}

TEST_P(Recounts, OfNothingLeaveNoJob) {
  EXPECT_EQ(change_limits(all), 0);
  EXPECT_FALSE(job_waits());
}

}  // namespace
}  // namespace gandan::clocks
