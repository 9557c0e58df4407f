#include "contexts/petitions/demo/demo.hpp"

#include <gmock/gmock.h>

#include <set>

#include "contexts/petitions/demo/data.hpp"
#include "contexts/petitions/test/support.hpp"
#include "kernel/tasks/lists.hpp"

namespace gandan::petitions {
namespace {

using testing::IsSupersetOf;

class Demonstration : public test::PetitionsDatabase {
 protected:
  std::int64_t count(const db::Sql& sql) {
    return *db().read([&](db::Tx& tx) { return tx.one<std::int64_t>(sql); });
  }
};
GANDAN_EACH_ENGINE(Demonstration);

const db::Sql petitions_in_all{"select count(*) from petitions"};
const db::Sql states_of_kinds{
    "select count(*) from (select distinct kind, state from petitions) s"};
const db::Sql states_in_all{"select count(*) from (select distinct state from petitions) s"};
const db::Sql outcomes_in_all{
    "select count(*) from (select distinct outcome from petition_answers) s"};
const db::Sql answered_late{"select count(*) from petitions where answered_at > due_at"};
const db::Sql after_now{"select count(*) from journal where at > :now"};
const db::Sql in_no_place{"select count(*) from petitions where place_id is null"};
const db::Sql held_with_telephone{
    "select visibility from petitions where text like '%0900 000 777%'"};
const db::Sql denouncers_in_contacts{R"(
  select count(*) from petition_contacts c join petitions p on p.id = c.petition_id
  where p.kind = 4)"};
const db::Sql sealed_denouncers{"select count(*) from sealed_identities"};
const db::Sql by_officers{"select count(*) from journal where actor_kind = 2"};

/// Loading takes a second or more, so what is true of the result is asked of one.
TEST_P(Demonstration, IsAWholeOfEveryKindStateAndOutcome) {
  DemoLoaded loaded = load_demo(services());
  EXPECT_GE(loaded.petitions, 400);
  EXPECT_EQ(count(petitions_in_all), loaded.petitions);
  EXPECT_EQ(count(states_in_all), 10);
  EXPECT_GE(count(states_of_kinds), 20);
  EXPECT_EQ(count(outcomes_in_all), 4);
  EXPECT_GT(count(answered_late), 10);
  EXPECT_EQ(count(in_no_place), 0);

  // The journal is whole, names the officers, and knows nothing of the future.
  auto verified = db().read([](db::Tx& tx) { return journal::verify(tx); });
  EXPECT_EQ(verified.broken_at, std::nullopt) << verified.reason;
  EXPECT_EQ(verified.entries, verified.sealed);
  EXPECT_GT(count(by_officers), 800);
  Instant now = clock.now() + std::chrono::minutes(1);
  EXPECT_EQ(db().read([&](db::Tx& tx) {
    return *tx.one<std::int64_t>(after_now, {{"now", now}});
  }),
            0);

  // Of what was promised something is owed, overdue, done, done late, not done, and doubted.
  const Date today = clock.today();
  std::set<tasks::State> stand;
  db().read([&](db::Tx& tx) {
    for (tasks::Show each : tasks::shows)
      for (const tasks::Undertaking& row : tasks::list(tx, {.show = each}, today, 500).rows)
        stand.insert(tasks::state_of(row, today));
  });
  using tasks::State;
  EXPECT_THAT(stand, IsSupersetOf({State::not_due, State::overdue, State::done, State::done_late,
                                   State::not_done, State::doubted}));

  // Who denounces is sealed; a text with a telephone number waits for an officer's look.
  EXPECT_EQ(count(denouncers_in_contacts), 0);
  EXPECT_GT(count(sealed_denouncers), 5);
  EXPECT_EQ(count(held_with_telephone), static_cast<int>(Visibility::held));

  const people::SignInOffers offers = demo_sign_ins();
  EXPECT_GT(offers.accounts.size(), 10u);
  for (const people::SignInOffer& offer : offers.accounts) {
    people::SignInForm form{offer.username, offers.password, "", ""};
    EXPECT_TRUE(people::sign_in({db(), clock, services().people, services().keys}, form))
        << offer.username;
  }
}

TEST_P(Demonstration, IsRefusedWhereThereIsAPetitionAndLeavesNothingBehind) {
  send("Đề nghị sửa cầu treo của thôn trước mùa mưa");
  EXPECT_THROW((void)load_demo(services()), std::runtime_error);
  EXPECT_EQ(count(petitions_in_all), 1);
  EXPECT_EQ(count(by_officers), 0);
}

TEST_P(Demonstration, CanStillBeLoadedYearsFromNow) {
  clock.set(start_of(Date::of(2029, 2, 14)) + std::chrono::hours(9));
  EXPECT_GE(load_demo(services()).petitions, 400);
}

TEST(DemonstrationData, NamesEachPetitionOnceAndEachFieldAndBodyOfAnEvent) {
  std::set<std::string> keys;
  for (const DemoPetition& petition : read_demo_data(Date::of(2026, 10, 1)).petitions) {
    EXPECT_TRUE(keys.insert(petition.key).second) << petition.key;
    for (const DemoEvent& event : petition.events) {
      EXPECT_EQ(event.what == "route", !event.body.empty()) << petition.key;
      EXPECT_EQ(event.what == "route", !event.field.empty()) << petition.key;
    }
  }
}

}  // namespace
}  // namespace gandan::petitions
