// What a context declares and counts becomes a report: sums, the period before, rows, files, page.
#include "kernel/indicators/report.hpp"

#include <gmock/gmock.h>

#include <sstream>

#include "kernel/indicators/command.hpp"
#include "kernel/indicators/drawing.hpp"
#include "kernel/indicators/sentences.hpp"
#include "kernel/indicators/test/visits.hpp"
#include "kernel/testing/site.hpp"

namespace gandan::indicators {
namespace {

using testing::ElementsAre, testing::HasSubstr, testing::Not;

class SubjectReport : public gandan::test::Site {
 protected:
  SubjectReport()
      : Site({{.name = "visits", .migrations = {}, .indicators = {test::subject()}}},
             {.units = false}) {}

  Report of(Date from, std::string_view by) {
    const auto names = directory().get();
    return db().read([&](db::Tx& tx) {
      return report(tx, visits_,
                    {{.from = from, .to = Date::of(2026, 9, 30), .as_of = clock.today()},
                     *visits_.breakdown(by),
                     clock,
                     names,
                     *i18n::find_locale("en")});
    });
  }
  const Date august_ = Date::of(2026, 8, 1), september_ = Date::of(2026, 9, 1);

 private:
  const Subject visits_ = test::subject();
};
GANDAN_EACH_ENGINE(SubjectReport);

TEST_P(SubjectReport, AddsWhatAddsCountsPersonsOnceAndSaysNoRateUnderFive) {
  const Report made = of(september_, "none");
  EXPECT_EQ(made.total["received"], 5);
  EXPECT_EQ(made.total["people"], 3);
  EXPECT_EQ(made.total.standing(),
            (Standing{.answered = 3, .on_time = 2, .overdue = 1, .not_due = 1}));
  EXPECT_EQ(made.total.standing().rate(), std::nullopt) << "of four that fell due";
  EXPECT_EQ(made.previous["received"], 1) << "thirty days before";
  EXPECT_TRUE(made.rows.empty());
  EXPECT_EQ(of(august_, "none").total.standing().rate(), 3.0 / 5);
}

TEST_P(SubjectReport, GroupsOfOneKeyAreOneRowAndRowsStandInTheOrderOfTheMeasure) {
  const Report halves = of(august_, "half");
  std::vector<std::string> order;
  for (const Row& row : halves.rows)
    order.push_back(row.key + " " + std::to_string(row["received"]));
  EXPECT_THAT(order, ElementsAre("first 4", "second 2"));
  EXPECT_EQ(halves.rows[0]["people"] + halves.rows[1]["people"], 5) << "the second came in both";

  const Report bodies = of(august_, "body");  // which no unit is
  ASSERT_EQ(bodies.rows.size(), 1U);
  EXPECT_EQ(bodies.rows[0].key, none_key);
  EXPECT_EQ(bodies.rows[0]["received"], 6);
  EXPECT_EQ(bodies.rows[0]["people"], 4);
  EXPECT_THAT(bodies.rows[0].part.numbers, ElementsAre(1, 2));
}

TEST_P(SubjectReport, AMonthAsksForItsOwnDaysWithinThePeriod) {
  const Report made = of(Date::of(2026, 8, 10), "month");
  ASSERT_EQ(made.rows.size(), 2U);
  EXPECT_EQ(made.rows[0].key, "2026-08");
  EXPECT_EQ(made.rows[0].part.scope.from, Date::of(2026, 8, 10));
  EXPECT_EQ(made.rows[0].part.scope.to, Date::of(2026, 8, 31));
  EXPECT_EQ(made.rows[1].cells[0].href, "/visits?from=2026-09-01&is=0&of=5");
  EXPECT_EQ(made.rows[1].cells[7].href, made.rows[1].cells[3].href) << "a ratio opens its part";
}

TEST_P(SubjectReport, SaysTheSameAsJsonAndAsCsv) {
  const Report made = of(august_, "half");
  const std::string json = to_json(made);
  EXPECT_THAT(json,
              HasSubstr(R"({"received":6,"people":4,"answered":4,"answered_on_time":3,)"
                        R"("answered_late":1,"pending_overdue":1,"standing":{"answered":4,)"
                        R"("on_time":3,"answered_late":1,"overdue":1,"not_due":1,"rate":0.6})"));
  EXPECT_THAT(json, HasSubstr(R"("as_of":"2026-10-01","counted":"all","by":"half","rows":[{)"));
  EXPECT_THAT(json, HasSubstr(R"("not_due":"/visits?from=2026-08-01&is=6&of=1")"));
  EXPECT_THAT(json, Not(HasSubstr("is=1&"))) << "persons are listed nowhere";
  EXPECT_THAT(json, HasSubstr(R"("key":"second","label":"Second half")"));
  EXPECT_THAT(to_csv(made),
              HasSubstr("Name,Received,Answered,Answered in time,Answered late,Overdue,Not due yet,"
                        "\"In time, of what fell due\"\r\n"
                        "First half,4,3,2,1,1,0,too few to say\r\n"));
  EXPECT_THAT(to_csv(made), testing::EndsWith("All,6,4,3,1,1,1,60.0%\r\n"));
}

TEST_P(SubjectReport, IsAPageWhoseFiguresOpenWithWhatTheContextAdds) {
  run({.get = "/reports/visits?from=1/8/2026&to=30/9/2026",
       .shows = {"Visits", "Nobody is named.", "And no more.", "60.0%", "By month",
                 "Came and answered, by month", "/visits?from=2026-08-01&amp;is=0&amp;of=6",
                 "&amp;format=csv"}});
  run({.get = "/reports/visits?from=2026-08-01&by=half", .shows = {"First half", "By half"}});
  run({.get = "/reports/visits?format=json", .shows = {R"("by":"month")"}});
  run({.get = "/reports/books", .status = 404});
}

TEST_P(SubjectReport, SaysInSentencesWhatItCountedAndNoShareUnderFive) {
  EXPECT_THAT(sentences_of(of(august_, "none")),
              ElementsAre("Received: 6, from 1 Aug 2026 to 30 Sep 2026.",
                          "Of 5 that fell due, 60.0% were answered in time.",
                          "1 waits past its limit; not due yet: 1."));
  const auto september = sentences_of(of(september_, "none"));
  EXPECT_EQ(september[0], "Received: 5, from 1 Sep 2026 to 30 Sep 2026.")
      << "one came in the period before, with which nothing is compared";
  EXPECT_EQ(september[1], "4 have fallen due: too few for a share to be said.");
  EXPECT_EQ(sentences_of(of(Date::of(2026, 9, 30), "none"))[1],
            "Nothing of it has fallen due yet.");
}

TEST_P(SubjectReport, SaysOfARowThatItHasMostOnlyWhereItAloneDoes) {
  Report made = of(august_, "half");
  Breakdown told = *made.question.by;
  told.most = "Most in {name}: {n} of {total}.";
  made.question.by = &told;
  EXPECT_EQ(sentence_of_rows(made), "") << "four are too few to be said to stand out";
  made.rows[0].cells[0].n = made.rows[1].cells[0].n = 7;
  EXPECT_EQ(sentence_of_rows(made), "") << "two have as many";
  made.rows[0].cells[0].n = 8;
  EXPECT_EQ(sentence_of_rows(made), "Most in First half: 8 of 6.");
}

TEST_P(SubjectReport, IsAWorkbookAndAPictureWithItsTitleAndSource) {
  const Report made = of(august_, "month");
  EXPECT_TRUE(to_xlsx(made, "here").starts_with("PK"));
  EXPECT_EQ(to_xlsx(made, "here"), to_xlsx(made, "here"));
  const std::string drawn = to_svg(made, "https://example.org/reports/visits");
  EXPECT_TRUE(drawn.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\""));
  EXPECT_THAT(drawn, HasSubstr("<title>Visits: By month</title>"));
  EXPECT_THAT(drawn, HasSubstr("Source: https://example.org/reports/visits"));
  EXPECT_THAT(drawn, HasSubstr("Received: 6, from 1 Aug 2026 to 30 Sep 2026."));
  EXPECT_EQ(to_svg(of(august_, "none"), "here"), "") << "there is nothing to draw";
  run({.get = "/reports/visits?format=svg&by=none", .status = 404});
}

TEST_P(SubjectReport, StandsAmongThoseOfAllAreasWithWhatItsFiguresMean) {
  run({.get = "/reports",
       .shows = {"href=\"/reports/visits\"", "Visits", "What each figure means",
                 "Came in the period."}});
}

TEST_P(SubjectReport, NamesEachDayAndUnitThatIsWrongAndTellsOfNoDayAhead) {
  run({.get = "/reports/visits?from=yesterday&unit=nowhere",
       .status = 422,
       .shows = {"Write the day like 1/7/2026.", "No area or body has this code or name."},
       .hides = {"Nobody is named."}});
  run({.get = "/reports/visits?as_of=2999-01-01&format=json",
       .status = 422,
       .shows = {R"("field":"as_of")"}});
  run({.get = "/reports/visits?from=2026-09-02&to=2026-09-01", .status = 422});
  run({.get = "/reports/visits?by=colour",
       .status = 422,
       .shows = {"There is no such breakdown.", "href=\"#by\"", "id=\"by-error\""},
       .hides = {"Nobody is named."}});
  run({.get = "/reports/visits?by=colour&format=json",
       .status = 422,
       .shows = {R"("field":"by")"}});
}

TEST(IndicatorDeclarations, AreCheckedBeforeAnybodyIsServed) {
  auto refused = [](auto spoil) {
    std::vector<Subject> subjects{test::subject()};
    spoil(subjects);
    EXPECT_THROW(check(subjects), std::logic_error);
  };
  EXPECT_NO_THROW(check(std::vector{test::subject()}));
  refused([](auto& all) { all.push_back(all[0]); });
  refused([](auto& all) { all[0].indicators.push_back(all[0].indicators[0]); });
  refused([](auto& all) { all[0].indicators[0].definition = ""; });
  refused([](auto& all) { all[0].indicators.back().tag = "rate"; });
  refused([](auto& all) { all[0].indicators.back().part = "kept"; });
  refused([](auto& all) { all[0].indicators.erase(all[0].indicators.begin() + 4); });
  refused([](auto& all) { all[0].breakdowns[0].row = ""; });
  refused([](auto& all) { all[0].breakdowns[1].key_of = nullptr; });
  refused([](auto& all) { all[0].breakdowns[2].none = ""; });
  refused([](auto& all) { all[0].breakdowns[2].name = "none"; });
  refused([](auto& all) { all[0].figures.push_back("kept"); });
  refused([](auto& all) { all[0].beside_bars = "received"; });
}

TEST(IndicatorDeclarations, ArePrintedWithWhatEachMeans) {
  std::ostringstream out;
  print_definitions(out, std::vector{test::subject()}, *i18n::find_locale("en"));
  EXPECT_THAT(out.str(), HasSubstr("visits (visits), by month, half, body\n"
                                   "  received [sum, in all: received] Came in the period.\n"
                                   "  people [once] The different persons who came.\n"));
}

TEST(Scopes, ThePeriodBeforeIsOfTheSameLengthAndStoodAsManyDaysLater) {
  const Scope scope{Date::of(2026, 9, 1), Date::of(2026, 9, 30), Date::of(2026, 10, 10)};
  EXPECT_EQ(scope.before().from, Date::of(2026, 8, 2));
  EXPECT_EQ(scope.before().to, Date::of(2026, 8, 31));
  EXPECT_EQ(scope.before().as_of, Date::of(2026, 9, 10));
}

TEST(Standings, SayARateOfFiveOrMoreThatFellDueAndElseWhyNot) {
  const i18n::Locale& en = *i18n::find_locale("en");
  EXPECT_EQ(rate_in_words(en, Standing{.answered = 5, .on_time = 4}), "80.0%");
  EXPECT_EQ(rate_in_words(en, Standing{.answered = 2, .on_time = 2, .overdue = 2}),
            "too few to say");
  EXPECT_EQ(rate_in_words(en, Standing{.not_due = 9}), "–");
  EXPECT_EQ(rate_figure(en, Standing{.answered = 2}, "in time", "").change, "too few to say");
}

}  // namespace
}  // namespace gandan::indicators
