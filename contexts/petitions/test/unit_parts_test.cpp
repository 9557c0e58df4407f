// What petitions say on the page of a place: what was asked there, what was answered, and how its
// bodies keep their time.
#include <gmock/gmock.h>

#include "contexts/petitions/test/public_site.hpp"
#include "kernel/turn/unit_href.hpp"

namespace gandan::petitions {
namespace {

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

}  // namespace
}  // namespace gandan::petitions
