#include "kernel/rules/pages.hpp"

#include <gtest/gtest.h>

#include "kernel/rules/sources.hpp"
#include "kernel/testing/site.hpp"

namespace gandan::rules {
namespace {

/// The pages, which tell `told` what contexts are told.
Module pages_that_tell(std::vector<Date>& told) {
  return {
      .name = "rules", .migrations = {}, .add_routes = [&told](http::App& app, Services& services) {
        add_pages(app, services.database, services.ids, services.clock, services.rules,
                  [&told](Date since) {
                    told.push_back(since);
                    return std::int64_t{3};
                  });
      }};
}

class RulesPages : public gandan::test::Site {
 protected:
  RulesPages() : Site({pages_that_tell(told_)}, {.today = Date::of(2026, 8, 3), .units = false}) {}

  void SetUp() override {
    Site::SetUp();
    if (IsSkipped()) return;
    account("quantri", {{people::Role::administrator}});
    sign_in(client(), "quantri");
  }
  const Limit& limit(std::string_view rule) {
    return *rules->book()->find(rule, Date::of(2026, 8, 3));
  }
  static http::Fields typed(const Limit& limit, std::string value) {
    http::Fields fields = {{"rule", limit.rule},
                           {"title_vi", limit.title_vi},
                           {"title_en", limit.title_en},
                           {"kind", "due"},
                           {"unit", "working_day"},
                           {"value", std::move(value)},
                           {"times", "1"},
                           {"valid_from", limit.valid_from.iso()},
                           {"valid_to", ""},
                           {"basis", limit.basis},
                           {"source", "Read"},
                           {"flags", "rolls"},
                           {"flags", "verified"}};
    return fields;
  }

