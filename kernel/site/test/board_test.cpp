// The notice board of a place: how its bodies are reached, its days as a strip, a calendar and a
// feed, and what lies beneath as tiles. Of a module that no program has.
#include <gmock/gmock.h>

#include "kernel/contacts/contacts.hpp"
#include "kernel/settings/change.hpp"
#include "kernel/site/calendar.hpp"
#include "kernel/site/place_page.hpp"
#include "kernel/site/site.hpp"
#include "kernel/testing/site.hpp"

namespace gandan::site {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

DatedMatter on(Date day, const std::string& title) {
  return {.day = day,
          .what = "Meeting",
          .title = title,
          .href = "/meetings/" + title,
          .body = "UBND",
          .basis = "Sample Law, article 1",
          .uid = "meeting-" + title};
}

class Board : public gandan::test::Site {
 protected:
  Board() : Site({meetings(this)}) {}

  static Module meetings(Board* self) {
    return {.name = "meetings",
            .migrations = {},
            .settings = own_settings(),
            .home = [](Services&) { return std::vector{good_day()}; },
            .calendar =
                [self](Services&) {
                  return ReadCalendar([self](db::Tx&, const CalendarVisit& visit) {
                    self->asked_place = visit.place ? visit.place->name : "";
                    self->asked_bodies = visit.bodies.size();
                    return self->days;
                  });
                },
            .waiting_beneath = [self](db::Tx&, const UnitVisit&) { return self->waiting; }};
  }
  static HomePart good_day() {
    return {HomePart::Where::body, 10,
            [](const http::Request&, html::Out& out) { out.text("Good day"); }};
  }
  void set(const settings::Declared& setting, std::string_view words, UnitId body) {
    const people::Principal by{.user = people::UserId{7},
                               .grants = {{people::Role::administrator}}};
    const auto done = db().write([&](db::Tx& tx) {
      return settings::change(tx, ids, clock, by, {setting, body, words});
    });
    ASSERT_TRUE(done);
    services().settings.refresh();
  }

