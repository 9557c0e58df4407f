// What can be done with undertakings, which lists they are in, and what is counted of them.
#include <gmock/gmock.h>

#include "kernel/tasks/test/notes.hpp"

namespace gandan::tasks {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class Undertakings : public UndertakingsOfNotes {};
GANDAN_EACH_ENGINE(Undertakings);

// --- what happens to one -------------------------------------------------------------------------

TEST_P(Undertakings, AreDoneWithEvidenceAndTheFirstDayIsNeverForgotten) {
  const UndertakingId id = owe(home_affairs, 30);
  EXPECT_EQ(state(id), State::not_due);
  clock.set(start_of(Date::of(2026, 10, 26)));
  EXPECT_EQ(state(id), State::due_soon);
  ASSERT_TRUE(move_to(id, Date::of(2026, 11, 30)));
  EXPECT_EQ(state(id), State::not_due);
  clock.set(start_of(Date::of(2026, 12, 1)));
  EXPECT_EQ(state(id), State::overdue);
  ASSERT_TRUE(do_it(id));
  const Undertaking done = load(id);
  EXPECT_EQ(state(id), State::done_late);
  EXPECT_EQ(done.first_due_on, Date::of(2026, 10, 31));
  EXPECT_EQ(done.due_on, Date::of(2026, 11, 30));
  EXPECT_EQ(done.source(), paid_note);
  EXPECT_EQ(done.evidence_kind, "letter");
  EXPECT_EQ(done.evidence_id, 3);
  EXPECT_THAT(verbs_of(subject_of(id)),
              ElementsAre("undertaking.undertake", "undertaking.extend", "undertaking.fulfil"));
}

TEST_P(Undertakings, AreInTimeOnTheirLastDayToItsEnd) {
  const UndertakingId id = owe(home_affairs, 10), other = owe(home_affairs, 10);
  clock.set(end_of(Date::of(2026, 10, 11)));
  EXPECT_EQ(state(id), State::due_soon);
  ASSERT_TRUE(do_it(id));
  ASSERT_TRUE(give_up(other));
  clock.advance(std::chrono::hours(48));
  EXPECT_EQ(state(id), State::done);
  EXPECT_EQ(state(other), State::given_up);
}

TEST_P(Undertakings, ThatAreGivenUpAfterTheirDayWereNotDone) {
  const UndertakingId id = owe(home_affairs, 1);
  clock.advance(std::chrono::hours(48));
  ASSERT_TRUE(give_up(id));
  EXPECT_EQ(state(id), State::not_done);
  EXPECT_THAT(verbs_of(subject_of(id)),
              ElementsAre("undertaking.undertake", "undertaking.withdraw"));
}

TEST_P(Undertakings, ThatHaveEndedAreNotChangedAndADayLiesAhead) {
  const UndertakingId id = owe(home_affairs, 10);
  EXPECT_EQ(move_to(id, clock.today() + 10).error(), TaskError::day_unfit) << "it is that already";
  EXPECT_EQ(move_to(id, clock.today() - 1).error(), TaskError::day_unfit);
  EXPECT_TRUE(move_to(id, clock.today())) << "today is still ahead";
  ASSERT_TRUE(do_it(id));
  EXPECT_EQ(do_it(id).error(), TaskError::ended);
  EXPECT_EQ(move_to(id, clock.today() + 20).error(), TaskError::ended);
  EXPECT_EQ(give_up(id).error(), TaskError::ended);
  EXPECT_EQ(do_it(UndertakingId{1}).error(), TaskError::not_found);
  const NewUndertaking past{
      .source = paid_note, .body = unit(health), .due_on = clock.today() - 1, .shown = true};
  EXPECT_EQ(act([&](db::Tx& tx, const Env& env, const Act& by) {
              return undertake(tx, env, by, past);
            }).error(),
            TaskError::day_unfit);
  EXPECT_THAT(verbs_of(subject_of(id)),
              ElementsAre("undertaking.undertake", "undertaking.extend", "undertaking.fulfil"))
      << "what is refused leaves no entry";
}

TEST_P(Undertakings, AreFoundByTheRecordThatTheyComeFrom) {
  const UndertakingId first = owe(home_affairs, 10), second = owe(health, 5);
  owe(health, 5, "", {"note", 8});
  owe(health, 5, "", {"song", 7});
  std::vector<UndertakingId> found;
  for (const Undertaking& row : db().read([](db::Tx& tx) { return of_source(tx, paid_note); }))
    found.push_back(row.id);
  EXPECT_THAT(found, ElementsAre(first, second));
}

// --- lists ---------------------------------------------------------------------------------------

TEST_P(Undertakings, AreListedByTheirLastDayAndWhatHasEndedTheLastFirst) {
  const UndertakingId later = owe(home_affairs, 40), soon = owe(health, 2),
                      late = owe(home_affairs, 1), done = owe(health, 20), last = owe(health, 20),
                      given = owe(home_affairs, 20);
  ASSERT_TRUE(do_it(done));
  clock.advance(std::chrono::hours(48));
  ASSERT_TRUE(do_it(last));
  ASSERT_TRUE(give_up(given));
  EXPECT_THAT(listed({}), ElementsAre(late, soon, later));
  EXPECT_THAT(listed({.show = Show::overdue}), ElementsAre(late));
  EXPECT_THAT(listed({.show = Show::ahead}), ElementsAre(soon, later));
  EXPECT_THAT(listed({.show = Show::done}), ElementsAre(last, done));
  EXPECT_THAT(listed({.show = Show::not_done}), ElementsAre(given));
  EXPECT_THAT(listed({.bodies = {unit(home_affairs)}}), ElementsAre(late, later));
  EXPECT_THAT(
      listed({.bodies = {unit(home_affairs), unit(health)}, .due_by = Date::of(2026, 10, 3)}),
      ElementsAre(late, soon));
  EXPECT_THAT(listed({.show = Show::done, .bodies = {unit(home_affairs)}}), IsEmpty());
}

TEST_P(Undertakings, AreListedPageByPageEachOnceWhateverIsAskedFor) {
  for (int i = 0; i < 7; ++i) {
    owe(home_affairs, 1 + i / 3);
    owe(home_affairs, 6 + i / 3);
    const UndertakingId done = owe(home_affairs, 9);
    ASSERT_TRUE(do_it(done));
    who_asked_says(done, Word::doubted);
    ASSERT_TRUE(give_up(owe(home_affairs, 9)));
  }
  clock.advance(std::chrono::hours(96));
  for (const std::vector<UnitId>& bodies : {std::vector<UnitId>{}, {unit(home_affairs)}})
    for (const auto& due_by : std::vector<std::optional<Date>>{std::nullopt, clock.today() + 9})
      for (Show each : shows) {
        const Filter filter{.show = each, .bodies = bodies, .due_by = due_by};
        std::vector<UndertakingId> seen;
        std::optional<db::Cursor> after;
        do {
          const Page page =
              db().read([&](db::Tx& tx) { return list(tx, filter, clock.today(), 3, after); });
          EXPECT_LE(page.rows.size(), 3U);
          for (const Undertaking& row : page.rows) seen.push_back(row.id);
          after = page.next;
        } while (after);
        EXPECT_EQ(seen, listed(filter)) << name(each);
        EXPECT_EQ(seen.size(), 7U) << name(each);
      }
}

TEST_P(Undertakings, OfWhatNobodyMayReadAreInNoListUntilItIsShown) {
  const UndertakingId hidden = owe(health, 3, "", paid_note, false);
  EXPECT_THAT(listed({}), IsEmpty());
  db().write([](db::Tx& tx) { tasks::show(tx, paid_note, true); });
  EXPECT_THAT(listed({}), ElementsAre(hidden));
  db().write([](db::Tx& tx) { tasks::show(tx, paid_note, false); });
  ASSERT_TRUE(do_it(hidden));
  EXPECT_THAT(listed({.show = Show::done}), IsEmpty());
}

// --- the ledger ----------------------------------------------------------------------------------

TEST_P(Undertakings, ThatAreDoneAreDoubtedByWhoAskedUntilTheySayOtherwise) {
  const UndertakingId done = owe(health, 2), owed = owe(health, 1), given = owe(health, 3);
  ASSERT_TRUE(do_it(done));
  EXPECT_THAT(listed({.show = Show::doubted}), IsEmpty());
  for (UndertakingId id : {done, owed}) who_asked_says(id, Word::doubted);
  EXPECT_EQ(state(done), State::doubted);
  EXPECT_EQ(state(owed), State::due_soon) << "nobody has said that it is done";
  EXPECT_THAT(listed({.show = Show::doubted}), ElementsAre(done, owed)) << "the last due first";
  who_asked_says(done, Word::done);
  EXPECT_EQ(state(done), State::done);
  EXPECT_THAT(listed({.show = Show::doubted}), ElementsAre(owed));
  EXPECT_EQ(state(given), State::due_soon);
}

TEST_P(Undertakings, AreCountedOnceTheirDayHasPassedByWhatCameOfThem) {
  const UndertakingId kept = owe(health, 2), late = owe(health, 2), doubted = owe(health, 2),
                      broken = owe(health, 2), undone = owe(home_affairs, 2),
                      given = owe(health, 2), ahead = owe(health, 90),
                      hidden = owe(health, 2, "", paid_note, false);
  for (UndertakingId id : {kept, doubted, ahead, hidden}) ASSERT_TRUE(do_it(id));
  ASSERT_TRUE(give_up(given));
  EXPECT_EQ(tally_of().came_due, 0) << "no day has passed";
  clock.set(end_of(Date::of(2026, 10, 3)));
  EXPECT_EQ(tally_of().came_due, 0) << "the last day is theirs to its end";
  clock.advance(std::chrono::microseconds(1));
  EXPECT_EQ(tally_of().broken, 3);
  ASSERT_TRUE(do_it(late));
  ASSERT_TRUE(give_up(undone));
  who_asked_says(doubted, Word::doubted);
  who_asked_says(kept, Word::done);
  const Tally all = tally_of();
  EXPECT_EQ(all.came_due, 5) << "what was given up before its day, or is ahead, did not come due";
  EXPECT_EQ(all.kept, 1);
  EXPECT_EQ(all.late, 1);
  EXPECT_EQ(all.doubted, 1);
  EXPECT_EQ(all.broken, 2);
  EXPECT_EQ(all.told, 2);
  EXPECT_EQ(all.told_done, 1);
  EXPECT_EQ(tally_of({unit(health)}).came_due, 4);
  clock.set(start_of(Date::of(2027, 2, 1)));
  EXPECT_EQ(tally_of().came_due, 0) << "of this year alone";
  EXPECT_EQ(state(broken), State::overdue);
}

TEST_P(Undertakings, AreToldInOneSentenceWithAShareOnlyOfFiveOrMore) {
  const auto names = db().read([](db::Tx& tx) { return units::Directory::load(tx); });
  const Wording words{*i18n::find_locale("vi"), *names, clock.today()};
  EXPECT_EQ(in_words(words, {}), "");
  EXPECT_EQ(in_words(words, {.came_due = 4, .kept = 3, .broken = 1}),
            "Trong năm nay 4 cam kết đã đến hạn: 3 đã giữ, 1 chưa làm.");
  EXPECT_EQ(in_words(words, {.came_due = 12, .kept = 9, .late = 2, .broken = 1}),
            "Trong năm nay 12 cam kết đã đến hạn: 9 đã giữ, 2 làm chậm, 1 chưa làm. 75% giữ đúng "
            "ngày.");
  EXPECT_EQ(in_words(words, {.came_due = 20, .kept = 15, .doubted = 5, .told = 14, .told_done = 9}),
            "Trong năm nay 20 cam kết đã đến hạn: 15 đã giữ, 5 báo xong mà người hỏi nói chưa "
            "xong. 75% giữ đúng ngày. Trong 14 người được hỏi lại, 9 người nói đã xong.");
  for (const Tally& few :
       {Tally{.came_due = 4, .kept = 4, .told = 4, .told_done = 4},
        Tally{.came_due = 9, .kept = 8, .doubted = 1, .told = 9, .told_done = 8},
        Tally{.came_due = 9, .kept = 2, .doubted = 7, .told = 9, .told_done = 2}})
    EXPECT_THAT(in_words(words, few), testing::Not(testing::HasSubstr("được hỏi lại")));
}

}  // namespace
}  // namespace gandan::tasks