  std::vector<Date> told_;
};
GANDAN_EACH_ENGINE(RulesPages);

TEST_P(RulesPages, EveryLimitIsShownWithItsBasis) {
  auto page = client().get("/admin/rules?word=dieu");
  EXPECT_EQ(page.status, 200);
  EXPECT_TRUE(page.contains("Luật Khiếu nại 02/2011/QH13, Điều 28"));
  EXPECT_TRUE(page.contains("30 calendar days; remote areas 45"));
  EXPECT_TRUE(page.contains("to be confirmed"));
}

TEST_P(RulesPages, LawsAreListedAndTheirLimitsNarrowedByWordAndLaw) {
  const auto all = client().get("/admin/rules");
  EXPECT_TRUE(all.contains(
      "<a href=\"/admin/rules?law=Lu%E1%BA%ADt%20T%E1%BB%91%20c%C3%A1o%2025%2F2018%2FQH14\">"));
  EXPECT_FALSE(all.contains("Điều 28b")) << "a law's limits are on a page of their own";
  const auto by_law =
      client().get("/admin/rules?law=Lu%E1%BA%ADt%20T%E1%BB%91%20c%C3%A1o%2025%2F2018%2FQH14");
  EXPECT_TRUE(by_law.contains("<h2>Luật Tố cáo 25/2018/QH14</h2>"));
  EXPECT_FALSE(by_law.contains("Luật Khiếu nại 02/2011/QH13, Điều"));
  const auto by_word = client().get("/admin/rules?word=DIEU+28b");
  EXPECT_TRUE(by_word.contains("Điều 28b khoản 1"));
  EXPECT_FALSE(by_word.contains("Điều 30"));
  const auto none = client().get("/admin/rules?word=%3Cb%3Ezzz");
  EXPECT_TRUE(none.contains("No limit fits"));
  EXPECT_TRUE(none.contains("value=\"&lt;b&gt;zzz\""));
}

TEST_P(RulesPages, EveryShippedSourceIsReadInVietnameseAndStaysAsItIs) {
  const i18n::Locale& vi = *i18n::find_locale("vi");
  for (const Limit& each : rules->book()->limits())
    EXPECT_NE(source_in(each.source, vi), each.source) << each.rule << ": reference/sources.csv";
  const Limit old = limit("complaint.first_settlement");
  const std::string path = "/admin/rules/" + std::to_string(old.id.value);
  client().with_cookie("lang", "vi");
  EXPECT_TRUE(client().get(path).contains("Văn bản pháp điển"));
  http::Fields form;
  for (const http::Field& field : typed(old, "31"))
    form.add(field.name, field.name == "source" ? source_in(old.source, vi) : field.value);
  EXPECT_EQ(client().post_form(path, form).status, 303);
  EXPECT_EQ(limit("complaint.first_settlement").source, old.source);
}

TEST_P(RulesPages, AnEditedLimitCountsAtOnce) {
  const Limit old = limit("reflection.answer");
  const std::string path = "/admin/rules/" + std::to_string(old.id.value);
  EXPECT_TRUE(client().get(path).contains("value=\"15\""));
  EXPECT_EQ(client().post_form(path, typed(old, "soon")).status, 422);
  EXPECT_EQ(client().post_form(path, typed(old, "20")).status, 303);
  EXPECT_EQ(limit("reflection.answer").value, 20);
  EXPECT_TRUE(limit("reflection.answer").verified);
  EXPECT_EQ(client().get("/admin/rules/1").status, 404);
}

TEST_P(RulesPages, ASecondRowForTheSameDaysIsRefused) {
  auto again = client().post_form("/admin/rules/new", typed(limit("reflection.answer"), "20"));
  EXPECT_EQ(again.status, 422);
  EXPECT_TRUE(again.contains("Another row holds on one of these days."));
}

TEST_P(RulesPages, ADayIsEnteredAndRemoved) {
  EXPECT_EQ(client()
                .post_form("/admin/calendar", {{"date_day", "24"},
                                               {"date_month", "12"},
                                               {"date_year", "2026"},
                                               {"kind", "off"},
                                               {"name", "<b>Own</b>"},
                                               {"source", "order 1"}})
                .location(),
            "/admin/calendar?year=2026&done=saved&moved=3");
  EXPECT_EQ(told_, std::vector<Date>{Date::of(2026, 12, 24)});
  EXPECT_TRUE(client()
                  .get("/admin/calendar?year=2026&done=saved&moved=3")
                  .contains("The limits of 3 open cases moved."));
  for (const char* other : {"done=saved&moved=x", "moved=3"})
    EXPECT_FALSE(client().get("/admin/calendar?year=2026&" + std::string(other)).contains("moved."))
        << other;
  EXPECT_FALSE(rules->book()->calendar().is_working(Date::of(2026, 12, 24)));
  EXPECT_TRUE(client().get("/admin/calendar?year=2026").contains("&lt;b&gt;Own&lt;/b&gt;"));
  client().post_form("/admin/calendar/remove", {{"date", "2026-12-24"}});
  EXPECT_TRUE(rules->book()->calendar().is_working(Date::of(2026, 12, 24)));
  EXPECT_EQ(client().post_form("/admin/calendar", {{"date_day", "31"}, {"date_month", "2"}}).status,
            422);
  EXPECT_EQ(client().get("/admin/calendar?year=9999").status, 404);
}

TEST_P(RulesPages, AYearOfTwoDigitsIsOfThisCentury) {
  EXPECT_EQ(client()
                .post_form("/admin/calendar", {{"date_day", "24"},
                                               {"date_month", "12"},
                                               {"date_year", "26"},
                                               {"kind", "off"},
                                               {"name", "x"},
                                               {"source", "x"}})
                .location(),
            "/admin/calendar?year=2026&done=saved&moved=3");
  http::Fields fields;
  for (const http::Field& field : typed(limit("reflection.answer"), "20"))
    fields.add(field.name, field.name == "valid_from" ? "1/7/26" : field.value);
  const std::string path = "/admin/rules/" + std::to_string(limit("reflection.answer").id.value);
  EXPECT_EQ(client().post_form(path, fields).status, 303);
  EXPECT_EQ(limit("reflection.answer").valid_from, Date::of(2026, 7, 1));
}

}  // namespace
}  // namespace gandan::rules
