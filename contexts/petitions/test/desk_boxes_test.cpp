// What the desk of an officer of a place counts and lists, and by which indexes.
#include <gmock/gmock.h>

#include "contexts/petitions/desk/boxes.hpp"
#include "contexts/petitions/lists/listing_query.hpp"
#include "contexts/petitions/test/support.hpp"

namespace gandan::petitions {
namespace {

using testing::ElementsAre, testing::HasSubstr, testing::Not;

class DeskBoxes : public test::PetitionsDatabase {
 protected:
  std::string sent(std::optional<UnitId> place, std::optional<UnitId> province,
                   std::string_view body = "") {
    clock.advance(std::chrono::minutes(1));
    Submitted petition = send({.kind = "proposal",
                               .text = "Đề nghị sửa đường liên thôn.",
                               .place = place,
                               .province = province});
    if (!body.empty()) {
      EXPECT_TRUE(route_to(petition.id, body));
    }
    return petition.code;
  }
  people::Principal officer_of(UnitId area) {
    return {.grants = {{people::Role::reception_officer, area, people::Reach::area}}};
  }
  Filter box(const people::Principal& officer, Box box) {
    return db().read([&](db::Tx& tx) { return filter_of_box(tx, clock, officer, box); });
  }
  Petition load_by(const std::string& code) {
    return db().read([&](db::Tx& tx) { return find(tx, code).value(); });
  }
  std::vector<std::string> listed(const Filter& filter, int limit) {
    std::vector<std::string> codes;
    db().read([&](db::Tx& tx) {
      std::optional<Cursor> after;
      do {
        Page page = list(tx, clock, filter, limit, after);
        for (const ListRow& row : page.rows) codes.push_back(row.code);
        after = page.next;
      } while (after);
    });
    return codes;
  }
};
GANDAN_EACH_ENGINE(DeskBoxes);

TEST_P(DeskBoxes, AnOfficerOfAPlaceSeesOnceWhatIsThereByItsPlaceItsProvinceOrItsBody) {
  const UnitId province = unit("Tỉnh Lạng Sơn"), other = unit("Tỉnh Cao Bằng");
  const std::string by_both = sent(province, province);
  const std::string by_province = sent(std::nullopt, province);
  sent(other, other);
  const std::string by_place = sent(province, std::nullopt);
  const std::string by_body = sent(std::nullopt, std::nullopt, "Ủy ban nhân dân Tỉnh Lạng Sơn");
  const people::Principal officer = officer_of(province);
  EXPECT_THAT(listed(box(officer, Box::to_route), 100),
              ElementsAre(by_both, by_province, by_place));
  EXPECT_THAT(listed(box(officer, Box::to_route), 1), ElementsAre(by_both, by_province, by_place));
  EXPECT_EQ(
      db().read([&](db::Tx& tx) { return count(tx, clock, box(officer, Box::to_route), 100); }), 3);
  EXPECT_EQ(db().read([&](db::Tx& tx) {
    return count(tx, clock, {.sight = Sight::sealed, .reach = box(officer, Box::to_route).reach},
                 100);
  }),
            4);
}

TEST_P(DeskBoxes, WhatWasSentOnWaitsForOthersInSightOfWhoSentIt) {
  const UnitId province = unit("Tỉnh Lạng Sơn");
  const std::string sent_on = sent(province, province, "Bộ Nội vụ");
  sent(province, province);
  EXPECT_THAT(listed(box(officer_of(province), Box::with_others), 100), ElementsAre(sent_on));
  const people::Principal answering{
      .grants = {{people::Role::answering_officer, unit("Bộ Nội vụ"), people::Reach::body}}};
  EXPECT_FALSE(has(answering, Box::with_others)) << "it is theirs to answer";
}

TEST_P(DeskBoxes, EveryListIsReadInTheOrderOfClocksOrByWhenItCame) {
  const UnitId province = unit("Tỉnh Lạng Sơn");
  const std::string far = sent(province, province, "Bộ Nội vụ");
  clock.advance(std::chrono::hours(24));
  const std::string late = sent(province, province);  // to be sent on: its day is sooner
  const auto of_order = [&](desk::Sort sort) {
    return listed(db().read([&](db::Tx& tx) {
      return filter_of_box(tx, clock, officer_of(province), Box::open, sort);
    }),
                  1);
  };
  ASSERT_LT(load_by(late).clock.due_at, load_by(far).clock.due_at);
  EXPECT_THAT(of_order(desk::Sort::clocks), ElementsAre(late, far));
  EXPECT_THAT(of_order(desk::Sort::newest), ElementsAre(late, far));
  EXPECT_THAT(of_order(desk::Sort::oldest), ElementsAre(far, late));
}

TEST_P(DeskBoxes, KeysAreThoseThatItsPagesEndWith) {
  const UnitId province = unit("Tỉnh Lạng Sơn");
  for (int n = 0; n < 3; ++n) sent(province, n == 1 ? std::nullopt : std::optional(province));
  const Filter filter = box(officer_of(province), Box::to_route);
  db().read([&](db::Tx& tx) {
    const auto all = petitions::keys(tx, clock, filter, 100);
    ASSERT_EQ(all.size(), 3U);
    EXPECT_EQ(petitions::keys(tx, clock, filter, 2).size(), 2U);
    for (int n = 1; n < 3; ++n) {
      const auto end = list(tx, clock, filter, n).next.value();
      EXPECT_EQ(end.position, all[static_cast<std::size_t>(n) - 1].position);
      EXPECT_EQ(end.id, all[static_cast<std::size_t>(n) - 1].id);
    }
  });
}

struct Step {
  std::int64_t id = 0, parent = 0, unused = 0;
  std::string detail;
};

TEST_P(DeskBoxes, EachListOfAPlaceIsReadFromTheIndexOfItsPlacesAndNeverFromAllThatIsStored) {
  if (GetParam() != db::Engine::sqlite) GTEST_SKIP() << "its planner needs rows to choose by";
  const people::Principal officer = officer_of(unit("Tỉnh Lạng Sơn"));
  Query up_to(" limit 100");
  for (Box each : boxes_for(officer)) {
    Query query("explain query plan ");
    query.add(rows_of(clock, box(officer, each), "1", up_to));
    auto steps = db().read([&](db::Tx& tx) { return query.all<Step>(tx); });
    std::string plan;
    for (const Step& step : steps) plan += step.detail + "\n";
    EXPECT_THAT(plan, Not(HasSubstr("SCAN p\n"))) << name(each);
    EXPECT_THAT(plan, Not(HasSubstr("SCAN p USING"))) << name(each);
    EXPECT_THAT(plan, Not(HasSubstr("petitions_state"))) << name(each);
    if (each == Box::answered) {
      EXPECT_THAT(plan, HasSubstr("petitions_place"));
      EXPECT_THAT(plan, HasSubstr("petitions_province"));
    } else {
      EXPECT_THAT(plan, Not(HasSubstr("petitions_body"))) << name(each);
      EXPECT_THAT(plan, Not(HasSubstr("petitions_received"))) << name(each);
    }
  }
}

}  // namespace
}  // namespace gandan::petitions
