// Places of reception as everybody sees them, and as officers keep them.
#include <gmock/gmock.h>

#include "contexts/receptions/schedule/schedule.hpp"
#include "contexts/receptions/test/support.hpp"

namespace gandan::receptions {
namespace {

using people::Role;

class ReceptionPlaces : public test::ReceptionsDatabase {
 protected:
  void SetUp() override {
    ReceptionsDatabase::SetUp();
    clock.set(start_of(Date::of(2026, 11, 11)) + std::chrono::hours(9));
    href = "/receptions/" + place.code;
    kept = "/desk/schedule/" + place.code;
  }
  static http::Fields week() {
    http::Fields form{{"valid_from", "11/11/2026"}, {"once", "w"}};
    for (int weekday = 1; weekday <= 7; ++weekday)
      form.add("hours" + std::to_string(weekday), weekday < 6 ? "7:30-11:30; 13h30-17h" : "");
    return form;
  }
  static http::Fields head_day(std::string_view day) {
    return {{"day", std::string(day)}, {"hours", "8-11"},   {"head", "Chủ tịch Lò Văn Mẫu"},
            {"subject", "Đất đai"},    {"kind", "regular"}, {"once", "d" + std::string(day)}};
  }
  DayId only_day() {
    return db()
        .read([&](db::Tx& tx) {
          return head_days(tx, place.id, clock.today() - 9, clock.today() + 99);
        })
        .at(0)
        .id;
  }

  std::string href, kept;
};
GANDAN_EACH_ENGINE(ReceptionPlaces);

TEST_P(ReceptionPlaces, AreShownWithTheirHoursAndTheHeadsDays) {
  EXPECT_TRUE(get("/receptions").contains(place.name));
  EXPECT_TRUE(get(href).contains("No hours are announced yet"));
  auto keeps = officer(Role::reception_officer, body_name);
  EXPECT_EQ(keeps.get("/desk/schedule").status, 200);
  EXPECT_EQ(keeps.get(kept + "/hours").status, 200);
  const auto saved = keeps.post_form(kept + "/hours", week());
  ASSERT_EQ(saved.status, 303) << saved.body;
  EXPECT_TRUE(keeps.get(saved.location()).contains("The hours are saved."));
  ASSERT_EQ(keeps.post_form(kept + "/day", head_day("13/11/2026")).status, 303);
  ASSERT_EQ(keeps.post_form(kept + "/day", head_day("13/11/2026")).status, 303);
  const auto page = get(href);
  for (const char* shown : {"Open until 11:30", "07:30–11:30, 13:30–17:00", "Chủ tịch Lò Văn Mẫu",
                            "Đất đai", "Regular day"})
    EXPECT_TRUE(page.contains(shown)) << shown;
  only_day();
  const auto days = db().read(
      [&](db::Tx& tx) { return head_days(tx, place.id, clock.today(), clock.today() + 9); });
  EXPECT_EQ(days.size(), 1U) << "a button pressed twice announces one day";
  EXPECT_TRUE(get("/receptions?q=dong+dang").contains(place.name));
  EXPECT_FALSE(get("/receptions?q=nowhere").contains(place.name));
}

TEST_P(ReceptionPlaces, PromiseNoHoursOfTheHeadThatAreOver) {
  auto keeps = officer(Role::reception_officer, body_name);
  ASSERT_EQ(keeps.post_form(kept + "/day", head_day("13/11/2026")).status, 303);
  const auto promised = [this] { return get("/receptions").contains("13 Nov 2026"); };
  clock.set(start_of(Date::of(2026, 11, 13)) + std::chrono::hours(6));
  EXPECT_TRUE(promised());
  clock.set(start_of(Date::of(2026, 11, 13)) + std::chrono::hours(21));
  EXPECT_FALSE(promised());
}

TEST_P(ReceptionPlaces, AreACalendarAndASheetForTheDoor) {
  auto keeps = officer(Role::reception_officer, body_name);
  ASSERT_EQ(keeps.post_form(kept + "/hours", week()).status, 303);
  ASSERT_EQ(keeps.post_form(kept + "/day", head_day("13/11/2026")).status, 303);
  const auto file = get(href + ".ics");
  EXPECT_EQ(file.headers.get("Content-Type"), "text/calendar; charset=utf-8");
  EXPECT_TRUE(file.contains("DTSTART:20261111T003000Z")) << "07:30 in Vietnam";
  EXPECT_TRUE(file.contains("UID:reception-day-" + std::to_string(only_day().value)));
  const auto sheet = get(href + "/notice");
  EXPECT_TRUE(sheet.contains("Schedule of receptions"));
  EXPECT_TRUE(sheet.contains("Chủ tịch Lò Văn Mẫu"));
  EXPECT_EQ(get("/receptions/NOWHERE").status, 404);
  EXPECT_EQ(get("/receptions/NOWHERE.ics").status, 404);
}

TEST_P(ReceptionPlaces, ShowADayOfADeputyAndOneThatWasMissedAsWhatTheyAre) {
  auto keeps = officer(Role::reception_officer, body_name);
  ASSERT_EQ(keeps.post_form(kept + "/day", head_day("11/11/2026")).status, 303);
  const std::string id = std::to_string(only_day().value);
  EXPECT_EQ(keeps.post_form(kept + "/hold", {{"id", id}, {"once", "a"}}).status, 422);
  const auto missed = keeps.post_form(kept + "/miss", {{"id", id}, {"reason", ""}, {"once", "b"}});
  EXPECT_EQ(missed.status, 422) << "with a reason alone";
  ASSERT_EQ(keeps.post_form(kept + "/hold", {{"id", id}, {"by", "deputy"}, {"once", "c"}}).status,
            303);
  clock.set(start_of(Date::of(2026, 11, 12)));
  const auto page = get(href);
  EXPECT_TRUE(page.contains("A deputy received in the head&#39;s place") ||
              page.contains("A deputy received in the head's place"));
  EXPECT_FALSE(page.contains("Not yet said"));
}

TEST_P(ReceptionPlaces, ChangeOnlyByWhoKeepsThem) {
  auto elsewhere = officer(Role::reception_officer, "Ủy ban nhân dân xã Chi Lăng");
  EXPECT_FALSE(elsewhere.get("/desk/schedule").contains(place.name));
  EXPECT_EQ(elsewhere.get(kept).status, 404);
  EXPECT_EQ(elsewhere.post_form(kept + "/hours", week()).status, 404);
  auto keeps = officer(Role::reception_officer, body_name);
  const http::Fields form{{"body", body_name},
                          {"name", "Điểm tiếp công dân bản Mẫu"},
                          {"address", "Nhà văn hóa bản Mẫu"},
                          {"counters", "2"},
                          {"access", "ramp"},
                          {"once", "n"}};
  const auto entered = keeps.post_form("/desk/schedule/new", form);
  ASSERT_EQ(entered.status, 303) << entered.body;
  EXPECT_TRUE(get("/receptions").contains("Điểm tiếp công dân bản Mẫu"));
  EXPECT_EQ(elsewhere.post_form("/desk/schedule/new", form).status, 422) << "not of their body";
}

}  // namespace
}  // namespace gandan::receptions
