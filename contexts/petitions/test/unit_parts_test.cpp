// What petitions say on the page of a place: what was asked there, what was answered, and how its
// bodies keep their time.
#include <gmock/gmock.h>

#include "contexts/petitions/test/public_site.hpp"
#include "kernel/turn/unit_href.hpp"

namespace gandan::petitions {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr const char* at_dong_dang = "Xã Đồng Đăng, Tỉnh Lạng Sơn";
constexpr const char* at_ky_lua = "Phường Kỳ Lừa, Tỉnh Lạng Sơn";

class PlaceParts : public test::PublicSite {
 protected:
  Petition sealed(const std::string& kind, const std::string& text) {
    return load(send(SubmitForm{.kind = kind,
                                .text = text,
                                .place_text = at_dong_dang,
                                .place = unit("Xã Đồng Đăng"),
                                .province = unit("Tỉnh Lạng Sơn"),
                                .contact = {"Lò Thị Mẫu", "Bản Mẫu", "0900 000 001", ""}})
                    .id);
  }
  std::string page_of(std::string_view place) {
    return db().read([&](db::Tx& tx) {
      return place_href(units::find_unit(tx, place, clock.today()).value(), clock.today());
    });
  }
  std::string list_of(std::string_view place, const std::string& more = "") {
    return "/petitions?unit=id" + std::to_string(unit(place).value) + more;
  }
};
GANDAN_EACH_ENGINE(PlaceParts);

TEST_P(PlaceParts, ShowWhatWasAskedAndAnsweredThereAndInItsProvince) {
  const Petition lamp = sent("Đèn đường ở ngã ba đã tắt hai tuần.", at_dong_dang, "report");
  const Petition bridge = sent("Đề nghị sửa cầu treo đã mục ván.", at_dong_dang);
  const Petition rubbish = sent("Rác đổ đầy bờ suối cả tháng nay.", at_ky_lua, "report");
  ASSERT_TRUE(route_to(bridge.id, "Ủy ban nhân dân xã Đồng Đăng"));
  answer_one(bridge.id, "Đã sửa xong.");
  run({.get = page_of("Xã Đồng Đăng"),
       .shows = {"Answered lately", bridge.code, "What people ask now", lamp.code},
       .hides = {rubbish.code, "Nobody has asked anything here yet"}});
  run({.get = page_of("Tỉnh Lạng Sơn"), .shows = {lamp.code, bridge.code, rubbish.code}});
  run({.get = page_of("Tỉnh Cao Bằng"), .hides = {lamp.code, bridge.code, rubbish.code}});
}

TEST_P(PlaceParts, TellNothingOfWhatIsSealedOrHeld) {
  const Petition secret = sealed("complaint", "Khiếu nại quyết định thu hồi đất.");
  const Petition worse = sealed("denunciation", "Tố cáo cán bộ thu tiền không có biên lai.");
  const Petition held = sent("Sửa đường, gọi tôi số 0912 345 678.", at_dong_dang);
  run({.get = page_of("Xã Đồng Đăng"),
       .shows = {"Nobody has asked anything here yet", "href=\"/send\""},
       .hides = {secret.code, worse.code, held.code, "What was asked here"}});
}

TEST_P(PlaceParts, CountWhatTheListShowsThatEachFigureOpens) {
  sent("Đèn đường ở ngã ba đã tắt hai tuần.", at_dong_dang, "report");
  sent("Đề nghị làm thêm một lớp mầm non.", at_dong_dang);
  sent("Sửa đường, gọi tôi số 0912 345 678.", at_dong_dang);
  run({.get = page_of("Xã Đồng Đăng"),
       .shows = {"What was asked here",
                 "href=\"" + list_of("Xã Đồng Đăng", "&amp;is=open") + "\"><b>2</b>",
                 "<b>0</b><span class=\"label\">answered</span>",
                 "href=\"/reports/petitions?unit=06184\""}});
  run({.get = list_of("Xã Đồng Đăng", "&is=open"), .shows = {"2 results"}});
  clock.advance(std::chrono::hours(24 * 365));
  run({.get = page_of("Xã Đồng Đăng"),
       .shows = {"href=\"" + list_of("Xã Đồng Đăng", "&amp;is=late") + "\"><b>2</b>"}});
}

TEST_P(PlaceParts, ShowHowItsBodiesKeepTheirTime) {
  const Petition bridge = sent("Đề nghị sửa cầu treo đã mục ván.", at_dong_dang);
  ASSERT_TRUE(route_to(bridge.id, "Ủy ban nhân dân xã Đồng Đăng"));
  fold();
  run({.get = page_of("Xã Đồng Đăng"),
       .shows = {"Who answers here", "/petitions?body=UBND-06184&amp;is=not_due&amp;of=1"}});
}

TEST_P(PlaceParts, AreLedToFromAPetitionAndFromAListOfThePlace) {
  const Petition lamp = sent("Đèn đường ở ngã ba đã tắt hai tuần.", at_dong_dang, "report");
  const std::string link = "href=\"/places/06184\"";
  run({.get = "/petitions/" + lamp.code, .shows = {link + ">Xã Đồng Đăng"}});
  run({.get = list_of("Xã Đồng Đăng"), .shows = {link + ">About Xã Đồng Đăng</a>"}});
  run({.get = "/petitions?place=20", .shows = {"href=\"/places/20\">About Tỉnh Lạng Sơn</a>"}});
  run({.get = "/petitions", .hides = {"/places/"}});
}

TEST_P(PlaceParts, AreLedToAsItIsTodayWhereAPetitionNamesWhatIsNoMore) {
  const UnitId former = db().read([&](db::Tx& tx) {
    return units::find_unit(tx, "Tỉnh Hà Giang", Date::of(2025, 3, 1)).value().id;
  });
  SubmitForm form{.kind = "report",
                  .text = "Cột mốc ở đầu đèo bị đổ.",
                  .place_text = "Tỉnh Hà Giang",
                  .place = former,
                  .province = former};
  const Petition sent_from_there = load(send(form).id);
  run({.get = "/petitions/" + sent_from_there.code, .shows = {"href=\"/places/08\""}});
}

// --- days ----------------------------------------------------------------------------------------

TEST_P(PlaceParts, StandInTheDaysOfTheirPlaceWhenTheyAreDueAndWhenTheyWereAnswered) {
  const Petition lamp = sent("Đèn đường ở ngã ba đã tắt hai tuần.", at_dong_dang, "report");
  const Petition bridge = sent("Đề nghị sửa cầu treo đã mục ván.", at_dong_dang);
  const Petition rubbish = sent("Rác đổ đầy bờ suối cả tháng nay.", at_ky_lua, "report");
  ASSERT_TRUE(route_to(bridge.id, "Ủy ban nhân dân xã Đồng Đăng"));
  answer_one(bridge.id, "Đã sửa xong.");
  const std::string due = civil_date(load(lamp.id).clock.due_at.value()).iso();
  const std::string page = run({.get = page_of("Xã Đồng Đăng"),
                                .shows = {"What happens when", "<time datetime=\"" + due + "\">",
                                          "href=\"/petitions/" + bridge.code + "\""}})
                               .body;
  const std::size_t strip = page.find("class=\"strip\""), end = page.find("</ol>", strip);
  const std::string days = page.substr(strip, end - strip);
  EXPECT_THAT(days, HasSubstr(lamp.code));
  EXPECT_THAT(days, HasSubstr(bridge.code));
  EXPECT_THAT(days, HasSubstr("<span class=\"basis\">")) << "by which law the day is its day";
  EXPECT_THAT(days, Not(HasSubstr(rubbish.code)));
  for (const char* place : {"Tỉnh Lạng Sơn", "Xã Đồng Đăng"}) {
    const std::string calendar = get(page_of(place) + ".ics").body;
    EXPECT_THAT(calendar, HasSubstr("UID:" + lamp.code + "-due@gandan\r\n"));
    EXPECT_THAT(calendar, HasSubstr("UID:" + bridge.code + "-answer@gandan\r\n"));
    EXPECT_THAT(calendar, Not(HasSubstr("UID:" + bridge.code + "-due@gandan")));
  }
  EXPECT_THAT(get(page_of("Tỉnh Cao Bằng") + ".ics").body, Not(HasSubstr("BEGIN:VEVENT")));
  EXPECT_THAT(get(page_of("Xã Đồng Đăng") + ".atom").body, HasSubstr(bridge.code));
}

TEST_P(PlaceParts, WhatIsPastItsDayStandsOnThatDay) {
  const Petition lamp = sent("Đèn đường ở ngã ba đã tắt hai tuần.", at_dong_dang, "report");
  clock.set(load(lamp.id).clock.due_at.value());
  clock.advance(std::chrono::hours(48));
  run({.get = page_of("Xã Đồng Đăng"), .shows = {"past its day", lamp.code}});
}

TEST_P(PlaceParts, DaysAndTilesTellNothingOfWhatIsSealedOrHeld) {
  const Petition secret = sealed("complaint", "Khiếu nại quyết định thu hồi đất.");
  const Petition worse = sealed("denunciation", "Tố cáo cán bộ thu tiền không có biên lai.");
  const Petition held = sent("Sửa đường, gọi tôi số 0912 345 678.", at_dong_dang);
  for (const char* place : {"Tỉnh Lạng Sơn", "Xã Đồng Đăng"})
    for (const char* form : {".ics", ".atom"}) {
      const std::string file = get(page_of(place) + form).body;
      for (const Petition* each : {&secret, &worse, &held})
        EXPECT_THAT(file, Not(HasSubstr(each->code))) << place << form;
    }
  run({.get = page_of("Tỉnh Lạng Sơn"), .shows = {"Xã Đồng Đăng</a><b>0</b>"}});
}

TEST_P(PlaceParts, AreCountedInTheTileOfTheirPlaceUntilTheyAreAnswered) {
  const Petition bridge = sent("Đề nghị sửa cầu treo đã mục ván.", at_dong_dang);
  sent("Đèn đường ở ngã ba đã tắt hai tuần.", at_dong_dang, "report");
  run({.get = page_of("Tỉnh Lạng Sơn"), .shows = {"Xã Đồng Đăng</a><b>2</b>"}});
  ASSERT_TRUE(route_to(bridge.id, "Ủy ban nhân dân xã Đồng Đăng"));
  answer_one(bridge.id, "Đã sửa xong.");
  run({.get = page_of("Tỉnh Lạng Sơn"), .shows = {"Xã Đồng Đăng</a><b>1</b>"}});
}

TEST_P(PlaceParts, OnHomeAreThoseOfTheReadersPlace) {
  const Petition lamp = sent("Đèn đường ở ngã ba đã tắt hai tuần.", at_dong_dang, "report");
  const Petition rubbish = sent("Rác đổ đầy bờ suối cả tháng nay.", at_ky_lua, "report");
  run({.get = "/", .shows = {lamp.code, rubbish.code}});
  client().post_form("/where", {{"place", "06184"}});
  run({.get = "/",
       .shows = {lamp.code, "What follows is of Xã Đồng Đăng."},
       .hides = {rubbish.code}});
}

// --- a body --------------------------------------------------------------------------------------

TEST_P(PlaceParts, ABodyIsWrittenToFromItsPageAndByNoLink) {
  const std::string committee = "Ủy ban nhân dân xã Đồng Đăng";
  run({.get = "/bodies/UBND-06184",
       .shows = {"Send to this body", "name=\"addressed_to\" value=\"" + committee + "\""}});
  const auto first = client().post_form("/send", {{"addressed_to", committee}, {"to", "kind"}});
  EXPECT_EQ(first.status, 200);
  EXPECT_TRUE(first.contains("Whom it is for"));
  const auto second = client().post_form(
      "/send", {{"step", "kind"}, {"kind", "report"}, {"addressed_to", committee}, {"to", "text"}});
  EXPECT_TRUE(second.contains("name=\"addressed_to\" value=\"" + committee + "\""))
      << "it travels with the form";
  EXPECT_FALSE(get("/send?addressed_to=Ai").contains("Whom it is for")) << "whoever made the link";
}

}  // namespace
}  // namespace gandan::petitions
