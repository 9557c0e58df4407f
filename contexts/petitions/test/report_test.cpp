// The report adds up, and says no more than may be told.
#include "contexts/petitions/figures/report.hpp"

#include <gmock/gmock.h>

#include <map>
#include <random>

#include "contexts/petitions/figures/totals.hpp"
#include "contexts/petitions/public/page_parts.hpp"
#include "contexts/petitions/test/report_database.hpp"
#include "kernel/journal/journal.hpp"

namespace gandan::petitions {
namespace {

using indicators::Report, indicators::Row;
using testing::HasSubstr, testing::Not, testing::UnorderedElementsAre;

class Reports : public test::ReportsDatabase {};
GANDAN_EACH_ENGINE(Reports);

TEST_P(Reports, WhatHasNoPlaceBodyOrFieldIsOneRowThatOpensAndPrintsNoTypedWords) {
  const UnitId province = unit("Tỉnh Lạng Sơn");
  send({.kind = "report",
        .text = "Đèn đường ngõ 5 tắt đã hai tuần nay.",
        .place_text = "Xã Đồng Đăng",
        .province = province});
  for (const char* typed : {"sau nhà văn hóa", "gần chợ, chỗ cây đa"})
    send({.kind = "report",
          .text = "Đèn đường ở đây cũng tắt đã lâu.",
          .addressed_to = "ông chủ tịch",
          .place_text = typed});
  for (std::string_view breakdown : {"place", "body", "level", "field"}) {
    Report made = by(breakdown);
    EXPECT_EQ(made.rows.size(), breakdown == "place" ? 2u : 1u);
    std::int64_t received = 0;
    for (const Row& row : made.rows) {
      EXPECT_EQ(opened(records_behind(row.part)), row["received"]) << row.label;
      received += row["received"];
    }
    EXPECT_EQ(received, 3);
    EXPECT_EQ(made.rows[0].key, none_code);
  }
  EXPECT_EQ(by("place").rows[0].label, "Place not known");
}

TEST_P(Reports, InJsonTooEachFigureNamesItsRecords) {
  send("Đèn đường ngõ 5 tắt đã hai tuần nay", "report");
  Report made = by("kind");
  const std::string json = to_json(made);
  const std::string today = clock.today().iso();
  EXPECT_THAT(json, HasSubstr(R"("records":{"received":"/petitions?)"));
  EXPECT_THAT(json, HasSubstr("to=" + today));
  EXPECT_THAT(json, HasSubstr("is=pending"));
  EXPECT_THAT(json, Not(HasSubstr("is=overdue"))) << "there is none";
}

TEST_P(Reports, WhatIsAnsweredWithinTheLastMinuteOfItsDueDayIsOnTime) {
  PetitionId in_time = send("Đề nghị làm thêm một cây cầu qua suối").id;
  PetitionId late = send("Đề nghị mở thêm một lớp mầm non").id;
  for (PetitionId id : {in_time, late}) ASSERT_TRUE(route_to(id, "Bộ Nội vụ").has_value());
  const Instant due = *load(in_time).clock.due_at;
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
  Report made = report_of({.from = today - 100, .to = today, .as_of = today});
  EXPECT_EQ(made.total["answered_on_time"], 1);
  EXPECT_EQ(made.total["overdue"], 1);
  EXPECT_EQ(opened({.verdict = Verdict::on_time}), 1);
  EXPECT_EQ(opened({.verdict = Verdict::overdue}), 1);
}

TEST_P(Reports, WhatIsNotDueYetIsNoPromiseKeptAndUnderFiveNothingIsSaid) {
  const UnitId body = unit("Bộ Nội vụ");
  std::vector<PetitionId> sent;
  for (int i = 0; i < 9; ++i) {
    sent.push_back(send("Đề nghị lắp thêm đèn đường số " + std::to_string(i)).id);
    ASSERT_TRUE(route_to(sent.back(), "Bộ Nội vụ").has_value());
  }
  auto standing = [&] {
    journal::seal_all(db(), clock);
    fold_all(db(), clock);
    const Standing said = by("body", {}, Date::of(2026, 1, 1)).rows.at(0).standing();
    auto totals = db().read([](db::Tx& tx) { return Totals::load(tx, in_totals); });
    EXPECT_EQ(standing_of(*totals, {body}), said) << "pages of bodies say what the report says";
    EXPECT_EQ(standing_of_year(*totals, 2026), said) << "and so does home";
    return said;
  };
  EXPECT_EQ(standing(), (Standing{.not_due = 9}));
  EXPECT_EQ(standing().rate(), std::nullopt) << "none of nine answered is not all in time";
  auto answer_it = [&](std::size_t i) {
    AnswerForm form{.outcome = Outcome::explained, .text = "Đang xem xét."};
    ASSERT_TRUE(
        act([&](db::Tx& tx, const Act& by) { return answer(tx, env(), by, sent[i], form); }));
  };
  for (std::size_t i = 0; i < 4; ++i) answer_it(i);
  EXPECT_EQ(rate_in_words(*i18n::find_locale("en"), standing()), "too few to say");
  clock.set(*load(sent[8]).clock.due_at + std::chrono::hours(1));
  answer_it(4);
  const Standing late = standing();
  EXPECT_EQ(late, (Standing{.answered = 5, .on_time = 4, .overdue = 4}));
  EXPECT_EQ(late.rate(), 4.0 / 9);
  EXPECT_EQ(opened({.verdict = Verdict::kept}), 4);
  EXPECT_EQ(opened({.verdict = Verdict::answered_late}), 1);
  EXPECT_EQ(opened({.verdict = Verdict::late}), 4);
  EXPECT_EQ(opened({.verdict = Verdict::not_due}), 0);
}

TEST_P(Reports, WhileAClockStandsNothingGrowsLateAndWhatIsWithdrawnWaitsNoMore) {
  PetitionId standing = send("Đề nghị làm thêm một cây cầu qua suối").id;
  PetitionId withdrawn = send("Đề nghị mở thêm một lớp mầm non").id;
  PetitionId open = send("Đề nghị lắp đèn đường trong bản").id;
  for (PetitionId id : {standing, withdrawn, open})
    ASSERT_TRUE(route_to(id, "Bộ Nội vụ").has_value());
  for (PetitionId id : {standing, withdrawn})
    ASSERT_TRUE(act([&](db::Tx& tx, const Act& by) {
                  return ask(tx, env(), by, id, "Ở xóm nào?");
                }).has_value());
  auto now = [&] { return by("none", {}, clock.today() - 400).total; };
  clock.set(*load(open).clock.due_at + std::chrono::hours(24 * 30));
  ASSERT_TRUE(db().write(
      [&](db::Tx& tx) { return withdraw(tx, env(), Act::by_resident(), withdrawn).has_value(); }));
  const Row then = now();
  EXPECT_EQ(then["received"], 3);
  EXPECT_EQ(then["pending"], 2);
  EXPECT_EQ(then["withdrawn"], 1);
  EXPECT_EQ(then["overdue"], 1);
  EXPECT_EQ(then["pending_overdue"], 1);
  EXPECT_EQ(opened({.verdict = Verdict::pending}), 2);
  EXPECT_EQ(opened({.verdict = Verdict::on_time}), 2);
  EXPECT_EQ(opened({.verdict = Verdict::overdue}), 1);
  EXPECT_EQ(opened({.verdict = Verdict::late}), 1);
  EXPECT_EQ(opened({.due_before = clock.now()}), 1);
  auto late = [&] {
    journal::seal_all(db(), clock);
    fold_all(db(), clock);
    return db().read([&](db::Tx& tx) { return Totals::load(tx, in_totals); })->get("late");
  };
  EXPECT_EQ(late(), 1);

  ASSERT_TRUE(db().write([&](db::Tx& tx) {
    return supplement(tx, env(), Act::by_resident(), standing, "Xóm Mẫu").has_value();
  }));
  EXPECT_EQ(late(), 1);
  clock.set(*load(standing).clock.due_at + std::chrono::hours(1));
  EXPECT_EQ(late(), 2);
  EXPECT_EQ(now()["overdue"], 2);
  EXPECT_EQ(now()["withdrawn"], 1);
}

TEST_P(Reports, InPublicNothingThatIsSealedOrCameSoIsCountedInAnyBreakdown) {
  send("Đề nghị lắp đèn đường");
  PetitionId softened = send("Khiếu nại quyết định số 1", "complaint").id;
  for (int i = 0; i < 9; ++i) send("Tố cáo việc thứ " + std::to_string(i), "denunciation");
  RouteForm form{.body = unit("Bộ Nội vụ"), .kind = Kind::report};
  ASSERT_TRUE(act([&](db::Tx& tx, const Act& by) { return route(tx, env(), by, softened, form); }));
  for (std::string_view breakdown : {"none", "kind", "field", "body", "level", "place", "month"}) {
    Report made = by(breakdown);
    EXPECT_EQ(made.total["received"], 1);
    EXPECT_EQ(made.rows.size(), breakdown == "none" ? 0u : 1u) << breakdown;
  }
  Report seen = by("kind", {.complaints = true});
  EXPECT_EQ(seen.total["received"], 2) << "the complaint that was found to be a report";
  EXPECT_EQ(by("kind", {.complaints = true, .denunciations = true}).total["received"], 11);
  EXPECT_EQ(by("kind", {.denunciations = true}).total["received"], 10);
}

TEST_P(Reports, WhatIsFoundToBeADenunciationStaysCountedAsIfNobodyRepliedAboutIt) {
  auto held = [&](const char* text) {
    return send({.kind = "report", .text = text, .may_publish = false}).id;
  };
  auto told = [&] {
    std::vector<std::string> all;
    for (const char* breakdown : {"kind", "field", "body", "level", "place", "month"})
      all.push_back(to_json(by(breakdown, {}, clock.today() - 430)));
    return all;
  };
  const Instant began = clock.now();
  PetitionId found = held("Cán bộ xã thu tiền không có biên lai.");
  clock.advance(std::chrono::hours(30));
  const auto before = told();
  RouteForm form{.body = unit("Bộ Nội vụ"), .kind = Kind::denunciation};
  ASSERT_TRUE(act([&](db::Tx& tx, const Act& by) { return route(tx, env(), by, found, form); }));
  EXPECT_EQ(told(), before);
  clock.advance(std::chrono::hours(24 * 400));
  const auto long_after = told();
  EXPECT_EQ(by("month", {}, clock.today() - 430).total["pending"], 1);
  EXPECT_EQ(by("month", {}, clock.today() - 430).total["overdue"], 0) << "nothing of its course";
  EXPECT_EQ(by("kind", {.denunciations = true}, clock.today() - 430).rows[0].key, "denunciation");

  // The same to everybody's eyes as a report whose sender was asked, and does not reply.
  clock.set(began);
  db().write([](db::Tx& tx) {
    for (const char* table :
         {"petition_clocks", "petition_notes", "petition_contacts", "petition_frozen", "petitions"})
      tx.run("delete from " + std::string(table), {});
  });
  PetitionId plain = held("Cán bộ xã thu tiền không có biên lai.");
  clock.advance(std::chrono::hours(30));
  ASSERT_TRUE(act([&](db::Tx& tx, const Act& by) { return ask(tx, env(), by, plain, "Ở đâu?"); }));
  EXPECT_EQ(told(), before);
  clock.advance(std::chrono::hours(24 * 400));
  EXPECT_EQ(told(), long_after);
}

TEST_P(Reports, AStatementOfAQuarterTellsEveryProvinceByItselfAndNeverChangesAgain) {
  const UnitId lang_son = unit("Tỉnh Lạng Sơn"), bac_ninh = unit("Tỉnh Bắc Ninh");
  auto denounced = [&](UnitId province, int n) {
    for (int i = 0; i < n; ++i)
      send({.kind = "denunciation",
            .text = "Tố cáo việc thu tiền không có biên lai",
            .province = province,
            .anonymous = true});
  };
  clock.set(start_of(Date::of(2026, 4, 1)));
  denounced(lang_son, 12);
  denounced(bac_ninh, 4);
  auto told = [&](std::optional<UnitId> place) {
    return db().read([&](db::Tx& tx) {
      return sealed_statement(tx, clock, Date::of(2026, 1, 1), Date::of(2026, 12, 31), place);
    });
  };
  clock.set(start_of(Date::of(2026, 7, 30)));
  EXPECT_EQ(told(lang_son).quarters.size(), 1u) << "the second has not closed";
  clock.set(start_of(Date::of(2026, 7, 31)));
  EXPECT_EQ(told(lang_son).quarters.at(0).denunciations.received.at_least, 10);
  EXPECT_EQ(told(bac_ninh).quarters.at(0).denunciations.received.at_least, 0);
  EXPECT_EQ(told(std::nullopt).quarters.at(0).denunciations.received.at_least, 10)
      << "not the 15 that 16 are: less the 10 they would say that some came from Bắc Ninh";
  EXPECT_FALSE(told(unit("Xã Đồng Đăng")).is_wide);
  EXPECT_TRUE(told(unit("Xã Đồng Đăng")).quarters.empty());
  // Nothing that is entered or found out later is of a quarter that has closed.
  denounced(bac_ninh, 3);
  EXPECT_EQ(told(bac_ninh).quarters.at(0).denunciations.received.at_least, 0);
}

TEST_P(Reports, NoDifferenceOfTwoThingsThatAreToldIsLessThanFiveOrNotToldByItself) {
  std::mt19937 random(7);
  const char* provinces[] = {"Tỉnh Lạng Sơn", "Tỉnh Bắc Ninh", "Tỉnh Cao Bằng"};
  std::map<std::pair<int, int>, std::int64_t> cells;  // quarter, province
  for (int quarter = 0; quarter < 3; ++quarter)
    for (int province = 0; province < 3; ++province) {
      clock.set(start_of(Date::of(2026, static_cast<unsigned>(1 + quarter * 3), 10)));
      const int n = std::uniform_int_distribution(0, 13)(random);
      for (int i = 0; i < n; ++i)
        send({.kind = "denunciation",
              .text = "Tố cáo việc thu tiền không có biên lai",
              .province = unit(provinces[province]),
              .anonymous = true});
      cells[{quarter, province}] = n / 5 * 5;
    }
  clock.set(start_of(Date::of(2026, 12, 1)));
  // Every permitted question: some quarters in a row, of a province or of everything.
  for (int first = 0; first < 3; ++first)
    for (int last = first; last < 3; ++last)
      for (int province = -1; province < 3; ++province) {
        const Date from = Date::of(2026, static_cast<unsigned>(1 + first * 3), 1);
        const Date to = disclosure::Quarter{2026, last + 1}.last();
        auto made = db().read([&](db::Tx& tx) {
          return sealed_statement(
              tx, clock, from, to,
              province < 0 ? std::nullopt : std::optional(unit(provinces[province])));
        });
        ASSERT_EQ(made.quarters.size(), static_cast<std::size_t>(last - first + 1));
        for (int quarter = first; quarter <= last; ++quarter) {
          std::int64_t expected = 0;
          for (int each = 0; each < 3; ++each)
            if (province < 0 || each == province) expected += cells[{quarter, each}];
          // So every answer is a sum of cells that are told by themselves, each none or five and
          // more: whatever sum or difference of answers is one of those again.
          EXPECT_EQ(made.quarters[static_cast<std::size_t>(last - quarter)]
                        .denunciations.received.at_least,
                    expected);
        }
      }
}

}  // namespace
}  // namespace gandan::petitions
