// What happens to the clock of a note: by which day it is due, after whatever came between.
#include <gmock/gmock.h>

#include "kernel/clocks/test/notes.hpp"

namespace gandan::clocks {
namespace {

using testing::ElementsAre, testing::HasSubstr, testing::IsEmpty;

class NoteClocks : public test::Notes {
 protected:
  void stop(std::int64_t id, PauseKind kind) {
    with(id, [&](db::Tx& tx, Clock& stored) {
      test::note_clocks.stop(tx, id, stored,
                             {.stopped_at = clock.now(), .question = "Ở đâu?", .kind = kind});
      return true;
    });
  }
  bool resume(std::int64_t id) {
    const PauseRow pause = pauses(id).back();
    return with(id, [&](db::Tx& tx, Clock& stored) {
      return test::note_clocks.resume(tx, case_of(id), stored, pause, clock.now(), "Ở bản Mẫu");
    });
  }
  bool extend(const Case& of, std::string_view rule = "note.answer") {
    return with(of.id, [&](db::Tx& tx, Clock& stored) {
      return test::note_clocks.extend(tx, of, stored, rule,
                                      {.granted_at = clock.now(),
                                       .value = 2,
                                       .unit = rules::LimitUnit::working_day,
                                       .reason = "Xa"});
    });
  }
  std::vector<PauseRow> pauses(std::int64_t id) {
    return db().read([&](db::Tx& tx) { return test::note_clocks.pauses(tx, id); });
  }
  std::vector<ClockRow> ended(std::int64_t id) {
    return db().read([&](db::Tx& tx) { return test::note_clocks.ended(tx, id); });
  }
  void close(std::int64_t id) {
    with(id, [&](db::Tx& tx, Clock& stored) {
      test::note_clocks.close(tx, id, stored, clock.now(), clock.now());
      return true;
    });
  }
};
GANDAN_EACH_ENGINE(NoteClocks);

TEST_P(NoteClocks, AreDueByTheRuleThePlaceAndTheBody) {
  const std::int64_t here = started();
  EXPECT_EQ(clock_of(here).rule, "note.answer");
  EXPECT_EQ(clock_of(here).started_at, clock.now());
  EXPECT_EQ(clock_of(here).due_at, end_of(Date::of(2026, 10, 15)));
  make(101);
  ASSERT_TRUE(start({.id = 101, .rules = *book, .remote = true}));
  EXPECT_EQ(due(101), Date::of(2026, 10, 22));
  make(102);
  ASSERT_TRUE(start({.id = 102, .rules = *book, .body = unit("Bộ Y tế")}));
  EXPECT_EQ(due(102), Date::of(2026, 10, 6));
}

TEST_P(NoteClocks, OfNoRuleRunWithoutALastDayAndOfAnUnknownOneDoNotStart) {
  const std::int64_t id = started();
  ASSERT_TRUE(start(case_of(id), ""));
  EXPECT_FALSE(clock_of(id).due_at) << "that of the clock before is forgotten";
  EXPECT_FALSE(start(case_of(id), "note.nothing"));
  const auto due_on = db().read([&](db::Tx& tx) {
    return test::note_clocks.due_of(tx, case_of(id), Clock{.rule = "note.answer"});
  });
  EXPECT_FALSE(due_on) << "it was never started";
}

TEST_P(NoteClocks, CountAnotherRuleFromTheDayOnWhichTheyWereStarted) {
  const std::int64_t id = started();
  be(10, 12);
  ASSERT_TRUE(with(id, [&](db::Tx& tx, Clock& stored) {
    return test::note_clocks.change_rule(tx, case_of(id), stored, "note.answer_hard");
  }));
  EXPECT_EQ(due(id), Date::of(2026, 10, 31));
}

TEST_P(NoteClocks, StandWhileAQuestionWaitsAndByDecision) {
  for (PauseKind kind : {PauseKind::question, PauseKind::suspension}) {
    be(10, 1);
    const std::int64_t id = started();
    be(10, 5);
    stop(id, kind);
    EXPECT_EQ(clock_of(id).stopped_at, clock.now());
    EXPECT_EQ(open_question(pauses(id)) != nullptr, kind == PauseKind::question);
    be(10, 8);
    ASSERT_TRUE(resume(id));
    EXPECT_FALSE(clock_of(id).stopped_at);
    EXPECT_EQ(due(id), Date::of(2026, 10, 20)) << "three working days later";
    ASSERT_EQ(pauses(id).size(), 1U);
    EXPECT_EQ(pauses(id)[0].resumed_at, clock.now());
    EXPECT_EQ(pauses(id)[0].question, "Ở đâu?");
    EXPECT_EQ(pauses(id)[0].reply, "Ở bản Mẫu");
    EXPECT_EQ(open_question(pauses(id)), nullptr);
  }
}

TEST_P(NoteClocks, GoOnWhileSomethingIsOnlyRequested) {
  const std::int64_t id = started();
  be(10, 5);
  stop(id, PauseKind::request);
  EXPECT_FALSE(clock_of(id).stopped_at);
  EXPECT_NE(open_question(pauses(id)), nullptr);
  be(10, 8);
  ASSERT_TRUE(resume(id));
  EXPECT_EQ(due(id), Date::of(2026, 10, 15));
  EXPECT_EQ(open_question(pauses(id)), nullptr);
}

TEST_P(NoteClocks, KeepTheirLastDayWhereTheRuleNoLongerGivesOne) {
  const std::int64_t id = started();
  stop(id, PauseKind::question);
  const PauseRow pause = pauses(id)[0];
  clock.advance(std::chrono::hours(24) * 365 * 300);  // past what the calendar holds
  const auto refused = db().write([&](db::Tx& tx) -> Result<void, Clock> {
    Clock stored = test::find(tx, id).value().clock;
    if (test::note_clocks.resume(tx, case_of(id), stored, pause, clock.now())) return {};
    return fail(stored);
  });
  ASSERT_FALSE(refused);
  EXPECT_EQ(civil_date(refused.error().due_at.value()), Date::of(2026, 10, 15));
}

TEST_P(NoteClocks, AreGivenMoreTimeAndTheNextBeginsWithoutIt) {
  const std::int64_t id = started();
  be(10, 6);
  ASSERT_TRUE(extend(case_of(id)));
  EXPECT_EQ(due(id), Date::of(2026, 10, 19));
  be(10, 7);
  ASSERT_TRUE(extend(case_of(id), "note.answer_hard"));
  EXPECT_GT(due(id), Date::of(2026, 10, 31)) << "counted on from the end of the longer limit";
  stop(id, PauseKind::question);
  be(10, 9);
  ASSERT_TRUE(resume(id));
  ASSERT_TRUE(start(case_of(id)));
  EXPECT_EQ(due(id), Date::of(2026, 10, 23)) << "ten working days, nothing of what was before";
}

TEST_P(NoteClocks, ThatTakeNoMoreTimeDoNotCountWhatWasGrantedSince) {
  const std::int64_t id = started();
  be(10, 6);
  ASSERT_TRUE(extend({.id = id, .rules = *book, .takes_more_time = false}));
  EXPECT_EQ(due(id), Date::of(2026, 10, 15));
}

TEST_P(NoteClocks, ThatHaveRunAreRememberedWithTheirLastDay) {
  const std::int64_t id = started();
  be(10, 5);
  stop(id, PauseKind::question);
  be(10, 8);
  with(id, [&](db::Tx& tx, Clock& stored) {
    test::note_clocks.end_pauses(tx, case_of(id), stored, clock.now());
    return true;
  });
  EXPECT_FALSE(clock_of(id).stopped_at) << "nobody replied";
  close(id);
  close(id);
  ASSERT_EQ(ended(id).size(), 1U) << "once";
  EXPECT_EQ(ended(id)[0].rule, "note.answer");
  EXPECT_EQ(civil_date(ended(id)[0].started_at), Date::of(2026, 10, 1));
  EXPECT_EQ(ended(id)[0].ended_at, clock.now());
  EXPECT_EQ(civil_date(ended(id)[0].due_at.value()), Date::of(2026, 10, 20));
  make(101);
  close(101);
  EXPECT_THAT(ended(101), IsEmpty()) << "nothing ran";
}

TEST_P(NoteClocks, HaveRunOutAfterTheirLastMomentAndNotInIt) {
  const Clock running = clock_of(started());
  EXPECT_FALSE(running.has_run_out(end_of(Date::of(2026, 10, 15))));
  EXPECT_TRUE(running.has_run_out(start_of(Date::of(2026, 10, 16))));
  EXPECT_FALSE(Clock{}.has_run_out(clock.now())) << "what nothing limits is never late";
}

TEST_P(NoteClocks, ThatContradictTheStateOfTheirNoteAreFound) {
  const std::int64_t stands = started(), runs = started();
  stop(stands, PauseKind::question);
  EXPECT_THAT(broken_invariants(), IsEmpty());
  const auto broken_by = [&](std::int64_t id, auto&& change) {
    const test::Note before = db().read([&](db::Tx& tx) { return test::find(tx, id).value(); });
    test::Note wrong = before;
    change(wrong.clock);
    db().write([&](db::Tx& tx) { test::save(tx, wrong); });
    auto broken = broken_invariants();
    db().write([&](db::Tx& tx) { test::save(tx, before); });
    return broken;
  };
  EXPECT_THAT(broken_by(runs, [](Clock& wrong) { wrong.started_at.reset(); }),
              ElementsAre(HasSubstr("notes.clock ")));
  EXPECT_THAT(broken_by(runs, [&](Clock& wrong) { wrong.stopped_at = clock.now(); }),
              ElementsAre(HasSubstr("notes.standing_clock ")));
  EXPECT_THAT(broken_by(stands, [](Clock& wrong) { wrong.stopped_at = Instant{1}; }),
              ElementsAre(HasSubstr("notes.pauses ")));
}

}  // namespace
}  // namespace gandan::clocks
