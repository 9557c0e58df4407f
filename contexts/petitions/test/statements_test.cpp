// The statements that are put together while the program runs: each is understood by both engines
// and selects as many columns as its rows have fields, which is counted without a row as well.
#include <gtest/gtest.h>

#include "contexts/petitions/figures/report.hpp"
#include "contexts/petitions/test/support.hpp"
#include "contexts/petitions/topics/topics.hpp"

namespace gandan::petitions {
namespace {

class BuiltStatements : public test::PetitionsDatabase {
 protected:
  /// How far may be looked: everywhere, nowhere, at bodies, at places, at both.
  const std::vector<Within> reaches{{.everywhere = true},
                                    {},
                                    {.bodies = {UnitId{1}}},
                                    {.areas = {UnitId{2}}},
                                    {.bodies = {UnitId{1}}, .areas = {UnitId{2}, UnitId{3}}}};

  /// Each asks for one thing more than nothing.
  [[nodiscard]] std::vector<Filter> filters() const {
    const Date day = clock.today();
    std::vector<Filter> all{
        {},
        {.kind = Kind::report},
        {.state = State::routed},
        {.outcome = Outcome::settled},
        {.outcome = Outcome::settled, .as_of = day - 1},
        {.field = FieldId{1}},
        {.field = no_field},
        {.bodies = {UnitId{1}}},
        {.bodies = {UnitId{1}}, .open_only = true},
        {.bodies = {no_unit, UnitId{1}}},
        {.provinces = {UnitId{2}}},
        {.places = {UnitId{2}}, .open_only = true},
        {.topic = TopicId{1}},
        {.from = day - 9, .to = day},
        {.states = {State::received, State::suspended}},
        {.visibility = Visibility::held, .may_be_published = true},
        {.denunciations = true},
        {.denunciations = false},
        {.due_from = clock.now()},
        {.due_before = clock.now()},
    };
    for (const Within& reach : reaches) all.push_back({.reach = reach});
    for (Verdict verdict :
         {Verdict::answered, Verdict::pending, Verdict::on_time, Verdict::overdue, Verdict::open,
          Verdict::late, Verdict::kept, Verdict::answered_late, Verdict::not_due})
      all.push_back({.verdict = verdict, .as_of = day - 1});
    return all;
  }
};
GANDAN_EACH_ENGINE(BuiltStatements);

TEST_P(BuiltStatements, OfListsAreUnderstoodWhateverIsAskedFor) {
  db().read([&](db::Tx& tx) {
    for (Filter filter : filters())
      for (Sight sight : {Sight::open, Sight::held, Sight::sealed}) {
        filter.sight = sight;
        for (Order order : {Order::newest, Order::oldest, Order::due, Order::answered}) {
          filter.order = order;
          EXPECT_TRUE(list(tx, clock, filter, 10).rows.empty());
          EXPECT_TRUE(list(tx, clock, filter, 10, Cursor{0, 1, 1}).rows.empty());
        }
        EXPECT_EQ(count(tx, clock, filter), 0);
      }
  });
}

TEST_P(BuiltStatements, OfSearchesAreUnderstoodWhateverIsAskedFor) {
  db().read([&](db::Tx& tx) {
    for (Filter filter : filters()) {
      EXPECT_TRUE(newest_matches(tx, clock, filter, 10).rows.empty());
      filter.words = "đèn đường";
      EXPECT_TRUE(list(tx, clock, filter, 10).rows.empty());
      EXPECT_TRUE(list(tx, clock, filter, 10, Cursor{1, 1, 1}).rows.empty());
      EXPECT_TRUE(newest_matches(tx, clock, filter, 10).rows.empty());
      EXPECT_EQ(count(tx, clock, filter), 0);
    }
  });
}

TEST_P(BuiltStatements, OfTopicsAreUnderstoodHoweverFarMayBeLooked) {
  db().read([&](db::Tx& tx) {
    for (const Within& reach : reaches) {
      EXPECT_TRUE(list_topics(tx, TopicState::proposed, 10, {}, reach).empty());
      EXPECT_EQ(count_topics(tx, TopicState::confirmed, 10, reach), 0);
      for (const auto& after : {std::optional<db::Cursor>(), std::optional(db::Cursor{9, 9, 9})})
        EXPECT_TRUE(weigh_topics(tx, TopicState::proposed, 10, after, reach).rows.empty());
      EXPECT_TRUE(subjects_of(tx, {TopicId{1}, TopicId{2}}, reach).empty());
    }
  });
}

TEST_P(BuiltStatements, OfTheReportAreUnderstoodByEveryBreakdownForWhoeverLooks) {
  const Date day = clock.today();
  const UnitId province = unit("Tỉnh Lạng Sơn");
  db().read([&](db::Tx& tx) {
    const auto directory = units::Directory::load(tx);
    for (const SealedSight& sealed :
         {SealedSight{}, SealedSight{.complaints = true}, SealedSight{.denunciations = true},
          SealedSight{true, true}}) {
      const indicators::Subject subject = report_subject_seeing(sealed);
      for (const char* by : {"none", "kind", "field", "body", "level", "place", "commune", "month"})
        for (Date as_of : {day, day - 1}) {
          const indicators::Scope scope{
              .from = day - 200, .to = day, .as_of = as_of, .unit = province};
          const auto made = indicators::report(
              tx, subject,
              {scope, *subject.breakdown(by), clock, directory, *i18n::find_locale("vi")});
          EXPECT_EQ(made.total["received"], 0);
        }
    }
  });
}

}  // namespace
}  // namespace gandan::petitions
