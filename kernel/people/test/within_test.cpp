// What lies in an officer's reach, as a list asks for it.
#include "kernel/people/within.hpp"

#include <gmock/gmock.h>

#include "kernel/testing/database.hpp"

namespace gandan::people {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

class WithinReach : public gandan::test::Database {
 protected:
  Within of(std::vector<Grant> grants) {
    const Principal officer{.user = {}, .username = {}, .name = {}, .grants = std::move(grants)};
    return db().read([&](db::Tx& tx) { return within_reach(tx, officer, Permission::answer); });
  }
  /// The bodies among these that a list of that reach holds.
  std::vector<UnitId> listed(const Within& within, const std::vector<UnitId>& bodies) {
    db::Query query("select id from units where ");
    add_bodies(query, within, "id");
    query.any_of("id", bodies).add(" order by id");
    return db().read([&](db::Tx& tx) { return query.all<UnitId>(tx); });
  }
};
GANDAN_EACH_ENGINE(WithinReach);

TEST_P(WithinReach, OfABodyIsThatBodyAlone) {
  const UnitId home = unit("Bộ Nội vụ"), health = unit("Bộ Y tế");
  const Within within = of({{Role::answering_officer, home, Reach::body}});
  EXPECT_THAT(within.bodies, ElementsAre(home));
  EXPECT_THAT(listed(within, {home, health}), ElementsAre(home));
}

TEST_P(WithinReach, OfAnAreaIsWhatLiesInItAndEachBodyThatServesIt) {
  const UnitId dong_dang = unit("Xã Đồng Đăng");
  const Within within = of({{Role::answering_officer, dong_dang, Reach::area}});
  EXPECT_THAT(within.areas, ElementsAre(dong_dang));
  EXPECT_THAT(within.bodies, Not(IsEmpty()));
  EXPECT_THAT(listed(within, within.bodies), ::testing::UnorderedElementsAreArray(within.bodies));
  EXPECT_THAT(listed(within, {unit("Bộ Y tế")}), IsEmpty());
}

TEST_P(WithinReach, OfSeveralRolesIsAllOfThemAndOfOneThatCountsEverywhereIsAll) {
  const UnitId home = unit("Bộ Nội vụ"), health = unit("Bộ Y tế");
  const Grant at_home{Role::answering_officer, home, Reach::body};
  const Grant at_health{Role::answering_officer, health, Reach::body};
  EXPECT_THAT(listed(of({at_home, at_health}), {home, health}), ::testing::SizeIs(2));
  const Within all = of({at_home, {Role::answering_officer, {}, Reach::area}});
  EXPECT_TRUE(all.everywhere);
  EXPECT_THAT(listed(all, {home, health}), ::testing::SizeIs(2));
}

TEST_P(WithinReach, OfWhoMayNowhereIsNothingNotAll) {
  const UnitId home = unit("Bộ Nội vụ");
  const Within within = of({{Role::supervisor, home, Reach::body}});
  EXPECT_THAT(listed(within, {home}), IsEmpty());
}

TEST(UnitOfWork, IsThatOfTheFirstRoleByWhichTheyMay) {
  const auto of = [](std::vector<Grant> grants) {
    const Principal officer{.user = {}, .username = {}, .name = {}, .grants = std::move(grants)};
    return unit_of_work(officer, Permission::answer);
  };
  const Grant watches{Role::supervisor, UnitId{3}}, answers{Role::answering_officer, UnitId{5}};
  EXPECT_EQ(of({watches, answers}), UnitId{5});
  EXPECT_EQ(of({watches, {Role::answering_officer, UnitId{}}}), std::nullopt);
}

}  // namespace
}  // namespace gandan::people
