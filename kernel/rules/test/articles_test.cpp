// The rows of the law that a reader of the texts had missed or found under a wrong article, each as
// its article says it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kernel/journal/migrations.hpp"
#include "kernel/rules/migrations.hpp"
#include "kernel/rules/rules.hpp"
#include "kernel/rules/test/days.hpp"
#include "lib/db/test_support.hpp"

namespace gandan::rules {
namespace {

class Articles : public db::test::OnEachEngine {
 protected:
  Articles()
      : OnEachEngine({{"journal", journal::migrations::files()}, {"rules", migrations::files()}}) {}

  FixedClock clock_{Date::of(2026, 8, 1)};
  Ids ids_{clock_, 1};
};
GANDAN_EACH_ENGINE(Articles);

struct Article {
  const char* law;
  const char* article;
  const char* rule;
  int value;
  LimitUnit unit;
  LimitKind kind;
};

constexpr const char* supervision = "Luật Hoạt động giám sát 87/2015/QH13";

std::vector<Article> articles() {
  constexpr const char* complaints = "Luật Khiếu nại 02/2011/QH13";
  constexpr const char* denunciations = "Luật Tố cáo 25/2018/QH14";
  constexpr const char* democracy = "Luật Thực hiện dân chủ ở cơ sở 10/2022/QH15";
  constexpr const char* reception = "Luật Tiếp công dân 42/2013/QH13";
  constexpr const char* reception_decree = "Nghị định 154/2026/NĐ-CP";

  using enum LimitUnit;
  constexpr auto act = LimitKind::due, right = LimitKind::prescription, effect = LimitKind::minimum,
                 notice = LimitKind::notice;
  return {
      // "Có văn bản thông báo đình chỉ … mà sau 30 ngày người khiếu nại không tiếp tục khiếu nại".
      {complaints, "Điều 11 khoản 8", "complaint.continue_after_ending", 30, calendar_day, right},
      {complaints, "Điều 56 khoản 2", "complaint.send_decision_discipline_second", 7, calendar_day,
       act},
      {complaints, "Điều 57 khoản 1 điểm a", "complaint.take_effect_discipline_first", 30,
       calendar_day, effect},
      {complaints, "Điều 57 khoản 1 điểm b", "complaint.take_effect_discipline_second", 30,
       calendar_day, effect},
      {complaints, "Điều 66 khoản 2", "complaint.inform_front", 7, calendar_day, act},
      {complaints, "Điều 66 khoản 2", "complaint.answer_front", 7, calendar_day, act},
      {denunciations, "Điều 24 khoản 1 (thông báo ngay)", "denunciation.inform_not_accepted", 0,
       calendar_day, act},
      {supervision, "Điều 30 khoản 2", "supervision.inform_standing_committee", 7, calendar_day,
       act},
      {supervision, "Điều 30 khoản 4", "supervision.report_standing_committee", 30, calendar_day,
       act},
      {supervision, "Điều 44 khoản 2", "supervision.inform_committee", 7, calendar_day, act},
      {supervision, "Điều 56 khoản 1 điểm b", "supervision.answer_deputy", 15, calendar_day, act},
      {supervision, "Điều 73 khoản 2", "supervision.report_council", 7, calendar_day, act},
      {democracy, "Điều 40 khoản 1 điểm c", "inspection.answer_commune", 15, calendar_day, act},
      {democracy, "Điều 45 khoản 1 điểm b", "inspection.investment_plan", 45, calendar_day, notice},
      {democracy, "Điều 45 khoản 2 điểm c", "inspection.answer_investment", 15, calendar_day, act},
      {democracy, "Điều 63 khoản 1 điểm c", "inspection.answer_agency", 15, calendar_day, act},
      {reception, "Điều 28 khoản 2", "reception.pass_on_result", 5, working_day, act},
      {reception_decree, "Điều 4 khoản 3", "reception.refuse", 3, working_day, act},
      {reception_decree, "Điều 23 khoản 1", "reception.online_notice", 5, working_day, notice},
      {reception_decree, "Điều 23 khoản 1", "reception.online_test", 1, working_day, notice},
      {reception_decree, "Điều 23 khoản 1", "reception.online_connect", 1, hour, notice},
      {reception_decree, "Điều 41 khoản 3 điểm b", "letter.neglect", 45, calendar_day, act},
  };
}

TEST_P(Articles, AreEachARowWithItsNumberUnitAndKind) {
  Rules rules(db(), ids_, clock_);
  auto book = rules.book();
  for (const Article& article : articles()) {
    SCOPED_TRACE(article.rule);
    // Of the law of 2015 the last row that was read: another law came after it.
    const bool was_replaced = std::string_view(article.law) == supervision;
    const Limit* limit = book->find(article.rule, day(was_replaced ? "2026-02-28" : "2026-07-01"));
    ASSERT_NE(limit, nullptr);
    EXPECT_EQ(limit->basis, std::string(article.law) + ", " + article.article);
    EXPECT_EQ(limit->value, article.value);
    EXPECT_EQ(limit->unit, article.unit);
    EXPECT_EQ(limit->kind, article.kind);
    EXPECT_EQ(limit->remote_value, std::nullopt) << "the article knows no remote areas";
    EXPECT_TRUE(limit->verified) << "its words were read";
  }
}

TEST_P(Articles, SayFromWhatTheyCountWhereThatIsNoReceipt) {
  Rules rules(db(), ids_, clock_);
  auto book = rules.book();
  const std::pair<const char*, const char*> beginnings[] = {
      {"reception.refuse", "from having the grounds"},
      {"complaint.continue_after_ending", "after notice that it was ended"},
      {"complaint.answer_front", "from the decision"},
      {"supervision.report_council", "from the decision"}};
  for (const auto& [rule, words] : beginnings)
    EXPECT_THAT(book->find(rule, day("2026-07-01"))->title_en, testing::HasSubstr(words));
}

}  // namespace
}  // namespace gandan::rules