  std::vector<DatedMatter> days;
  std::vector<PlaceCount> waiting;
  std::string asked_place;
  std::size_t asked_bodies = 0;
};
GANDAN_EACH_ENGINE(Board);

TEST_P(Board, SaysHowTheBodiesOfAPlaceAreReached) {
  const UnitId committee = unit("Ủy ban nhân dân xã Đồng Đăng");
  run({.get = "/places/06184", .hides = {"Who is responsible"}});
  set(contacts::telephone, "0205 000 0001", committee);
  set(contacts::address, "Số 1 <phố> Mẫu", committee);
  set(contacts::task, "Lo việc của xã.", committee);
  run({.get = "/places/06184",
       .shows = {"Who is responsible", "href=\"tel:02050000001\">0205 000 0001</a>",
                 "Số 1 &lt;phố&gt; Mẫu", "href=\"/bodies/UBND-06184\""}});
  run({.get = "/bodies/UBND-06184",
       .shows = {"Lo việc của xã.", "0205 000 0001", "Số 1 &lt;phố&gt; Mẫu"}});
  run({.get = "/places/20", .hides = {"0205 000 0001"}});
}

TEST_P(Board, SaysWhoseSiteItIsAtTheFootOfEveryPage) {
  run({.get = "/help", .hides = {"This site is run by"}});
  set(owner, "Ủy ban <A>", {});
  run({.get = "/help", .shows = {"This site is run by Ủy ban &lt;A&gt;."}});
  set(place, "Tỉnh Lạng Sơn", {});
  run({.get = "/help?lang=vi",
       .shows = {"Trang này do Ủy ban &lt;A&gt; vận hành, phục vụ tỉnh Lạng Sơn."}});
}

TEST_P(Board, ShowsItsDaysFromPastToFutureWithTodayAmongThem) {
  run({.get = "/places/06184", .hides = {"What happens when"}});
  days = {on(clock.today() + 3, "later"), on(clock.today() - 2, "earlier")};
  const std::string page = run({.get = "/places/06184",
                                .shows = {"What happens when", "href=\"/meetings/later\"",
                                          "class=\"today\"", "href=\"/places/06184.ics\"",
                                          "<span class=\"basis\">Sample Law, article 1</span>"}})
                               .body;
  const std::size_t today = page.find("class=\"today\"");
  EXPECT_LT(page.find("/meetings/earlier"), today);
  EXPECT_LT(today, page.find("/meetings/later"));
  EXPECT_EQ(asked_place, "Xã Đồng Đăng");
  EXPECT_GE(asked_bodies, 1U);
}

TEST_P(Board, OnHomeTheDaysAreOfAllAndThenOfTheReadersPlace) {
  days = {on(clock.today() + 1, "soon")};
  run({.get = "/", .shows = {"These days", "/meetings/soon"}});
  EXPECT_EQ(asked_place, "");
  EXPECT_EQ(asked_bodies, 0U);
  client().post_form("/where", {{"place", "06184"}});
  run({.get = "/", .shows = {"These days in Xã Đồng Đăng", "/meetings/soon"}});
  EXPECT_EQ(asked_place, "Xã Đồng Đăng");
}

TEST_P(Board, GivesItsDaysToTheCalendarOfATelephone) {
  days = {on(clock.today() + 3, "later"), on(clock.today() - 2, "earlier")};
  const auto file = get("/places/06184.ics");
  EXPECT_EQ(file.status, 200);
  EXPECT_EQ(file.headers.get("Content-Type"), "text/calendar; charset=utf-8");
  std::string day = (clock.today() + 3).iso();
  std::erase(day, '-');
  for (const std::string& part :
       std::vector<std::string>{"BEGIN:VCALENDAR\r\n", "UID:meeting-later@gandan\r\n",
                                "DTSTART;VALUE=DATE:" + day + "\r\n", "SUMMARY:Meeting: later\r\n",
                                "UID:meeting-earlier@gandan\r\n"})
    EXPECT_THAT(file.body, HasSubstr(part));
  EXPECT_EQ(get("/places/06184.ics").body, file.body) << "the same bytes for who has it";
}

TEST_P(Board, TellsAFeedWhatHasHappenedAndNotWhatIsToCome) {
  days = {on(clock.today() + 3, "later"), on(clock.today() - 2, "earlier")};
  const auto file = get("/places/06184.atom");
  EXPECT_EQ(file.headers.get("Content-Type"), "application/atom+xml; charset=utf-8");
  EXPECT_THAT(file.body, HasSubstr("<title>Meeting: earlier</title>"));
  EXPECT_THAT(file.body, testing::Not(HasSubstr("later")));
}

TEST_P(Board, OfNoPlaceOfTodayHasNoFiles) {
  for (const char* path : {"/places/BYT.ics", "/places/.ics", "/places/99999.atom"})
    EXPECT_EQ(get(path).status, 404) << path;
  const auto old = db().read([&](db::Tx& tx) {
    return units::find_unit(tx, "Tỉnh Hà Giang", Date::of(2025, 3, 1)).value().id;
  });
  EXPECT_EQ(get("/places/id" + std::to_string(old.value) + ".ics").status, 404);
}

TEST_P(Board, ShowsWhatWaitsInThePlacesBeneathAsTilesOfOneSize) {
  waiting = {{unit("Xã Đồng Đăng"), 90}, {unit("Phường Kỳ Lừa"), 2}};
  run({.get = "/places/20",
       .shows = {"class=\"q4\"><a href=\"/places/06184\">Xã Đồng Đăng</a><b>90</b>",
                 "Phường Kỳ Lừa</a><b>2</b>", "class=\"q0\"", "Its communes and wards"}});
  run({.get = "/places/06184", .hides = {"place-tiles"}});
}

TEST(TileStep, IsNoneOfNoneAndTheLastOfTheMost) {
  EXPECT_EQ(tile_step(0, 90), 0);
  EXPECT_EQ(tile_step(0, 0), 0);
  EXPECT_EQ(tile_step(90, 90), 4);
  EXPECT_EQ(tile_step(1, 1), 4);
  EXPECT_EQ(tile_step(1, 1000), 1);
  EXPECT_LE(tile_step(2, 90), tile_step(30, 90));
}

class DaysInOrder : public gandan::test::Database {
 protected:
  std::vector<std::string> titles_of(const std::vector<DatedMatter>& given, int most) {
    const Module module{
        .name = "days", .migrations = {}, .calendar = [&](Services&) {
          return ReadCalendar([given](db::Tx&, const CalendarVisit&) { return given; });
        }};
    const Calendars calendars(services(), std::span(&module, 1));
    const auto directory = services().directory.get();
    const Date today = clock.today();
    std::vector<std::string> titles;
    db().read([&](db::Tx& tx) {
      titles.clear();
      const CalendarVisit visit{
          *i18n::find_locale("en"), *directory, today, {}, {}, today - 10, today + 10, most};
      for (const DatedMatter& matter : calendars.of(tx, visit)) titles.push_back(matter.title);
    });
    return titles;
  }
};
GANDAN_EACH_ENGINE(DaysInOrder);

TEST_P(DaysInOrder, ThoseNearestToTodayAreTakenOnEachSide) {
  const Date today = clock.today();
  const std::vector<DatedMatter> given{
      on(today + 2, "c"), on(today - 3, "a"),        on(today, "now"),         on(today - 1, "b"),
      on(today + 9, "d"), on(today + 11, "too far"), on(today - 11, "too old")};
  EXPECT_THAT(titles_of(given, 9), ElementsAre("a", "b", "now", "c", "d"));
  EXPECT_THAT(titles_of(given, 1), ElementsAre("b", "now"));
}

}  // namespace
}  // namespace gandan::site
