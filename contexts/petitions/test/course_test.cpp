// What holds for the way of every kind: its rules are rows, and old cases keep their day.
#include "contexts/petitions/test/course_walk.hpp"

namespace gandan::petitions {
namespace {

class Course : public test::CourseWalk {};
GANDAN_EACH_ENGINE(Course);

TEST_P(Course, EachRuleOfTheTablesIsARowOfTheLawOrOfABody) {
  for (Matter matter : matters)
    for (Stage stage : stages)
      if (auto rule = rule_of(matter, stage); !rule.empty()) {
        const rules::Limit* limit = book->find(rule, clock.today());
        ASSERT_NE(limit, nullptr) << rule;
        EXPECT_EQ(limit->verified,
                  !std::string_view(rule).starts_with("letter.") && is_settled(matter))
            << rule;
      }
  EXPECT_TRUE(rule_of(Matter::nameless_denunciation, Stage::settlement).empty());
}

TEST_P(Course, WhatWasOpenBeforeTheStagesKeepsItsDayUntilItIsAccepted) {
  const PetitionId id =
      receive({"", "complaint", test::Where::near, "", State::received, "", "", "", ""});
  ASSERT_TRUE(happen(id, test::read_deed("10-02 route")));
  // As an earlier version left it: the settlement counted from where the body had it.
  Petition old = load(id);
  old.clock.rule = "complaint.first_settlement";
  old.clock.due_at = end_of(Date::of(2026, 11, 2));
  db().write([&](db::Tx& tx) { save(tx, old); });
  ASSERT_TRUE(happen(id, test::read_deed("10-06 ask")));
  EXPECT_EQ(load(id).clock.due_at, old.clock.due_at);
  ASSERT_TRUE(happen(id, test::read_deed("10-07 accept")));
  EXPECT_EQ(civil_date(*load(id).clock.due_at), Date::of(2026, 11, 6));
}

}  // namespace
}  // namespace gandan::petitions
