// Areas as addresses name them, what they were made of, and who serves them, on the shipped
// reference.
#include "kernel/units/areas.hpp"

#include <gmock/gmock.h>

#include "kernel/journal/migrations.hpp"
#include "kernel/units/bodies.hpp"
#include "kernel/units/import.hpp"
#include "kernel/units/migrations.hpp"
#include "lib/db/test_support.hpp"

namespace gandan::units {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

constexpr Date after_the_merger = Date::of(2026, 9, 1), before_it = Date::of(2025, 3, 1);

class Areas : public db::test::OnEachEngine {
 protected:
  Areas()
      : OnEachEngine({{"journal", journal::migrations::files()}, {"units", migrations::files()}}) {}
  void SetUp() override {
    OnEachEngine::SetUp();
    if (!IsSkipped()) load_reference(db());
  }
  std::string named(std::string_view address) {
    return db().read([&](db::Tx& tx) {
      const auto area = area_of_address(tx, address, after_the_merger);
      return area ? area->name : std::string();
    });
  }
  Unit unit(std::string_view name, Date day = after_the_merger) {
    return db().read([&](db::Tx& tx) { return find_unit(tx, name, day).value(); });
  }
  static std::string id_of(const Unit& unit) { return "id" + std::to_string(unit.id.value); }
  static std::vector<std::string> names_of(const std::vector<Unit>& units) {
    std::vector<std::string> names;
    for (const Unit& unit : units) names.push_back(unit.name);
    return names;
  }
};
GANDAN_EACH_ENGINE(Areas);

TEST_P(Areas, AreNamedByTheirCodesOfTodayAndAtAnyTimeByTheirNumbers) {
  EXPECT_EQ(named("20"), "Tỉnh Lạng Sơn");
  EXPECT_EQ(named("06184"), "Xã Đồng Đăng");
  const Unit gone = unit("Huyện Tràng Định", before_it);
  ASSERT_TRUE(gone.valid_to);
  EXPECT_EQ(named(id_of(gone)), "Huyện Tràng Định");
}

TEST_P(Areas, AreNamedByNothingElse) {
  for (const std::string& address :
       {std::string("Tỉnh Lạng Sơn"), std::string("UBND-20"), std::string("BNV"),
        id_of(unit("Bộ Nội vụ")), std::string("id12x"), std::string("id7"), std::string("id"),
        std::string("99999")})
    EXPECT_EQ(named(address), "") << address;
}

TEST_P(Areas, AreMadeOfThoseOfTheirOwnLevelThatTheyTookOver) {
  const Unit merged = unit("Tỉnh Tuyên Quang"), whole = unit("Tỉnh Lạng Sơn");
  db().read([&](db::Tx& tx) {
    EXPECT_THAT(names_of(areas_before(tx, merged)),
                ElementsAre("Tỉnh Hà Giang", "Tỉnh Tuyên Quang"));
    EXPECT_THAT(areas_before(tx, whole), IsEmpty());
  });
}

TEST_P(Areas, AreServedByTheirOwnBodiesAndNotByThoseOfTheirParts) {
  const Unit province = unit("Tỉnh Lạng Sơn"), commune = unit("Xã Đồng Đăng");
  db().read([&](db::Tx& tx) {
    const auto names = names_of(bodies_serving(tx, province.id));
    EXPECT_THAT(names, Contains("Ủy ban nhân dân tỉnh Lạng Sơn"));
    EXPECT_THAT(names, Contains("Sở Y tế tỉnh Lạng Sơn"));
    EXPECT_THAT(names, Not(Contains("Ủy ban nhân dân xã Đồng Đăng")));
    EXPECT_THAT(names_of(bodies_serving(tx, commune.id)), Contains("Ủy ban nhân dân xã Đồng Đăng"));
  });
}

TEST(BodiesOfAPlace, StandInTheOrderOfANoticeBoard) {
  const auto body = [](const char* name, Level level) {
    return Unit{.kind = UnitKind::body, .level = level, .name = name};
  };
  std::vector<Unit> bodies{body("Sở Y tế", Level::province), body("Trạm Y tế", Level::commune),
                           body("Ủy ban nhân dân xã Đồng Đăng", Level::commune),
                           body("Công an tỉnh", Level::province),
                           body("Ủy ban nhân dân tỉnh Lạng Sơn", Level::province)};
  put_in_order(bodies);
  std::vector<std::string> names;
  for (const Unit& each : bodies) names.push_back(each.name);
  EXPECT_THAT(names, ElementsAre("Ủy ban nhân dân tỉnh Lạng Sơn", "Ủy ban nhân dân xã Đồng Đăng",
                                 "Công an tỉnh", "Sở Y tế", "Trạm Y tế"));
}

}  // namespace
}  // namespace gandan::units
