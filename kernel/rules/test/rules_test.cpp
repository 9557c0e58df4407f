#include "kernel/rules/rules.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include "kernel/journal/migrations.hpp"
#include "kernel/journal/vouch.hpp"
#include "kernel/rules/committed.hpp"
#include "kernel/rules/migrations.hpp"
#include "kernel/rules/test/days.hpp"
#include "lib/db/test_support.hpp"

namespace gandan::rules {
namespace {

class RulesTest : public db::test::OnEachEngine {
 protected:
  RulesTest()
      : OnEachEngine({{"journal", journal::migrations::files()}, {"rules", migrations::files()}}) {}

  std::string written(const std::string& text) {
    std::string path = file("list.csv");
    std::ofstream(path) << text;
    return path;
  }
  std::vector<std::string> verbs_of(Ref subject) {
    std::vector<std::string> verbs;
    for (journal::Recorded& entry :
         db().read([&](db::Tx& tx) { return journal::entries_of(tx, subject); }))
      verbs.push_back(std::move(entry.verb));
    return verbs;
  }
  Date due(const Rules& rules, std::string_view rule, std::string_view received,
           bool remote = false) {
    return rules.book()->due(rule, at(received), {.remote = remote}).value().date;
  }

  FixedClock clock_{Date::of(2026, 8, 1)};
  Ids ids_{clock_, 1};
  journal::Actor officer_ = journal::Actor::officer(9);
};
GANDAN_EACH_ENGINE(RulesTest);

TEST_P(RulesTest, TheReferenceIsLoadedOnceAndEveryRowHasItsBasis) {
  EXPECT_GT(load_reference(db(), ids_, clock_), 100);
  EXPECT_EQ(load_reference(db(), ids_, clock_), 0);
  auto book = db().read([](db::Tx& tx) { return load_rulebook(tx); });
  ASSERT_GE(book.limits().size(), 70u);
  for (const Limit& limit : book.limits()) {
    EXPECT_FALSE(limit.basis.empty() || limit.source.empty() || limit.title_vi.empty() ||
                 limit.title_en.empty())
        << limit.rule;
    EXPECT_GE(limit.value, 0) << limit.rule;  // 0: "ngay", on the same day
    const bool is_act = limit.kind != LimitKind::prescription && limit.kind != LimitKind::minimum;
    EXPECT_EQ(limit.rolls, is_act) << limit.rule << ": a right, an effect ends on its own day";
    const bool was_read = limit.source.find("not read") == std::string::npos;
    EXPECT_TRUE(was_read || !limit.verified) << limit.rule;
    EXPECT_GT(limit.value_at(true), limit.value - (limit.remote_value ? 0 : 1)) << limit.rule;
  }
  for (int year = 2024; year <= 2027; ++year) EXPECT_TRUE(book.calendar().knows(year));
}

TEST_P(RulesTest, WhatWasReceivedBeforeAChangeKeepsTheOldLimit) {
  Rules rules(db(), ids_, clock_);
  // Ten calendar days until the end of June 2026; seven working days after.
  EXPECT_EQ(due(rules, "complaint.accept", "2026-06-30"), day("2026-07-10"));
  EXPECT_EQ(due(rules, "complaint.accept", "2026-07-01"), day("2026-07-10"));
  EXPECT_EQ(due(rules, "complaint.accept", "2026-07-03"), day("2026-07-14"));
  auto before = rules.book()->due("complaint.accept", at("2026-06-30"));
  EXPECT_EQ(before->unit, LimitUnit::calendar_day);
  EXPECT_EQ(before->basis, "Luật Khiếu nại 02/2011/QH13, Điều 27");
  EXPECT_TRUE(before->verified);
}

TEST_P(RulesTest, ANoticeIsCountedBackFromItsEventAndAtOnceIsTheSameDay) {
  Rules rules(db(), ids_, clock_);
  EXPECT_EQ(due(rules, "reception.online_notice", "2026-07-13"), day("2026-07-06"));
  EXPECT_EQ(rules.book()->due("reception.online_connect", at("2026-07-13 08:00:00"))->at,
            at("2026-07-13 07:00:00"));
  EXPECT_EQ(due(rules, "inspection.investment_plan", "2026-09-14"), day("2026-07-31"));
  EXPECT_EQ(due(rules, "denunciation.inform_not_accepted", "2026-07-01"), day("2026-07-01"));
}

TEST_P(RulesTest, WhatReplacedALawIsNotVerifiedBeforeItWasRead) {
  Rules rules(db(), ids_, clock_);
  auto book = rules.book();
  EXPECT_TRUE(book->due("supervision.answer_deputy", at("2026-02-27"))->verified);
  EXPECT_FALSE(book->due("supervision.answer_deputy", at("2026-03-02"))->verified);
  EXPECT_FALSE(book->due("reflection.answer", at("2026-07-01"))->verified);
}

TEST_P(RulesTest, RemoteAreasHaveLongerLimitsForComplaints) {
  Rules rules(db(), ids_, clock_);
  EXPECT_EQ(due(rules, "complaint.first_settlement", "2026-07-01"), day("2026-07-31"));
  EXPECT_EQ(due(rules, "complaint.first_settlement", "2026-07-01", true),
            day("2026-08-17"));  // rolled
  EXPECT_EQ(due(rules, "denunciation.settle", "2026-07-01", true), day("2026-07-31"));
}

TEST_P(RulesTest, SwappedDaysCount) {
  Rules rules(db(), ids_, clock_);
  // Friday 2 May 2025 was off, Saturday 26 April worked.
  EXPECT_EQ(due(rules, "denunciation.forward", "2025-04-25"), day("2025-05-06"));
}

TEST_P(RulesTest, AnUnknownRuleIsToldFromOneThatWasNotYetInForce) {
  Rules rules(db(), ids_, clock_);
  EXPECT_EQ(rules.book()->due("nonsense", at("2026-07-01")).error(), DueError::unknown_rule);
  EXPECT_EQ(rules.book()->due("reception.refuse", at("2026-06-30")).error(),
            DueError::not_in_force);
}

TEST_P(RulesTest, ABodysOwnRowGoesBeforeTheLaws) {
  Rules rules(db(), ids_, clock_);
  constexpr UnitId ministry{7};
  db().write([&](db::Tx& tx) {
    Limit own = *rules.book()->find("voter_petition.answer", day("2026-07-01"));
    own.id = {};
    own.body = ministry;
    own.value = 30;
    ASSERT_TRUE(save_limit(tx, ids_, clock_, officer_, own));
  });
  EXPECT_EQ(rules.book()->find("voter_petition.answer", day("2026-07-01"), ministry)->value, 60);
  rules.refresh();
  EXPECT_EQ(rules.book()->find("voter_petition.answer", day("2026-07-01"), ministry)->value, 30);
  EXPECT_EQ(rules.book()->find("voter_petition.answer", day("2026-07-01"), UnitId{8})->value, 60);
}

TEST_P(RulesTest, AnEditedRowSurvivesTheNextStart) {
  Rules rules(db(), ids_, clock_);
  Limit edited = *rules.book()->find("reflection.answer", day("2026-07-01"));
  edited.value = 20;
  db().write([&](db::Tx& tx) {
    ASSERT_TRUE(save_limit(tx, ids_, clock_, officer_, edited));
    ASSERT_TRUE(
        set_day(tx, clock_, officer_, day("2026-12-24"), DayKind::off, "Own holiday", "order 1"));
    ASSERT_TRUE(set_day(tx, clock_, officer_, day("2026-01-01"), std::nullopt, "", ""));
  });
  EXPECT_EQ(load_reference(db(), ids_, clock_), 0);
  auto entries = db().read([&](db::Tx& tx) {
    return journal::entries_of(tx, {"limit", edited.id.value});
  });
  ASSERT_EQ(entries.size(), 1u);
  EXPECT_EQ(entries[0].verb, "rules.save_limit");
  EXPECT_EQ(entries[0].actor_id, 9);
  rules.refresh();
  EXPECT_EQ(rules.book()->find("reflection.answer", day("2026-07-01"))->value, 20);
  EXPECT_FALSE(rules.book()->calendar().is_working(day("2026-12-24")));
  EXPECT_TRUE(rules.book()->calendar().is_working(day("2026-01-01")));
}

TEST_P(RulesTest, ARowThatWasGivenAnotherFirstDayIsNotShippedASecondTime) {
  Rules rules(db(), ids_, clock_);
  Limit edited = *rules.book()->find("reflection.answer", day("2026-07-01"));
  edited.valid_from = edited.valid_from + 30;
  db().write([&](db::Tx& tx) { ASSERT_TRUE(save_limit(tx, ids_, clock_, officer_, edited)); });
  EXPECT_EQ(load_reference(db(), ids_, clock_), 0);
}

TEST_P(RulesTest, RefusesRowsThatContradictOthersOrHaveNoBasis) {
  Rules rules(db(), ids_, clock_);
  auto save = [&](auto change) {
    Limit limit{
        .rule = "own.rule", .value = 5, .basis = "Order 1", .valid_from = day("2026-01-01")};
    change(limit);
    return db().write([&](db::Tx& tx) { return save_limit(tx, ids_, clock_, officer_, limit); });
  };
  EXPECT_TRUE(save([](Limit&) {}));
  EXPECT_EQ(save([](Limit&) {}).error(), EditError::overlaps);
  EXPECT_EQ(save([](Limit& limit) { limit.rule = "Has Space"; }).error(), EditError::rule_missing);
  EXPECT_EQ(save([](Limit& limit) { limit.value = -1; }).error(), EditError::value_out_of_range);
  EXPECT_EQ(save([](Limit& limit) { limit.basis.clear(); }).error(), EditError::basis_missing);
  EXPECT_EQ(save([](Limit& limit) { limit.valid_to = day("2025-01-01"); }).error(),
            EditError::dates_reversed);
}

TEST_P(RulesTest, AnImportedListReplacesItsYearsAndCanBeImportedAgain) {
  Rules rules(db(), ids_, clock_);
  std::string rows =
      "\xEF\xBB\xBF"
      "date,kind,name_en\r\n2024-01-01,off,\"New Year, observed\"\r\n2024-01-06,worked,swap\r\n"
      "2024-13-01,off,no such day\r\n2024-02-02,perhaps,no such kind\r\n";
  for (int i = 8; i <= 16; ++i)
    rows += "2024-02-" + std::to_string(100 + i).substr(1) + ",off,Tet\n";
  std::string list = written(rows);
  auto result = import_holidays(db(), clock_, list);
  EXPECT_EQ(result.days, 11);
  EXPECT_EQ(result.years, std::vector<int>{2024});
  EXPECT_EQ(result.swaps_removed, 1);  // 4 May 2024, which the reference knew
  ASSERT_EQ(result.rejected.size(), 2u);
  EXPECT_EQ(result.rejected[0].line, 4);
  EXPECT_EQ(import_holidays(db(), clock_, list).days, 11);
  EXPECT_EQ(load_reference(db(), ids_, clock_), 0);
  rules.refresh();
  EXPECT_TRUE(rules.book()->calendar().is_working(day("2024-01-06")));
  EXPECT_FALSE(rules.book()->calendar().is_working(day("2024-05-04")));
  auto days = db().read([](db::Tx& tx) { return days_of_year(tx, 2024); });
  EXPECT_EQ(days.size(), 11u);
  EXPECT_EQ(days[0].name, "New Year, observed");
}

TEST_P(RulesTest, AFewDaysAreAddedToAYearAndTakeNoneAway) {
  Rules rules(db(), ids_, clock_);
  auto before = db().read([](db::Tx& tx) { return days_of_year(tx, 2025); });
  auto result =
      import_holidays(db(), clock_, written("date,kind\n2025-04-26,worked\n2025-12-24,off\n"));
  EXPECT_EQ(result.days, 2);
  EXPECT_EQ(result.years, std::vector<int>{});
  rules.refresh();
  const Calendar& calendar = rules.book()->calendar();
  EXPECT_FALSE(calendar.is_working(day("2025-04-30"))) << "a national holiday stays one";
  EXPECT_TRUE(calendar.is_working(day("2025-04-26")));
  EXPECT_FALSE(calendar.is_working(day("2025-12-24")));
  auto after = db().read([](db::Tx& tx) { return days_of_year(tx, 2025); });
  EXPECT_GE(after.size(), before.size() + 1);
}

TEST_P(RulesTest, AnImportHasAnEntryForEachDayThatItChanges) {
  using Verbs = std::vector<std::string>;
  Rules rules(db(), ids_, clock_);
  const std::string list = written("date,kind\n2025-04-26,worked\n2025-12-24,off\n");
  import_holidays(db(), clock_, list);
  import_holidays(db(), clock_, list);  // changes nothing
  EXPECT_EQ(verbs_of({"calendar_year", 2025}), Verbs({"rules.import_year", "rules.import_year"}));
  EXPECT_EQ(verbs_of({"calendar_day", day("2025-12-24").days}), Verbs({"rules.set_day"}));
  EXPECT_EQ(verbs_of({"calendar_day", day("2025-04-26").days}), Verbs({"rules.set_day"}))
      << "its source is another";
  EXPECT_EQ(verbs_of({"calendar_day", day("2025-04-30").days}), Verbs());
  std::string whole = "date\n";
  for (int i = 10; i <= 30; ++i) whole += "2025-12-" + std::to_string(i) + "\n";
  import_holidays(db(), clock_, written(whole));
  EXPECT_EQ(verbs_of({"calendar_day", day("2025-04-30").days}), Verbs({"rules.clear_day"}));
}

TEST_P(RulesTest, EveryLimitAndDayIsCommittedToInParts) {
  load_reference(db(), ids_, clock_);
  const auto committed = commitments_to_rules().records;
  ASSERT_EQ(committed.size(), 2u);
  const auto count_with = [&](const journal::Committed& kind, std::size_t parts) {
    return db().read([&](db::Tx& tx) {
      std::size_t rows = 0;
      for (const auto& [id, of_row] :
           journal::parts_of(tx, kind, tx.all<std::int64_t>(*kind.vouched->all)))
        rows += of_row.size() == parts;
      return rows;
    });
  };
  const auto book = db().read([](db::Tx& tx) { return load_rulebook(tx); });
  EXPECT_EQ(count_with(committed[0], 3), book.limits().size());
  EXPECT_GT(count_with(committed[1], 1), 50u);
  EXPECT_EQ(committed[1].named(day("2026-09-02").days), "calendar_day 2026-09-02");
}

TEST_P(RulesTest, WhatTheProgramShipsIsToldOnceTheLogVouchesForIt) {
  using Verbs = std::vector<std::string>;
  const auto accept = [&] {
    return db().read([](db::Tx& tx) {
      return load_rulebook(tx).find("complaint.accept", day("2026-08-01"))->id;
    });
  };
  const Date holiday = day("2026-09-02");
  load_reference(db(), ids_, clock_);
  EXPECT_EQ(verbs_of({"limit", accept().value}), Verbs()) << "a server that starts enters all";
  journal::vouch(db(), clock_, commitments_to_rules().records);
  EXPECT_EQ(verbs_of({"limit", accept().value}), Verbs({"rules.vouch"}));
  // An earlier program shipped less.
  db().write([&](db::Tx& tx) {
    tx.run("delete from limits where rule = 'complaint.accept'", {});
    tx.run("delete from calendar_days where date = :date", {{"date", holiday}});
  });
  EXPECT_GT(load_reference(db(), ids_, clock_), 0);
  EXPECT_EQ(verbs_of({"limit", accept().value}), Verbs({"rules.load"})) << "it is another row";
  EXPECT_EQ(verbs_of({"calendar_day", holiday.days}), Verbs({"rules.vouch", "rules.load"}));
  EXPECT_EQ(verbs_of({"calendar_day", day("2026-01-01").days}), Verbs({"rules.vouch"}))
      << "of the same year, and as it was";
}

TEST_P(RulesTest, AListIsReadHoweverItWasSaved) {
  for (const char* list : {"sep=;\r\n DATE ;Kind;Name\r\n24/12/2025;OFF;x\r\n",
                           "Date\tKind\tName\n24-12-25\toff\tx\n", "date\n2025-12-24\n"}) {
    auto result = import_holidays(db(), clock_, written(list));
    EXPECT_EQ(result.days, 1) << list;
    EXPECT_EQ(result.since, Date::of(2025, 1, 1)) << list;
  }
  EXPECT_EQ(
      import_holidays(db(), clock_, written("date\n12/24/2025\n"), text::DateOrder::month_first)
          .days,
      1);
  EXPECT_THROW(import_holidays(db(), clock_, written("date,Date\n1/1/2025,2/1/2025\n")),
               std::runtime_error);
}

TEST_P(RulesTest, AFileWithoutDatesIsRefused) {
  EXPECT_THROW(import_holidays(db(), clock_, written("day\n2024-01-01\n")), std::runtime_error);
  EXPECT_THROW(import_holidays(db(), clock_, file("none.csv")), std::runtime_error);
}

}  // namespace
}  // namespace gandan::rules
