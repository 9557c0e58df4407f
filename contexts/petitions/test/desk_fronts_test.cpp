// The first page of a leader: what goes late this week and where, what grows; the shelves of
// petitions.
#include <gmock/gmock.h>

#include "contexts/petitions/test/desk_site.hpp"

namespace gandan::petitions {
namespace {

using people::Reach, people::Role;
using std::chrono::hours;

class DeskFronts : public test::DeskSite {
 protected:
  Submitted with(std::string_view body) {
    Submitted it = send("Đề nghị xem lại việc số " + std::to_string(++n_) + " ở thôn.");
    EXPECT_TRUE(route_to(it.id, body));
    return it;
  }
  /// How often it stands in the list of a page.
  int rows_of(const http::TestResponse& page, const Submitted& it, const std::string& list) {
    const std::string row = "href=\"" + path(it, "?in=" + list) + "\" title=";
    int n = 0;
    for (std::size_t at = page.body.find(row); at != std::string::npos;
         at = page.body.find(row, at + 1))
      ++n;
    return n;
  }
  /// Sent to the ministry in a field.
  void came(std::string_view field, int times) {
    for (int n = 0; n < times; ++n) {
      const Submitted it = send("Đề nghị sửa đường số " + std::to_string(++n_) + " ở thôn.");
      RouteForm form{.body = unit("Bộ Y tế")};
      for (const units::Field& each : services().directory.get()->fields())
        if (each.code == field) form.field = each.id;
      ASSERT_TRUE(form.field);
      ASSERT_TRUE(
          act([&](db::Tx& tx, const Act& by) { return route(tx, env(), by, it.id, form); }));
    }
  }

 private:
  int n_ = 0;
};
GANDAN_EACH_ENGINE(DeskFronts);

TEST_P(DeskFronts, ALeaderReadsWhatGoesLateByBodyTheLateFirst) {
  auto early = officer(Role::leader);
  EXPECT_TRUE(
      early.get("/desk").contains("Nothing is late, and nothing is due within seven days."));
  const Submitted late = with("Bộ Y tế");
  clock.advance(hours(96));
  with("Bộ Nội vụ"), with("Bộ Nội vụ");
  clock.advance(load(late.id).clock.due_at.value() - clock.now() + hours(2));
  const auto page = officer(Role::leader).get("/desk");
  EXPECT_TRUE(page.contains("3 petitions, 1 of them late already."));
  const std::size_t first = page.body.find("<b>Bộ Y tế</b>"),
                    second = page.body.find("<b>Bộ Nội vụ</b>");
  ASSERT_NE(first, std::string::npos);
  ASSERT_NE(second, std::string::npos);
  EXPECT_LT(first, second);
  EXPECT_TRUE(page.contains("1 petition, late already"));
  EXPECT_TRUE(page.contains("href=\"/desk?in=open&amp;sought=B%E1%BB%99%20Y%20t%E1%BA%BF\""));
}

TEST_P(DeskFronts, ALeaderOfABodyReadsOfNoOther) {
  const Submitted ours = with("Bộ Y tế");
  with("Bộ Nội vụ");
  clock.advance(load(ours.id).clock.due_at.value() - clock.now() + hours(2));
  const auto page = officer(Role::leader, "Bộ Y tế", Reach::body).get("/desk");
  EXPECT_TRUE(page.contains("<b>Bộ Y tế</b>"));
  EXPECT_FALSE(page.contains("<b>Bộ Nội vụ</b>"));
}

TEST_P(DeskFronts, WhatGrowsIsToldByFieldAndNothingOfAFew) {
  came("health", 2), came("land", 4);
  clock.advance(hours(24 * 40));
  came("health", 6), came("land", 4);
  const auto page = officer(Role::leader).get("/desk");
  EXPECT_TRUE(page.contains("What grows"));
  EXPECT_TRUE(page.contains("6 came, 2 before"));
  EXPECT_FALSE(page.contains("4 came, 4 before"));
  EXPECT_TRUE(page.contains("href=\"/petitions?field=health&amp;from="));
}

TEST_P(DeskFronts, WhatWaitsForALookStandsInTodayOnceThoughItIsToBeSentOnToo) {
  const Submitted both = send("Đèn đường ngõ 5 tắt. Chị Nông Thị Mẫu gọi 0912 345 678.", "report");
  const Submitted elsewhere = send("Ngõ 6 cũng tắt. Anh Nông Văn Bảy gọi 0912 345 679.", "report");
  ASSERT_EQ(load(both.id).visibility, Visibility::held);
  ASSERT_TRUE(route_to(elsewhere.id, "Bộ Nội vụ"));
  const auto today = officer(Role::synthesis_officer).get("/desk?in=today");
  EXPECT_EQ(rows_of(today, both, "today"), 1) << "once";
  EXPECT_EQ(rows_of(today, elsewhere, "today"), 1);
  EXPECT_TRUE(today.contains("<span class=\"count\">2</span>"));
  EXPECT_TRUE(today.contains("href=\"/desk?in=held\""));
}

TEST_P(DeskFronts, EachShelfHoldsWhatItSays) {
  const Submitted waits = with("Bộ Nội vụ"), new_one = send("Đề nghị mở lớp mầm non ở thôn.");
  const Submitted done = with("Bộ Y tế");
  ASSERT_TRUE(act([&](db::Tx& tx, const Act& by) {
    return answer(tx, env(), by, done.id, {.outcome = Outcome::explained, .text = "Đã rõ."});
  }));
  auto reception = officer(Role::reception_officer);
  const auto holds = [&](const char* shelf, const Submitted& it) {
    return rows_of(reception.get(std::string("/desk?in=") + shelf), it, shelf) == 1;
  };
  EXPECT_TRUE(holds("today", new_one));
  EXPECT_FALSE(holds("today", waits));
  EXPECT_TRUE(holds("waiting", waits));
  EXPECT_FALSE(holds("waiting", new_one));
  EXPECT_TRUE(holds("body", waits));
  EXPECT_TRUE(holds("body", new_one));
  EXPECT_FALSE(holds("body", done));
  EXPECT_TRUE(holds("done", done));
  EXPECT_FALSE(holds("done", waits));
}

}  // namespace
}  // namespace gandan::petitions
