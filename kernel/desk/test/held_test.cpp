// Acts that are held back for some seconds: undone, done in their time, refused, lost by nobody.
#include "kernel/desk/held.hpp"

#include <gmock/gmock.h>

#include <thread>

#include "kernel/desk/test/notices.hpp"
#include "kernel/people/people.hpp"
#include "kernel/testing/forms.hpp"

namespace gandan::desk::test {
namespace {

using gandan::test::first_value;
using std::chrono::seconds;
using testing::ElementsAre;

const db::Sql count_held{"select count(*) from held_acts"};

class HeldActs : public NoticesSite {
 protected:
  void SetUp() override {
    NoticesSite::SetUp();
    if (!IsSkipped()) services().undo = seconds(10);
  }
  void pass(seconds by) {
    clock.advance(by);
    run_periodic("desk.held");
  }
  people::UserId user(std::string_view name) {
    return db().read([&](db::Tx& tx) { return people::find_account(tx, name).value().id; });
  }
  /// As if something else than the desk had closed it: a command, the sender.
  void close_past_the_desk(const std::string& code) {
    db().write([&](db::Tx& tx) {
      const auto notice = Notices::find(tx, code).value();
      tx.run(update_notice, {{"stamps", notice.stamps}, {"closed", 1}, {"id", notice.id}});
      acts::record_named(tx, acts::Act::by_system(), {"notice", notice.id}, clock.now(),
                         "notice.close", {});
    });
  }
};
GANDAN_EACH_ENGINE(HeldActs);

TEST_P(HeldActs, NothingHasHappenedUntilTheTimeIsOverAndThenItIsDoneOnce) {
  const std::string first = hang("The ferry does not run"), second = hang("The well is dry");
  auto lan = officer(Role::synthesis_officer);
  const auto held = run({.as = &lan,
                         .post = path(first, "/close?in=open_notices"),
                         .form = because("It runs again."),
                         .status = 303});
  EXPECT_EQ(held.location(), path(second, "?in=open_notices"))
      << "no address says that it was done";
  run({.as = &lan,
       .get = std::string(held.location()),
       .shows = {first + ": Closed.", "data-key=\"Backspace\"", "role=\"status\"",
                 "data-seconds=\"10\"",
                 "href=\"" + path(first, "?in=open_notices") + "\">See it</a>"},
       .hides = {"The ferry does not run"}});
  const std::int64_t before = last_entry();
  pass(seconds(9));
  EXPECT_THAT(verbs_since(before), testing::IsEmpty());
  pass(seconds(1));
  EXPECT_THAT(verbs_since(before), ElementsAre("notice.close"));
  pass(seconds(10));
  EXPECT_THAT(verbs_since(before), ElementsAre("notice.close"));
  run({.as = &lan, .get = "/desk", .hides = {first + ": Closed.", "name=\"held\""}});
}

TEST_P(HeldActs, WhatIsWrongWithTheFormIsSaidAtOnceAndNothingIsHeld) {
  const std::string code = hang("The ferry does not run");
  auto lan = officer(Role::synthesis_officer);
  run({.as = &lan,
       .post = path(code, "/close"),
       .form = because(""),
       .status = 422,
       .shows = {"Say why."},
       .hides = {"name=\"held\""}});
}

TEST_P(HeldActs, UndoneNothingHappensAndTheFormComesBackWithAllThatWasWritten) {
  const std::string code = hang("The ferry does not run");
  auto lan = officer(Role::synthesis_officer);
  run({.as = &lan, .post = path(code, "/close"), .form = because("It runs again."), .status = 303});
  const std::string held = first_value(lan.get("/desk").body, "held");
  run({.as = &lan,
       .post = "/desk/held",
       .form = {{"held", held}, {"what", "undo"}},
       .shows = {code + ": undone.", "It runs again.", "Why is it closed?"},
       .hides = {"name=\"held\""}});
  const std::int64_t before = last_entry();
  pass(seconds(11));
  EXPECT_THAT(verbs_since(before), testing::IsEmpty());
  run({.as = &lan, .post = path(code, "/close"), .form = because("It runs again."), .status = 303});
  pass(seconds(11));
  EXPECT_THAT(verbs_since(before), ElementsAre("notice.close")) << "sent again it is done";
}

TEST_P(HeldActs, OnlyWhoDidItUndoesIt) {
  const std::string code = hang("The ferry does not run");
  auto lan = officer(Role::synthesis_officer), hoa = officer(Role::synthesis_officer);
  run({.as = &lan, .post = path(code, "/stamp"), .form = {{"seen", "0"}}, .status = 303});
  const std::string held = first_value(lan.get("/desk").body, "held");
  EXPECT_EQ(first_value(hoa.get("/desk").body, "held"), "");
  for (const char* what : {"undo", "now", "read", "open"}) {
    const auto refused = run({.as = &hoa,
                              .post = "/desk/held",
                              .form = {{"held", held}, {"what", what}},
                              .status = 303});
    EXPECT_EQ(refused.location(), "/desk?done=too_late") << what;
  }
  const std::int64_t before = last_entry();
  pass(seconds(10));
  EXPECT_THAT(verbs_since(before), ElementsAre("notice.stamp"));
  const auto late = run({.as = &lan,
                         .post = "/desk/held",
                         .form = {{"held", held}, {"what", "undo"}},
                         .status = 303});
  run({.as = &lan, .get = std::string(late.location()), .shows = {"cannot be undone here"}});
}

TEST_P(HeldActs, AButtonPressedTwiceIsHeldOnceAndLeadsToTheSamePlace) {
  const std::string first = hang("The ferry does not run");
  hang("The well is dry");
  auto lan = officer(Role::synthesis_officer);
  const std::string action = path(first, "/close?in=open_notices");
  const auto once = lan.post_form(action, because("It runs again."));
  const auto twice = lan.post_form(action, because("It runs again."));
  EXPECT_EQ(twice.status, 303);
  EXPECT_EQ(once.location(), twice.location());
  const std::int64_t before = last_entry();
  pass(seconds(10));
  EXPECT_THAT(verbs_since(before), ElementsAre("notice.close"));
}

TEST_P(HeldActs, ItIsDoneBeforeAColleaguesActOnTheSameRecordWhoIsToldOfIt) {
  const std::string code = hang("The ferry does not run");
  auto lan = officer(Role::synthesis_officer), hoa = officer(Role::synthesis_officer);
  run({.as = &lan, .post = path(code, "/close"), .form = because("It runs again."), .status = 303});
  run({.as = &hoa,
       .post = path(code, "/close"),
       .form = because("It sank."),
       .status = 409,
       .shows = {"Meanwhile it was dealt with: It was closed", "It sank."},
       .journal = {"notice.close"}});
}

TEST_P(HeldActs, AColleagueWhoIsRefusedTakesFromNobodyTheTimeToUndo) {
  const std::string code = hang("The ferry does not run");
  auto lan = officer(Role::synthesis_officer), hoa = officer(Role::synthesis_officer);
  run({.as = &lan, .post = path(code, "/stamp"), .form = {{"seen", "0"}}, .status = 303});
  const std::int64_t before = last_entry();
  run({.as = &hoa, .post = path(code, "/close"), .form = because(""), .status = 422});
  run({.as = &hoa, .post = path(code, "/close"), .form = {{"words", ""}}, .status = 422});
  EXPECT_THAT(verbs_since(before), testing::IsEmpty());
  EXPECT_NE(first_value(lan.get("/desk").body, "held"), "");
  pass(seconds(10));
  EXPECT_THAT(verbs_since(before), ElementsAre("notice.stamp"));
}

TEST_P(HeldActs, NothingElseIsOfferedOnItsRecordUntilItIsDoneWhichOneMayHasten) {
  const std::string code = hang("The ferry does not run");
  auto lan = officer(Role::synthesis_officer);
  run({.as = &lan, .post = path(code, "/stamp"), .form = {{"seen", "0"}}, .status = 303});
  const auto page = run({.as = &lan,
                         .get = path(code),
                         .shows = {"Do it now", "Undo"},
                         .hides = {"do=close", "data-key=\"s\""}});
  const auto done = run({.as = &lan,
                         .post = "/desk/held",
                         .form = {{"held", first_value(page.body, "held")}, {"what", "now"}},
                         .status = 303,
                         .journal = {"notice.stamp"}});
  run({.as = &lan,
       .get = std::string(done.location()),
       .shows = {code + ": Stamped.", "data-key=\"s\""},
       .hides = {"name=\"held\""}});
}

TEST_P(HeldActs, WhatCannotBeDoneAnyMoreIsToldAndItsWordsStandUntilTheyWereRead) {
  const std::string code = hang("The ferry does not run");
  auto lan = officer(Role::synthesis_officer);
  run({.as = &lan, .post = path(code, "/close"), .form = because("It runs again."), .status = 303});
  close_past_the_desk(code);
  const std::int64_t before = last_entry();
  pass(seconds(10));
  EXPECT_THAT(verbs_since(before), testing::IsEmpty());
  const auto told = run(
      {.as = &lan,
       .get = "/desk",
       .shows = {code + ": it was not done. Meanwhile it was dealt with", "Open what I wrote"}});
  const std::string held = first_value(told.body, "held");
  run({.as = &lan,
       .post = "/desk/held",
       .form = {{"held", held}, {"what", "open"}},
       .shows = {"It runs again."}});
  run({.as = &lan,
       .post = "/desk/held",
       .form = {{"held", held}, {"what", "read"}},
       .status = 303});
  run({.as = &lan, .get = "/desk", .hides = {"it was not done"}});
}

TEST_P(HeldActs, DoneNowButRefusedItsWordsComeBackAtOnceAndNothingOfThemStays) {
  const std::string code = hang("The ferry does not run");
  auto lan = officer(Role::synthesis_officer);
  run({.as = &lan, .post = path(code, "/close"), .form = because("It runs again."), .status = 303});
  const std::string held = first_value(lan.get(path(code)).body, "held");
  close_past_the_desk(code);
  run({.as = &lan,
       .post = "/desk/held",
       .form = {{"held", held}, {"what", "now"}},
       .shows = {code + ": it was not done. Meanwhile it was dealt with", "It runs again."},
       .hides = {"name=\"held\""}});
  run({.as = &lan, .get = "/desk", .hides = {"it was not done"}});
  EXPECT_EQ(db().read([](db::Tx& tx) { return tx.one<int>(count_held); }), 0);
}

TEST_P(HeldActs, OfUndoAndNowPressedAtOnceOneWinsAndTheOtherSaysWhatHappened) {
  auto lan = officer(Role::synthesis_officer);
  for (int round = 0; round < 8; ++round) {
    const std::string code = hang("The ferry does not run");
    run({.as = &lan, .post = path(code, "/stamp"), .form = {{"seen", "0"}}, .status = 303});
    const std::string held = first_value(lan.get(path(code)).body, "held");
    http::TestClient other = lan;
    const std::int64_t before = last_entry();
    http::TestResponse undone, now;
    std::thread pressing([&] {
      undone = other.post_form("/desk/held", {{"held", held}, {"what", "undo"}});
    });
    now = lan.post_form("/desk/held", {{"held", held}, {"what", "now"}});
    pressing.join();
    const bool was_done = !verbs_since(before).empty();
    EXPECT_EQ(undone.contains("undone. Nothing was done"), !was_done) << undone.location();
    EXPECT_EQ(now.location().find("done=stamp") != std::string_view::npos, was_done)
        << now.location();
  }
}

TEST_P(HeldActs, TheNewestThreeAreToldAndHowManyMoreWait) {
  auto lan = officer(Role::synthesis_officer);
  for (int n = 0; n < 5; ++n)
    run({.as = &lan,
         .post = path(hang("A lamp is out"), "/stamp"),
         .form = {{"seen", "0"}},
         .status = 303});
  run({.as = &lan, .get = "/desk", .shows = {"2 more acts wait to be done in some seconds."}});
  pass(seconds(10));
  run({.as = &lan, .get = "/desk", .hides = {"more acts wait"}});
}

TEST_P(HeldActs, WhatStandsInAListNoMoreIsNotCountedThere) {
  const std::string first = hang("The ferry does not run");
  hang("The well is dry");
  hang("A lamp is out");
  auto lan = officer(Role::synthesis_officer);
  run({.as = &lan, .get = "/desk?in=open_notices", .shows = {"<span class=\"count\">3</span>"}});
  run({.as = &lan,
       .post = path(first, "/close"),
       .form = because("It runs again."),
       .status = 303});
  run({.as = &lan,
       .get = "/desk?in=open_notices",
       .shows = {"<span class=\"count\">2</span>"},
       .hides = {"<span class=\"count\">3</span>", "The ferry does not run"}});
}

TEST_P(HeldActs, WhoMayNoLongerDoItDoesNotDoIt) {
  const std::string code = hang("The ferry does not run");
  auto lan = officer(Role::synthesis_officer);
  run({.as = &lan, .post = path(code, "/stamp"), .form = {{"seen", "0"}}, .status = 303});
  const people::UserId leaving = user("officer1");
  db().write(
      [&](db::Tx& tx) { return people::set_disabled(tx, clock, {}, leaving, true).has_value(); });
  const std::int64_t before = last_entry();
  pass(seconds(10));
  EXPECT_THAT(verbs_since(before), testing::IsEmpty());
}

TEST_P(HeldActs, WhoSignsOutLeavesNothingBehind) {
  auto lan = officer(Role::synthesis_officer), hoa = officer(Role::synthesis_officer);
  for (http::TestClient* each : {&lan, &hoa})
    each->post_form(path(hang("A lamp is out"), "/stamp"), {{"seen", "0"}});
  const std::int64_t before = last_entry();
  for (const auto& each : services().at_sign_out) each(user("officer1"));
  EXPECT_THAT(verbs_since(before), ElementsAre("notice.stamp")) << "theirs, and nobody else's";
}

TEST_P(HeldActs, NothingThatWasWrittenStandsInClear) {
  const std::string code = hang("The ferry does not run");
  auto lan = officer(Role::synthesis_officer);
  run({.as = &lan,
       .post = path(code, "/close"),
       .form = because("Bà Lan ở bến nói vậy."),
       .status = 303});
  static const db::Sql sealed_bytes{"select sealed from held_acts"};
  const auto rows = db().read([&](db::Tx& tx) { return tx.all<db::Blob>(sealed_bytes); });
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows.front().data.find("Bà Lan"), std::string::npos);
  EXPECT_EQ(rows.front().data.find(code), std::string::npos);
}

}  // namespace
}  // namespace gandan::desk::test
