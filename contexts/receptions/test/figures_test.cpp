// Figures of receptions: what is counted adds up, and tells of no denunciation.
#include <gmock/gmock.h>

#include "contexts/receptions/figures/behind.hpp"
#include "contexts/receptions/figures/indicators.hpp"
#include "contexts/receptions/test/support.hpp"

namespace gandan::receptions {
namespace {

class ReceptionFigures : public test::ReceptionsDatabase {
 protected:
  void SetUp() override {
    ReceptionsDatabase::SetUp();
    if (IsSkipped()) return;
    subject_ = figures_of_receptions();
    sealed_ = figures_with_denunciations();
  }
  void hear(Outcome outcome, Kind kind = Kind::complaint, int present = 1) {
    EnterForm it = form(kind);
    it.outcome = outcome;
    it.heard_by = HeardBy::head;
    it.explained = "Đã giải thích.";
    it.directed_to = "Tòa án";
    it.present = it.number = present;
    if (outcome == Outcome::refused) it.ground = Ground::threatens;
    if (present >= 5) it.people.front().role = PersonRole::representative;
    enter_as_is(it);
  }
  indicators::Report counted(std::string_view by = "", bool all = false) {
    const indicators::Subject& subject = all ? sealed_ : subject_;
    const indicators::Question question{
        .scope = {.from = Date::of(2026, 9, 1), .to = clock.today(), .as_of = clock.today()},
        .by = by.empty() ? nullptr : *subject.breakdown(by),
        .clock = clock,
        .directory = services().directory.get(),
        .locale = *i18n::find_locale("en")};
    return db().read([&](db::Tx& tx) { return indicators::report(tx, subject, question); });
  }
  static std::int64_t outcomes_of(const indicators::Row& row) {
    std::int64_t sum = 0;
    for (Outcome outcome : outcomes) sum += row[name(outcome)];
    return sum;
  }
  indicators::Subject subject_, sealed_;
};
GANDAN_EACH_ENGINE(ReceptionFigures);

TEST_P(ReceptionFigures, HaveOutcomesThatAddUpToTheVisitsInEveryRow) {
  for (Outcome outcome : outcomes) hear(outcome);
  hear(Outcome::guided, Kind::report, 7);
  for (const char* by :
       {"", "kind", "outcome", "body", "level", "place", "month", "head", "field"}) {
    const auto report = counted(by);
    EXPECT_EQ(report.total["visits"], 7);
    EXPECT_EQ(outcomes_of(report.total), 7);
    std::int64_t visits = 0;
    for (const indicators::Row& row : report.rows) {
      EXPECT_EQ(outcomes_of(row), row["visits"]) << by << " " << row.key;
      EXPECT_EQ(row["first"] + row["repeated"], row["visits"]) << by << " " << row.key;
      visits += row["visits"];
    }
    if (*by != '\0') {
      EXPECT_EQ(visits, 7) << by;
    }
  }
  EXPECT_EQ(counted().total["people"], 13);
  EXPECT_EQ(counted().total["groups_of_five"], 1);
}

TEST_P(ReceptionFigures, TellEverybodyNothingOfADenunciation) {
  hear(Outcome::guided);
  hear(Outcome::guided, Kind::denunciation);
  EXPECT_EQ(counted().total["visits"], 1);
  EXPECT_EQ(counted("kind").rows.size(), 1U);
  EXPECT_EQ(counted("", true).total["visits"], 2);
}

TEST_P(ReceptionFigures, CountTheDaysThatHeadsOweAndHold) {
  hear(Outcome::guided);
  EXPECT_EQ(counted().total["days_owed"], 2) << "September of a commune";
  EXPECT_EQ(counted().total["days_held"], 0);
  EXPECT_EQ(counted("body").total["days_owed"], 2);
  EXPECT_EQ(counted("kind").total["days_owed"], 2);
}

TEST_P(ReceptionFigures, OpenTheirVisitsToWhoMayReadTheBook) {
  hear(Outcome::accepted);
  hear(Outcome::guided, Kind::report);
  hear(Outcome::guided, Kind::denunciation);
  const std::string address = behind_href(
      {.scope = {.from = Date::of(2026, 9, 1), .to = clock.today(), .as_of = clock.today()},
       .by = *subject_.breakdown("kind"),
       .numbers = {std::int64_t(Kind::report), std::int64_t(Kind::denunciation)}},
      "guided");
  const auto listed = [&](std::string_view body) {
    const std::string page = officer(people::Role::reception_officer, body).get(address).body;
    std::size_t n = 0;
    for (auto at = page.find("/desk/receptions/TD-"); at != std::string::npos;
         at = page.find("/desk/receptions/TD-", at + 1))
      ++n;
    return n;
  };
  EXPECT_EQ(listed(body_name), 1U) << "not what was accepted, nor what is denounced";
  EXPECT_EQ(listed("Bộ Y tế"), 0U);
  EXPECT_TRUE(behind_href({.scope = {}}, "people").empty()) << "people are no list";
}

}  // namespace
}  // namespace gandan::receptions
