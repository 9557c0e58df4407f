// Several records that are chosen in a list: each is judged by itself, all are undone together.
#include "kernel/desk/many.hpp"

#include <gmock/gmock.h>

#include "kernel/desk/test/notices.hpp"
#include "kernel/testing/forms.hpp"

namespace gandan::desk::test {
namespace {

using std::chrono::seconds;
using testing::ElementsAre, testing::IsEmpty;

class SeveralNotices : public NoticesSite {
 protected:
  void SetUp() override {
    NoticesSite::SetUp();
    if (!IsSkipped()) services().undo = seconds(10);
  }
  void pass(seconds by) {
    clock.advance(by);
    run_periodic("desk.held");
  }
  /// What the form of an act says of these, to which nothing has happened yet.
  static http::Fields all_of(const std::vector<std::string>& codes, const char* act,
                             const char* words = "") {
    http::Fields form{{"act", act}, {"words", words}};
    for (const std::string& code : codes) {
      form.add("of", base + code);
      form.add("seen", "0");
    }
    return form;
  }
  static constexpr const char* list = "/desk/many?in=open_notices";
};
GANDAN_EACH_ENGINE(SeveralNotices);

TEST_P(SeveralNotices, AreTickedInTheListAndOfferedWhatCanBeDoneToThem) {
  const std::string first = hang("The ferry does not run"), second = hang("The well is dry");
  auto lan = officer(Role::synthesis_officer);
  run({.as = &lan,
       .get = "/desk?in=open_notices",
       .shows = {"form=\"choosing\" name=\"of\" value=\"" + path(first) + "\"",
                 "action=\"/desk/many\"", "name=\"in\" value=\"open_notices\"", "data-key=\"X\""}});
  const std::string both = std::string(list) + "&of=" + path(first) + "&of=" + path(second);
  run({.as = &lan,
       .get = both,
       .shows = {"2 matters chosen", "The ferry does not run", "name=\"act\" value=\"stamp\"",
                 "data-key=\"s\"", "do=close", "value=\"" + path(second) + "\" checked"}});
  run({.as = &lan,
       .get = both + "&do=close",
       .shows = {"Why is it closed?", "name=\"of\" value=\"" + path(second) + "\"",
                 "name=\"act\" value=\"close\""}});
  run({.as = &lan, .get = list, .shows = {"Tick in the list"}});
  run({.as = &lan, .get = std::string(list) + "&of=/nowhere", .shows = {"Tick in the list"}});
}

TEST_P(SeveralNotices, AreToldInOneLineAndUndoneByOnePress) {
  const std::vector<std::string> codes{hang("The ferry does not run"), hang("The well is dry"),
                                       hang("A lamp is out")};
  hang("The road is wet");
  auto lan = officer(Role::synthesis_officer);
  const auto sent = run({.as = &lan, .post = list, .form = all_of(codes, "stamp"), .status = 303});
  EXPECT_EQ(sent.location(), "/desk?in=open_notices");
  const auto told = run({.as = &lan,
                         .get = "/desk?in=open_notices",
                         .shows = {codes[2] + ": Stamped. 2 more were done in the same way."},
                         .hides = {"The well is dry", codes[0] + ": Stamped."}});
  const std::int64_t before = last_entry();
  run({.as = &lan,
       .post = "/desk/held?in=open_notices",
       .form = {{"together", gandan::test::first_value(told.body, "together")}, {"what", "undo"}},
       .shows = {"3 matters: undone.", "3 matters chosen", "The well is dry"},
       .hides = {"name=\"together\""}});
  pass(seconds(11));
  EXPECT_THAT(verbs_since(before), IsEmpty());
  run({.as = &lan, .post = list, .form = all_of(codes, "stamp"), .status = 303});
  pass(seconds(10));
  EXPECT_THAT(verbs_since(before), ElementsAre("notice.stamp", "notice.stamp", "notice.stamp"));
}

TEST_P(SeveralNotices, AreUndoneByNobodyElse) {
  const std::vector<std::string> codes{hang("The ferry does not run"), hang("The well is dry")};
  auto lan = officer(Role::synthesis_officer), hoa = officer(Role::synthesis_officer);
  run({.as = &lan, .post = list, .form = all_of(codes, "stamp"), .status = 303});
  const std::string together = gandan::test::first_value(lan.get("/desk").body, "together");
  run({.as = &hoa,
       .post = "/desk/held",
       .form = {{"together", together}, {"what", "undo"}},
       .status = 303});
  const std::int64_t before = last_entry();
  pass(seconds(10));
  EXPECT_THAT(verbs_since(before), ElementsAre("notice.stamp", "notice.stamp"));
}

TEST_P(SeveralNotices, OneToWhichItCannotBeDoneIsToldWithWhyAndTheOthersGoOn) {
  const std::string first = hang("The ferry does not run"), second = hang("The well is dry"),
                    third = hang("Of great weight");
  auto lan = officer(Role::synthesis_officer), hoa = officer(Role::synthesis_officer);
  services().undo = seconds(0);
  run({.as = &hoa,
       .post = path(first, "/close"),
       .form = because("It runs."),
       .status = 303,
       .journal = {"notice.close"}});
  services().undo = seconds(10);
  run({.as = &lan,
       .post = list,
       .form = all_of({first, second, third}, "close", "All is well."),
       .status = 409,
       .shows = {"Not done to these", first + ": Meanwhile it was dealt with: It was closed",
                 third + ": This is not done to several at once.", second + ": Closed.",
                 "2 matters chosen", "All is well."}});
  const std::int64_t before = last_entry();
  pass(seconds(10));
  EXPECT_THAT(verbs_since(before), ElementsAre("notice.close"));
}

TEST_P(SeveralNotices, WhatIsWrongWithTheFormIsSaidAtItsFieldAndNothingIsHeld) {
  const std::vector<std::string> codes{hang("The ferry does not run"), hang("The well is dry")};
  auto lan = officer(Role::synthesis_officer);
  run({.as = &lan,
       .post = list,
       .form = all_of(codes, "close"),
       .status = 422,
       .shows = {"Say why.", "href=\"#words\""},
       .hides = {"Not done to these", "name=\"together\""}});
  run({.as = &lan, .post = list, .form = all_of(codes, "burn"), .status = 404});
}

TEST_P(SeveralNotices, AreDoneAtOnceWhereThereIsNoTimeToUndo) {
  const std::string first = hang("The ferry does not run"), second = hang("The well is dry");
  auto lan = officer(Role::synthesis_officer);
  services().undo = seconds(0);
  const auto done = run({.as = &lan,
                         .post = list,
                         .form = all_of({first, second}, "stamp"),
                         .status = 303,
                         .journal = {"notice.stamp", "notice.stamp"}});
  EXPECT_EQ(done.location(), "/desk?in=open_notices&done=stamp&of=" + second + "&more=1");
  run({.as = &lan,
       .get = std::string(done.location()),
       .shows = {second + ": Stamped. 1 more was done in the same way."}});
}

TEST_P(SeveralNotices, OfWhomTheyAreNotAreNotTouched) {
  const std::string code = hang("The ferry does not run");
  auto nobody = officer(Role::denunciation_officer);
  run({.as = &nobody,
       .get = std::string(list) + "&of=" + path(code),
       .hides = {"The ferry does not run", "data-key=\"s\""}});
  const std::int64_t before = last_entry();
  run({.as = &nobody, .post = list, .form = all_of({code}, "stamp"), .status = 409});
  pass(seconds(10));
  EXPECT_THAT(verbs_since(before), IsEmpty());
}

}  // namespace
}  // namespace gandan::desk::test
