// The desk over a tiny kind of record: its list, its pages, what becomes of its forms.
#include "kernel/desk/desk.hpp"

#include <gmock/gmock.h>

#include "kernel/desk/test/notices.hpp"

namespace gandan::desk::test {
namespace {

class DeskOfNotices : public NoticesSite {};
GANDAN_EACH_ENGINE(DeskOfNotices);

TEST_P(DeskOfNotices, OpensOnTheFirstOfItsListWithAllThatCanBeDone) {
  const std::string first = hang("The ferry does not run"), second = hang("The well is dry");
  auto lan = officer(Role::synthesis_officer);
  run({.as = &lan,
       .get = "/desk",
       .shows = {
           "href=\"/desk?in=today\" data-key=\"g 1\"",
           "data-row aria-current=\"true\">The ferry does not run</a>",
           "<span class=\"count\">2</span>", "href=\"" + path(first, "?in=today") + "\"",
           "The well is dry", "<button class=\"button\" data-key=\"s\">",
           "button quiet\" href=\"" + path(first, "?in=today&amp;do=close") + "\" data-key=\"c\"",
           "action=\"" + path(first, "/stamp?in=today") + "\""}});
  run({.as = &lan, .get = path(second), .shows = {"<h2>The well is dry</h2>"}});
}

TEST_P(DeskOfNotices, ARecordThatCameByNoChannelHasItsDayAlone) {
  const std::string code = hang("The ferry does not run");
  auto lan = officer(Role::synthesis_officer);
  run({.as = &lan,
       .get = path(code),
       .shows = {"<span><time datetime=\"2026-10-01\">"},
       .hides = {", <time"}});
}

TEST_P(DeskOfNotices, AListIsNarrowedByWordsWithoutMarksAndStaysSoWhileOneWorksThroughIt) {
  std::string first, second;
  for (int n = 0; n < 8; ++n) hang("A lamp is out");
  first = hang("Cầu treo hỏng");
  hang("Another lamp is out");
  second = hang("Ván cầu mục");
  auto lan = officer(Role::synthesis_officer);
  run({.as = &lan, .get = "/desk", .shows = {"name=\"sought\"", "A lamp is out"}});
  run({.as = &lan,
       .get = "/desk?in=open_notices&sought=cau",
       .shows = {"Cầu treo hỏng", "Ván cầu mục", "2 found",
                 "href=\"/desk?in=open_notices\">All</a>",
                 "href=\"" + path(second, "?in=open_notices&amp;sought=cau") + "\""},
       .hides = {"lamp is out"}});
  const auto done = run({.as = &lan,
                         .post = path(first, "/close?in=open_notices&sought=cau"),
                         .form = because("It was mended."),
                         .status = 303,
                         .journal = {"notice.close"}});
  EXPECT_EQ(done.location(), path(second, "?in=open_notices&sought=cau&done=close&of=" + first));
  run({.as = &lan,
       .get = "/desk?in=open_notices&sought=nothing+like+it",
       .shows = {"0 found", ">All</a>"},
       .hides = {"lamp is out"}});
}

TEST_P(DeskOfNotices, WhoHasNoListIsToldSoAndIsShownNoRecord) {
  const std::string code = hang("The ferry does not run");
  auto nobody = officer(Role::denunciation_officer);
  run({.as = &nobody,
       .get = "/desk?in=open_notices",
       .shows = {"Nothing comes to you"},
       .hides = {"The ferry"}});
  EXPECT_NE(nobody.get(path(code)).status, 200);
  auto lan = officer(Role::synthesis_officer);
  run({.as = &lan, .get = "/desk/notices/TB-1", .status = 404});
}

TEST_P(DeskOfNotices, AnEmptyListSaysSo) {
  auto lan = officer(Role::synthesis_officer);
  run({.as = &lan, .get = "/desk", .shows = {"This list is empty. Look at another."}});
}

TEST_P(DeskOfNotices, ATaskWithoutItsWordsComesBackAndWithThemTheNextRecordIsOpened) {
  const std::string first = hang("The ferry does not run"), second = hang("The well is dry");
  auto lan = officer(Role::synthesis_officer);
  run({.as = &lan,
       .get = path(first, "?in=open_notices&do=close"),
       .shows = {"Why is it closed?", "name=\"seen\" value=\"0\""}});
  const std::string action = path(first, "/close?in=open_notices");
  run({.as = &lan,
       .post = action,
       .form = because(""),
       .status = 422,
       .shows = {"Say why.", "Why is it closed?"}});
  const auto done = run({.as = &lan,
                         .post = action,
                         .form = because("It runs again."),
                         .status = 303,
                         .journal = {"notice.close"}});
  EXPECT_EQ(done.location(), path(second, "?in=open_notices&done=close&of=" + first));
  run({.as = &lan, .get = std::string(done.location()), .shows = {first + ": Closed."}});
}

TEST_P(DeskOfNotices, WhatAColleagueDidMeanwhileIsToldAndWhatWasWrittenStays) {
  const std::string code = hang("The ferry does not run");
  auto lan = officer(Role::synthesis_officer), hoa = officer(Role::synthesis_officer);
  run({.as = &lan,
       .post = path(code, "/close"),
       .form = because("It runs again."),
       .status = 303,
       .journal = {"notice.close"}});
  run({.as = &hoa,
       .post = path(code, "/close"),
       .form = because("It sank."),
       .status = 409,
       .shows = {"Meanwhile it was dealt with: It was closed (Nông Thị Thử", "It sank."}});
  run({.as = &hoa, .post = path(code, "/close"), .form = {{"words", "It sank."}}, .status = 409});
}

TEST_P(DeskOfNotices, AButtonPressedTwiceDoesOneDeed) {
  const std::string code = hang("The ferry does not run");
  auto lan = officer(Role::synthesis_officer);
  const http::Fields press{{"seen", "0"}};
  run({.as = &lan,
       .post = path(code, "/stamp"),
       .form = press,
       .status = 303,
       .journal = {"notice.stamp"}});
  const auto twice = run({.as = &lan, .post = path(code, "/stamp"), .form = press, .status = 303});
  EXPECT_EQ(twice.location(), path(code, "?done=stamp&of=" + code));
  EXPECT_TRUE(lan.get(path(code)).contains("<dd>1"));
}

TEST_P(DeskOfNotices, NothingIsSaidOfWhatWasDoneToARecordOfAnotherModule) {
  const std::string code = hang("The ferry does not run");
  auto lan = officer(Role::synthesis_officer);
  const std::string ours = path(code, "?done=close&of=" + code);
  const std::string theirs = path(code, "?done=close&of=GD-7K3M-92QX-5BT7");
  for (const std::string& address : {ours, theirs}) {
    lead(lan, "officer1", address);
    const bool is_ours = address == ours;
    EXPECT_EQ(lan.get(address).contains("Closed."), is_ours) << address;
  }
}

TEST_P(DeskOfNotices, WhatWasDoneIsToldForAMinuteToWhoDidItAndToNobodyWhoFollowsALink) {
  const std::string code = hang("The ferry does not run");
  auto lan = officer(Role::synthesis_officer), hoa = officer(Role::synthesis_officer);
  const std::string link = path(code, "?done=stamp&of=" + code);
  run({.as = &lan, .get = link, .hides = {"Stamped."}});
  const auto done = run({.as = &lan,
                         .post = path(code, "/stamp"),
                         .form = {{"seen", "0"}},
                         .status = 303,
                         .journal = {"notice.stamp"}});
  ASSERT_EQ(done.location(), link);
  run({.as = &hoa, .get = link, .hides = {"Stamped."}});
  hoa.with_cookie("led", lan.cookie("led"));
  run({.as = &hoa, .get = link, .hides = {"Stamped."}});
  run({.as = &lan, .get = path(code, "?done=close&of=" + code), .hides = {"Closed."}});
  run({.as = &lan, .get = link, .shows = {code + ": Stamped."}});
  clock.advance(std::chrono::minutes(1));
  run({.as = &lan, .get = link, .hides = {"Stamped."}});
}

TEST_P(DeskOfNotices, TheOtherLanguageAndALookDoNothing) {
  const std::string code = hang("The ferry does not run");
  auto lan = officer(Role::synthesis_officer);
  for (const char* only : {"lang", "look", "back"})
    run({.as = &lan,
         .post = path(code, "/close"),
         .form = {{"words", "It runs again."}, {only, "vi"}},
         .shows = {"It runs again.", "Why is it closed?"}});
}

}  // namespace
}  // namespace gandan::desk::test
