// The report adds up, and each of its figures opens exactly the records behind it.
#include "contexts/petitions/report.hpp"

#include <gmock/gmock.h>

#include "contexts/petitions/page_parts.hpp"
#include "contexts/petitions/test/support.hpp"
#include "contexts/petitions/totals.hpp"
#include "kernel/journal/journal.hpp"
#include "kernel/module/services.hpp"

namespace gandan::petitions {
namespace {

using testing::ElementsAre, testing::IsEmpty;

class Reports : public test::PetitionsDatabase {
 protected:
  Report by(By by) {
    const Date today = clock.today();
    return db().read([&](db::Tx& tx) {
      auto directory = units::Directory::load(tx);
      return report(tx, {.from = today - 30, .to = today, .as_of = today, .by = by}, *directory,
                    *i18n::find_locale("en"));
    });
  }
  int opened(Filter filter) {
    return db().read([&](db::Tx& tx) { return count(tx, clock, filter); });
  }
};
GANDAN_EACH_ENGINE(Reports);

TEST_P(Reports, what_has_no_place_body_or_field_is_one_row_that_opens_and_prints_no_typed_words) {
  const UnitId province = unit("Tỉnh Lạng Sơn");
  send({.kind = "report",
        .text = "Đèn đường ngõ 5 tắt đã hai tuần nay.",
        .place_text = "Xã Đồng Đăng",
        .province = province});
  for (const char* typed : {"sau nhà ông Mẫu", "gần chợ, chỗ cây đa"})
    send({.kind = "report",
          .text = "Đèn đường ở đây cũng tắt đã lâu.",
          .addressed_to = "ông chủ tịch",
          .place_text = typed});
  for (By breakdown : {By::place, By::body, By::level, By::field}) {
    Report made = by(breakdown);
    EXPECT_EQ(made.rows.size(), breakdown == By::place ? 2u : 1u);
    std::int64_t received = 0;
    for (const ReportRow& row : made.rows) {
      EXPECT_EQ(opened(*row.filter), row.figures.received) << row.label;
      received += row.figures.received;
    }
    EXPECT_EQ(received, 3);
    EXPECT_EQ(made.rows[0].key, none_code);
  }
  EXPECT_EQ(by(By::place).rows[0].label, "Place not known");
}

TEST_P(Reports, what_is_answered_within_the_last_minute_of_its_due_day_is_on_time) {
  PetitionId in_time = send("Đề nghị làm thêm một cây cầu qua suối").id;
  PetitionId late = send("Đề nghị mở thêm một lớp mầm non").id;
  for (PetitionId id : {in_time, late}) ASSERT_TRUE(route_to(id, "Bộ Nội vụ").has_value());
  const Instant due = *load(in_time).due_at;
  auto answer_at = [&](PetitionId id, Instant at) {
    clock.set(at);
    AnswerForm form{.outcome = Outcome::explained, .text = "Đang xem xét."};
    ASSERT_TRUE(act([&](db::Tx& tx, const Act& by) { return answer(tx, env(), by, id, form); }));
  };
  answer_at(in_time, due + -std::chrono::seconds(30));
  EXPECT_EQ(clock.today(), civil_date(due));
  answer_at(late, due + std::chrono::seconds(30));
  EXPECT_EQ(clock.today(), civil_date(due) + 1);
  const Date today = clock.today();
  Report made = db().read([&](db::Tx& tx) {
    auto directory = units::Directory::load(tx);
    return report(tx, {.from = today - 100, .to = today, .as_of = today}, *directory,
                  *i18n::find_locale("en"));
  });
  EXPECT_EQ(made.total.answered_on_time, 1);
  EXPECT_EQ(made.total.overdue, 1);
  EXPECT_EQ(opened({.verdict = Verdict::on_time}), 1);
  EXPECT_EQ(opened({.verdict = Verdict::overdue}), 1);
}

TEST_P(Reports, while_a_clock_stands_nothing_grows_late_and_what_is_withdrawn_waits_no_more) {
  PetitionId standing = send("Đề nghị làm thêm một cây cầu qua suối").id;
  PetitionId withdrawn = send("Đề nghị mở thêm một lớp mầm non").id;
  PetitionId open = send("Đề nghị lắp đèn đường trong bản").id;
  for (PetitionId id : {standing, withdrawn, open})
    ASSERT_TRUE(route_to(id, "Bộ Nội vụ").has_value());
  for (PetitionId id : {standing, withdrawn})
    ASSERT_TRUE(act([&](db::Tx& tx, const Act& by) {
                  return ask(tx, env(), by, id, "Ở xóm nào?");
                }).has_value());
  auto made = [&] {
    const Date today = clock.today();
    return db().read([&](db::Tx& tx) {
      auto directory = units::Directory::load(tx);
      return report(tx, {.from = today - 400, .to = today, .as_of = today}, *directory,
                    *i18n::find_locale("en"));
    });
  };
  clock.set(*load(open).due_at + std::chrono::hours(24 * 30));
  ASSERT_TRUE(db().write([&](db::Tx& tx) {
    return withdraw(tx, env(), Act::by_petitioner(), withdrawn).has_value();
  }));
  const Figures now = made().total;
  EXPECT_EQ(now.received, 3);
  EXPECT_EQ(now.pending, 2);
  EXPECT_EQ(now.withdrawn, 1);
  EXPECT_EQ(now.overdue, 1);
  EXPECT_EQ(now.pending_overdue, 1);
  EXPECT_EQ(opened({.verdict = Verdict::pending}), 2);
  EXPECT_EQ(opened({.verdict = Verdict::on_time}), 2);
  EXPECT_EQ(opened({.verdict = Verdict::overdue}), 1);
  EXPECT_EQ(opened({.verdict = Verdict::late}), 1);
  EXPECT_EQ(opened({.due_before = clock.now()}), 1);
  auto late = [&] {
    journal::seal_all(db(), clock);
    fold_all(db(), clock);
    return db().read([&](db::Tx& tx) { return Totals::load(tx); })->get("late");
  };
  EXPECT_EQ(late(), 1);

  ASSERT_TRUE(db().write([&](db::Tx& tx) {
    return supplement(tx, env(), Act::by_petitioner(), standing, "Xóm Mẫu").has_value();
  }));
  EXPECT_EQ(late(), 1);
  clock.set(*load(standing).due_at + std::chrono::hours(1));
  EXPECT_EQ(late(), 2);
  EXPECT_EQ(made().total.overdue, 2);
  EXPECT_EQ(made().total.withdrawn, 1);
}

TEST_P(Reports, in_public_so_few_complaints_or_denunciations_are_not_told_apart) {
  auto in_public = [&] {
    Report made = by(By::kind);
    suppress_small_cells(made, *i18n::find_locale("en"));
    std::vector<std::string> names;
    for (const ReportRow& row : made.rows) names.push_back(row.key);
    EXPECT_EQ(made.suppressed, names.empty());
    return names;
  };
  for (int i = 0; i < 6; ++i) send("Đề nghị lắp đèn đường số " + std::to_string(i));
  EXPECT_THAT(in_public(), ElementsAre("proposal"));
  send("Tôi tố cáo việc thu tiền không có biên lai", "denunciation");
  EXPECT_THAT(in_public(), IsEmpty());
  for (int i = 0; i < 4; ++i) send("Khiếu nại quyết định số " + std::to_string(i), "complaint");
  EXPECT_THAT(in_public(), ElementsAre("proposal", "complaint_or_denunciation"));
  send("Khiếu nại quyết định số 5", "complaint");
  EXPECT_THAT(in_public(), ElementsAre("proposal", "complaint_or_denunciation"));
  for (int i = 0; i < 4; ++i) send("Tố cáo việc thứ " + std::to_string(i), "denunciation");
  EXPECT_THAT(in_public(), ElementsAre("proposal", "complaint", "denunciation"));
}

}  // namespace
}  // namespace gandan::petitions
