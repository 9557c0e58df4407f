// What may be told of secret matters: cells, quarters, and who sees more.
#include "kernel/disclosure/disclosure.hpp"

#include <gmock/gmock.h>

#include "kernel/units/import.hpp"
#include "kernel/units/migrations.hpp"
#include "kernel/units/units.hpp"
#include "lib/db/test_support.hpp"

namespace gandan::disclosure {
namespace {

using testing::ElementsAre, testing::IsEmpty;

std::vector<std::string> names(const std::vector<Quarter>& quarters) {
  std::vector<std::string> out;
  for (const Quarter& quarter : quarters) out.push_back(quarter.name());
  return out;
}

TEST(Cell, TellsNoneAndFewerThanFiveAlikeAndMoreByFives) {
  for (std::int64_t n = 0; n < smallest_cell; ++n) EXPECT_EQ(Cell::of(n), Cell::of(0));
  EXPECT_EQ(Cell::of(5).at_least, 5);
  EXPECT_EQ(Cell::of(14).at_least, 10);
  Cell sum = Cell::of(4);
  sum += Cell::of(4);
  EXPECT_EQ(sum, Cell::of(0)) << "two small cells do not become one that tells of both";
}

TEST(Told, PartsAreToldOnlyWhereNoTwoFiguresLeaveASmallOneBetweenThem) {
  for (std::int64_t small = 0; small < smallest_cell; ++small)
    for (Course course : {Course{small, 20, 20, 20}, Course{20, small, 20, 20},
                          Course{20, 20, small, 20}, Course{20, 20, 20, small}}) {
      EXPECT_FALSE(Told::of(course).answered);
      EXPECT_FALSE(Told::of(course).late);
      EXPECT_EQ(Told::of(course).received.at_least, 60);
    }
  const Told told = Told::of({6, 7, 8, 9});
  EXPECT_EQ(told.received.at_least, 30);
  EXPECT_EQ(told.answered->at_least, 10);
  EXPECT_EQ(told.late->at_least, 15);
}

TEST(Quarter, IsToldOfWhenItHasClosedAndLiesInThePeriodAsAWhole) {
  const Date from = Date::of(2025, 1, 1), to = Date::of(2026, 12, 31);
  EXPECT_EQ(Quarter::of(Date::of(2026, 9, 30)).last(), Date::of(2026, 9, 30));
  EXPECT_EQ(Quarter::of(Date::of(2026, 10, 1)).first(), Date::of(2026, 10, 1));
  EXPECT_THAT(names(closed_quarters(from, to, Date::of(2026, 7, 30), 9)),
              ElementsAre("2026-Q1", "2025-Q4", "2025-Q3", "2025-Q2", "2025-Q1"));
  EXPECT_THAT(names(closed_quarters(from, to, Date::of(2026, 7, 31), 2)),
              ElementsAre("2026-Q2", "2026-Q1"));
  EXPECT_THAT(names(closed_quarters(from + 1, Date::of(2025, 6, 30), Date::of(2026, 7, 31), 9)),
              ElementsAre("2025-Q2"));
  EXPECT_THAT(closed_quarters(from, from, from, 9), IsEmpty());
}

class Holding : public db::test::OnEachEngine {
 protected:
  Holding() : OnEachEngine({{"units", units::migrations::files()}}) {}
  void SetUp() override {
    OnEachEngine::SetUp();
    if (!IsSkipped()) units::load_reference(db());
  }
  std::optional<UnitId> unit(std::string_view name) {
    return db().read(
        [&](db::Tx& tx) { return units::find_unit(tx, name, Date::of(2026, 10, 1))->id; });
  }
  bool sees(people::Role role, std::optional<UnitId> at, people::Reach reach,
            std::optional<UnitId> of) {
    people::Principal officer{.grants = {{role, at.value_or(UnitId{}), reach}}};
    return db().read(
        [&](db::Tx& tx) { return holds(tx, &officer, people::Permission::read_cases, of); });
  }
};
GANDAN_EACH_ENGINE(Holding);

TEST_P(Holding, CountsForAUnitOnlyWithAllThatLiesBeneathIt) {
  using people::Reach, people::Role;
  const auto province = unit("Tỉnh Lạng Sơn"), commune = unit("Xã Đồng Đăng"),
             other = unit("Xã Chi Lăng"), body = unit("Bộ Nội vụ");
  EXPECT_TRUE(sees(Role::leader, province, Reach::area, province));
  EXPECT_TRUE(sees(Role::leader, province, Reach::area, commune));
  EXPECT_TRUE(sees(Role::leader, commune, Reach::area, commune));
  EXPECT_FALSE(sees(Role::leader, commune, Reach::area, province));
  EXPECT_FALSE(sees(Role::leader, commune, Reach::area, other));
  EXPECT_FALSE(sees(Role::leader, commune, Reach::area, std::nullopt));
  EXPECT_FALSE(sees(Role::leader, province, Reach::body, province));
  EXPECT_TRUE(sees(Role::leader, body, Reach::body, body));
  EXPECT_TRUE(sees(Role::leader, std::nullopt, Reach::area, std::nullopt));
  EXPECT_FALSE(sees(Role::denunciation_officer, province, Reach::area, province))
      << "a role that does not read cases";
  db().read([&](db::Tx& tx) {
    EXPECT_FALSE(holds(tx, nullptr, people::Permission::read_cases, province));
  });
}

}  // namespace
}  // namespace gandan::disclosure
