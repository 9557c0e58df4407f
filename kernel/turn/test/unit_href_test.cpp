// The addresses of the pages of bodies and places.
#include "kernel/turn/unit_href.hpp"

#include <gtest/gtest.h>

#include "kernel/testing/database.hpp"

namespace gandan {
namespace {

class UnitHref : public test::Database {
 protected:
  UnitId of(std::string_view name, Date day) {
    return db().read([&](db::Tx& tx) { return units::find_unit(tx, name, day).value().id; });
  }
  std::string place_of(UnitId id) {
    return db().read(
        [&](db::Tx& tx) { return place_href(units::find_unit(tx, id).value(), clock.today()); });
  }
  std::string place(std::optional<UnitId> id) { return place_href(*directory().get(), id); }
  std::string body(std::optional<UnitId> id) { return body_href(*directory().get(), id); }
};
GANDAN_EACH_ENGINE(UnitHref);

TEST_P(UnitHref, NamesABodyByItsCode) {
  EXPECT_EQ(body(unit("Bộ Nội vụ")), "/bodies/BNV");
  EXPECT_EQ(body(std::nullopt), "");
}

TEST_P(UnitHref, NamesAPlaceOfTodayByItsCode) {
  EXPECT_EQ(place(unit("Tỉnh Lạng Sơn")), "/places/20");
  EXPECT_EQ(place_of(unit("Tỉnh Lạng Sơn")), "/places/20");
  EXPECT_EQ(place_of(unit("Xã Đồng Đăng")), "/places/06184");
  EXPECT_EQ(place(std::nullopt), "");
}

TEST_P(UnitHref, NamesAPlaceThatIsNoMoreByItsNumber) {
  const UnitId district = of("Huyện Văn Lãng", Date::of(2025, 3, 1));
  EXPECT_EQ(place_of(district), "/places/id" + std::to_string(district.value));
}

TEST_P(UnitHref, LeadsToNoOtherProvinceThatHasTakenOverACode) {
  const UnitId former = of("Tỉnh Tuyên Quang", Date::of(2025, 3, 1));
  const UnitId present = of("Tỉnh Tuyên Quang", clock.today());
  ASSERT_NE(former, present);
  EXPECT_EQ(place(present), "/places/08");
  EXPECT_EQ(place(former), "/places/id" + std::to_string(former.value));
  EXPECT_EQ(place_of(former), place(former));
}

}  // namespace
}  // namespace gandan
