// What everybody reads of undertakings: the ledger, its feed and file, and their part of other
// pages.
#include <gmock/gmock.h>

#include "kernel/tasks/test/notes.hpp"

namespace gandan::tasks {
namespace {

class UndertakingsInPublic : public UndertakingsOfNotes {};
GANDAN_EACH_ENGINE(UndertakingsInPublic);

TEST_P(UndertakingsInPublic, OfAPlaceAreThoseOfTheBodiesThatServeWithinIt) {
  owe(lang_son, 5);
  owe(dong_dang, 6);
  owe(health, 7);
  run({.get = "/undertakings?place=20",
       .shows = {"datetime=\"2026-10-06\"", "datetime=\"2026-10-07\"", "value=\"Tỉnh Lạng Sơn\""},
       .hides = {"datetime=\"2026-10-08\""}});
  run({.get = "/undertakings?place=x%C3%A3%20%C4%90%E1%BB%93ng%20%C4%90%C4%83ng%2C%20t%E1%BB%89nh%"
              "20L%E1%BA%A1ng%20S%C6%A1n",
       .shows = {"datetime=\"2026-10-07\""},
       .hides = {"datetime=\"2026-10-06\"", "datetime=\"2026-10-08\""}});
  run({.get = "/undertakings?place=20&body=BYT",
       .shows = {"Nothing is due from today on"},
       .hides = {"datetime=\"2026-10-0"}});
  run({.get = "/undertakings?place=zzzzqq",
       .status = 422,
       .shows = {"No place has this name.", "href=\"#place\""}});
}

TEST_P(UndertakingsInPublic, AreAFeedAndAFileOfWhatThePageLists) {
  owe(home_affairs, 30, "Decree on village pay");
  const UndertakingId done = owe(health, 2);
  ASSERT_TRUE(do_it(done));
  run({.get = "/undertakings.atom",
       .shows = {"<feed", "Decree on village pay", home_affairs, "/notes/7"},
       .hides = {health}});
  run({.get = "/undertakings.csv",
       .shows = {"code,body_code,body,what,undertaken_on,first_due_on,due_on,state",
                 "GC-7,BNV,Bộ Nội vụ,Decree on village pay,2026-10-01,2026-10-31,2026-10-31,"
                 "not_due,,"},
       .hides = {"BYT"}});
  run({.get = "/undertakings.csv?show=done&body=BYT", .shows = {"2026-10-03,done,2026-10-01,"}});
  run({.get = "/undertakings.csv?body=zzzz", .status = 404});
  owe(health, 3, "Secret one", sealed_note);
  for (const char* file : {"/undertakings.csv", "/undertakings.atom"})
    run({.get = file, .hides = {"Secret"}});
}

TEST_P(UndertakingsInPublic, StandFirstOnTheHomePageByWhatWasKept) {
  run({.get = "/", .hides = {"What was promised, and kept"}});
  ASSERT_TRUE(do_it(owe(health, 2)));
  owe(home_affairs, 30, "Decree on village pay");
  clock.advance(std::chrono::hours(24 * 4));
  for (const char* page : {"/", "/undertakings"})
    run({.get = page, .shows = {"This year 1 promise came due: 1 kept."}});
  run({.get = "/",
       .shows = {"What was promised, and kept", "Decree on village pay", "Done lately",
                 "Due next"}});
  run({.get = "/bodies/BYT", .shows = {"This year 1 promise came due: 1 kept."}});
  clock.advance(std::chrono::hours(24 * 30));
  run({.get = "/", .shows = {"What was promised, and kept"}, .hides = {"Done lately"}});
}

TEST_P(UndertakingsInPublic, AreReadWithTheirBodyAndDayAndLeadToWhereTheyComeFrom) {
  owe(home_affairs, 30, "Decree on village pay");
  owe(health, 2);
  run({.get = "/undertakings",
       .shows = {"href=\"/notes/7\"", "Decree on village pay", "Note 7", "class=\"code\">GC-7<",
                 "The pay rises in spring.", home_affairs, health, "datetime=\"2026-10-31\"",
                 "30 days left", "2 days left"},
       .hides = {"class=\"badge", "The day that was said first"}});
  run({.get = "/undertakings?body=BNV",
       .shows = {"What Bộ Nội vụ has promised to do", "Decree on village pay"},
       .hides = {"2 days left"}});
  run({.get = "/undertakings?by=5/10/2026", .shows = {health}, .hides = {"Decree"}});
  clock.advance(std::chrono::hours(24 * 5));
  run({.get = "/undertakings",
       .shows = {"Decree on village pay", "Overdue<span class=\"count\">1</span>"},
       .hides = {"overdue ·"}});
  run({.get = "/undertakings?show=overdue",
       .shows = {"Note 7", health, "3 days overdue"},
       .hides = {"Decree", "class=\"badge"}});
  run({.get = "/undertakings?show=done", .shows = {"Nothing is done yet"}});
  run({.get = "/undertakings?show=not_done", .shows = {"Nothing was given up"}});
  run({.get = "/undertakings?lang=vi", .shows = {"Việc các cơ quan đã cam kết", "Quá hạn"}});
}

TEST_P(UndertakingsInPublic, AreCountedBehindEachTabUpToABound) {
  owe(health, 2);
  for (int i = 0; i < 100; ++i) owe(home_affairs, 30);
  for (int i = 0; i < 3; ++i) ASSERT_TRUE(do_it(owe(health, 9)));
  ASSERT_TRUE(give_up(owe(health, 9)));
  clock.advance(std::chrono::hours(24 * 5));
  auto count = [](const std::string& n) { return "<span class=\"count\">" + n + "</span>"; };
  run({.get = "/undertakings",
       .shows = {"Due next" + count("99+"), "Overdue" + count("1"), "Done" + count("3"),
                 "Not done" + count("1")}});
  run({.get = "/undertakings?body=BNV&lang=vi",
       .shows = {count("99+")},
       .hides = {count("1"), count("3")}});
}

TEST_P(UndertakingsInPublic, TellHowTheyEndedAndWhichDayWasSaidFirst) {
  const UndertakingId id = owe(health, 2);
  ASSERT_TRUE(move_to(id, Date::of(2026, 10, 20)));
  run({.get = "/undertakings", .shows = {"The day that was said first: 3 Oct 2026"}});
  ASSERT_TRUE(do_it(id));
  run({.get = "/undertakings", .shows = {"Nothing is due from today on"}, .hides = {"Note 7"}});
  run({.get = "/undertakings?show=done",
       .shows = {"Note 7", "Done in time", "Last day: 20 Oct 2026"}});
}

TEST_P(UndertakingsInPublic, WhoseRecordTellsNobodyItsWordsTellNobodyTheirs) {
  owe(health, 2, "Secret one", sealed_note);
  owe(health, 2, "Secret two", gone_note);
  owe(health, 2, "Secret three", {"song", 1});
  run({.get = "/undertakings",
       .shows = {"Nothing is due from today on"},
       .hides = {"Secret", "/notes/98", "/notes/99"}});
}

TEST_P(UndertakingsInPublic, AreAskedForByWordsOfABodyAndByADayAsPeopleWriteThem) {
  owe(home_affairs, 30);
  run({.get = "/undertakings?body=b%E1%BB%99%20n%E1%BB%99i%20v%E1%BB%A5",
       .shows = {"What Bộ Nội vụ has promised to do", "Note 7"}});
  run({.get = "/undertakings?body=b%E1%BB%99&show=done",
       .shows = {"Which body is meant?", "/undertakings?show=done&amp;body=B"},
       .hides = {"Nothing is done yet"}});
  run({.get = "/undertakings?body=zzzz",
       .status = 422,
       .shows = {"No body has this name.", "value=\"zzzz\""},
       .hides = {"Note 7"}});
  run({.get = "/undertakings?by=tomorrow",
       .status = 422,
       .shows = {"Write the day as in 31/12/2026.", "href=\"#by\""},
       .hides = {"Note 7"}});
}

TEST_P(UndertakingsInPublic, AreReadPageByPage) {
  for (int i = 0; i < 26; ++i) owe(health, 10 + i);
  const auto first = run({.get = "/undertakings?body=" + std::string("B%E1%BB%99%20Y%20t%E1%BA%BF"),
                          .shows = {"rel=\"next\""},
                          .hides = {"datetime=\"2026-11-05\"", "rel=\"prev\""}});
  const auto at = first.body.find("&amp;after=");
  ASSERT_NE(at, std::string::npos);
  const std::string after = first.body.substr(at + 11, first.body.find('"', at) - at - 11);
  run({.get = "/undertakings?after=" + after,
       .shows = {"datetime=\"2026-11-05\"", "rel=\"prev\""},
       .hides = {"rel=\"next\"", "datetime=\"2026-11-04\""}});
}

/// Whether the words stand in a page in this order.
bool stand_in_order(std::string_view page, std::initializer_list<std::string_view> words) {
  std::size_t at = 0;
  for (const std::string_view each : words)
    if ((at = page.find(each, at)) == std::string_view::npos) return false;
  return true;
}

TEST_P(UndertakingsInPublic, StandOnThePageOfABodyTheFirstDueFirst) {
  for (int days : {9, 3, 5, 7}) owe(health, days);
  owe(home_affairs, 1);
  const auto page = run({.get = "/bodies/BYT",
                         .shows = {"What it has promised to do", "/notes/7",
                                   "href=\"/undertakings?body=BYT\">All that it promised"},
                         .hides = {"datetime=\"2026-10-02\"", "datetime=\"2026-10-10\""}});
  EXPECT_TRUE(stand_in_order(page.body, {"datetime=\"2026-10-04\"", "datetime=\"2026-10-06\"",
                                         "datetime=\"2026-10-08\""}));
}

TEST_P(UndertakingsInPublic, StandOnThePageOfThePlaceThatTheirBodiesServe) {
  owe("Ủy ban nhân dân tỉnh Lạng Sơn", 3);
  owe(health, 1);
  owe("Ủy ban nhân dân tỉnh Lạng Sơn", 2, "", sealed_note);
  run({.get = "/places/20",
       .shows = {"What the bodies here have promised to do", "datetime=\"2026-10-04\""},
       .hides = {"datetime=\"2026-10-02\"", "datetime=\"2026-10-03\""}});
  run({.get = "/places/01", .hides = {"What the bodies here have promised to do"}});
}

TEST_P(UndertakingsInPublic, LeaveNoGapOnThePageOfABodyThatOwesNone) {
  run({.get = "/bodies/BYT", .hides = {"What it has promised to do"}});
}

}  // namespace
}  // namespace gandan::tasks
