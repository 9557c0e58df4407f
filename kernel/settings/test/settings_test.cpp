// What holds, and what may be set.
#include "kernel/settings/settings.hpp"

#include <gmock/gmock.h>

#include "kernel/settings/change.hpp"
#include "kernel/settings/test/examples.hpp"
#include "kernel/testing/database.hpp"

namespace gandan::settings {
namespace {

class Settings : public gandan::test::Database {
 protected:
  Settings() : Database({test::desk()}) {}

  Holder& holder() { return services().settings; }
  static people::Principal operator_everywhere() {
    return {.user = people::UserId{7}, .grants = {{people::Role::administrator}}};
  }
  /// What came of it, and it counts.
  std::optional<ChangeError> set(const Declared& setting, std::optional<std::string_view> typed,
                                 UnitId at = {}) {
    return set_by(operator_everywhere(), setting, typed, at);
  }
  std::optional<ChangeError> set_by(const people::Principal& by, const Declared& setting,
                                    std::optional<std::string_view> typed, UnitId at = {}) {
    const auto done = db().write([&](db::Tx& tx) {
      return change(tx, ids, clock, by, {setting, at, typed});
    });
    holder().refresh();
    return done ? std::nullopt : std::optional(done.error());
  }
  /// What holds for a unit today.
  std::int64_t sure_at(UnitId at) {
    return db().read(
        [&](db::Tx& tx) { return holder().get_at(tx, test::sure_percent, at, clock.today()); });
  }
  std::string last_detail() {
    return db().read([](db::Tx& tx) { return journal::latest(tx, 0, 1).at(0).detail; });
  }
};
GANDAN_EACH_ENGINE(Settings);

TEST_P(Settings, WhatWasNotSetIsAsUsual) {
  EXPECT_EQ(holder().get(test::letters_a_day), 5);
  EXPECT_EQ(holder().get(test::greeting), "Xin chào");
  EXPECT_TRUE(holder().get(test::shows_map));
}

TEST_P(Settings, WhatIsSetCountsUntilItIsTakenBack) {
  EXPECT_EQ(set(test::letters_a_day, "1.000"), std::nullopt);
  EXPECT_EQ(set(test::greeting, "  Kính chào\r\n"), std::nullopt);
  EXPECT_EQ(set(test::shows_map, "off"), std::nullopt);
  EXPECT_EQ(holder().get(test::letters_a_day), 1000);
  EXPECT_EQ(holder().get(test::greeting), "Kính chào");
  EXPECT_FALSE(holder().get(test::shows_map));
  EXPECT_EQ(set(test::letters_a_day, std::nullopt), std::nullopt);
  EXPECT_EQ(holder().get(test::letters_a_day), 5);
}

TEST_P(Settings, NothingBeyondItsBoundsIsKept) {
  const std::int64_t before = last_entry();
  for (const char* typed : {"", "0", "1001", "2,5", "five", "99999999999999999999"})
    EXPECT_EQ(set(test::letters_a_day, typed), ChangeError::no_number_within_bounds) << typed;
  EXPECT_EQ(set(test::greeting, "Kính chào tất cả"), ChangeError::no_line_so_short);
  EXPECT_EQ(set(test::greeting, "Xin\nchào"), ChangeError::no_line_so_short);
  EXPECT_EQ(set(test::shows_map, "perhaps"), ChangeError::neither_on_nor_off);
  EXPECT_EQ(set(test::letters_a_day, "6", unit("Tỉnh Lạng Sơn")), ChangeError::of_no_unit);
  EXPECT_EQ(set(test::sure_percent, "6", UnitId{987654321}), ChangeError::of_no_unit);
  EXPECT_EQ(holder().get(test::letters_a_day), 5);
  EXPECT_EQ(last_entry(), before);
}

TEST_P(Settings, BothBoundsAndTheLongestLineMayBeSet) {
  for (const char* typed : {"1", "1000"}) EXPECT_EQ(set(test::letters_a_day, typed), std::nullopt);
  EXPECT_EQ(set(test::greeting, "Kính chào bạn"), std::nullopt) << "13 code points, more bytes";
}

TEST_P(Settings, TheNearestValueAboveAUnitCountsThere) {
  const UnitId province = unit("Tỉnh Lạng Sơn"), elsewhere = unit("Tỉnh Cao Bằng");
  const UnitId commune = unit("Xã Đồng Đăng"), beside = unit("Phường Kỳ Lừa");
  const UnitId committee = unit("Ủy ban nhân dân xã Đồng Đăng");
  EXPECT_EQ(set(test::sure_percent, "60"), std::nullopt);
  EXPECT_EQ(sure_at(commune), 60);
  EXPECT_EQ(set(test::sure_percent, "80", province), std::nullopt);
  EXPECT_EQ(sure_at(commune), 80);
  EXPECT_EQ(set(test::sure_percent, "90", commune), std::nullopt);
  EXPECT_EQ(sure_at(commune), 90);
  EXPECT_EQ(sure_at(committee), 90) << "a body of the area that it serves";
  EXPECT_EQ(sure_at(beside), 80);
  EXPECT_EQ(sure_at(province), 80);
  EXPECT_EQ(sure_at(elsewhere), 60);
  EXPECT_EQ(holder().get(test::sure_percent), 60);
  EXPECT_EQ(set(test::sure_percent, std::nullopt, commune), std::nullopt);
  EXPECT_EQ(sure_at(commune), 80);
  EXPECT_EQ(set(test::sure_percent, std::nullopt, province), std::nullopt);
  EXPECT_EQ(sure_at(commune), 60);
}

TEST_P(Settings, WhatIsForItselfCountsForNothingBeneathIt) {
  const UnitId province = unit("Tỉnh Lạng Sơn"), commune = unit("Xã Đồng Đăng");
  auto at = [&](std::optional<UnitId> where) {
    return db().read(
        [&](db::Tx& tx) { return holder().get_at(tx, test::telephone, where, clock.today()); });
  };
  EXPECT_EQ(set(test::telephone, "0205 000 0001"), std::nullopt);
  EXPECT_EQ(set(test::telephone, "0205 000 0002", province), std::nullopt);
  EXPECT_EQ(at(std::nullopt), "0205 000 0001");
  EXPECT_EQ(at(province), "0205 000 0002");
  EXPECT_EQ(at(commune), "") << "neither the province's nor the installation's";
  EXPECT_EQ(set(test::telephone, "0205 000 0003", commune), std::nullopt);
  EXPECT_EQ(at(commune), "0205 000 0003");
}

TEST_P(Settings, ATelephoneNumberCanBeDialled) {
  for (const char* typed : {"113", "(0205) 000-0001", "+84 205.000.0001", ""})
    EXPECT_EQ(set(test::telephone, typed), std::nullopt) << typed;
  for (const char* typed : {"12", "0205 000 0001 gặp ông Mẫu", "tel:0205", "0205;1"})
    EXPECT_EQ(set(test::telephone, typed), ChangeError::no_telephone) << typed;
  EXPECT_EQ(set(test::telephone, "0205 000 0001 0205 000 0001"), ChangeError::no_line_so_short);
}

TEST_P(Settings, AUnitThatIsNoMoreStandsForWhatItHasBecome) {
  const auto then = db().read(
      [](db::Tx& tx) { return units::find_unit(tx, "Tỉnh Hà Giang", Date::of(2024, 6, 1)); });
  ASSERT_TRUE(then);
  const UnitId old = then->id, now = unit("Tỉnh Tuyên Quang");
  ASSERT_NE(old, now);
  EXPECT_EQ(set(test::sure_percent, "90", now), std::nullopt);
  EXPECT_EQ(sure_at(old), 90);
  EXPECT_EQ(set(test::sure_percent, "70", old), ChangeError::of_no_unit);
}

TEST_P(Settings, TheJournalTakesNumbersAndNoWords) {
  EXPECT_EQ(set(test::greeting, "Chào"), std::nullopt);
  EXPECT_EQ(last_detail(), "{\"length\":4}");
  EXPECT_EQ(set(test::letters_a_day, "9"), std::nullopt);
  EXPECT_EQ(last_detail(), "{\"value\":9}");
  const UnitId here = unit("Tỉnh Lạng Sơn");
  EXPECT_EQ(set(test::sure_percent, "80", here), std::nullopt);
  EXPECT_EQ(last_detail(), "{\"unit\":" + std::to_string(here.value) + ",\"value\":80}");
  EXPECT_EQ(set(test::letters_a_day, std::nullopt), std::nullopt);
  EXPECT_EQ(last_detail(), "{\"usual\":1}");
}

TEST_P(Settings, WhatWasSoBeforeIsNoChange) {
  EXPECT_EQ(set(test::letters_a_day, "9"), std::nullopt);
  const std::int64_t before = last_entry();
  EXPECT_EQ(set(test::letters_a_day, "9"), std::nullopt);
  EXPECT_EQ(set(test::shows_map, std::nullopt), std::nullopt);
  EXPECT_EQ(last_entry(), before);
}

TEST_P(Settings, OfAUnitTakeThePermissionThere) {
  const UnitId province = unit("Tỉnh Lạng Sơn"), commune = unit("Xã Đồng Đăng");
  const UnitId beside = unit("Phường Kỳ Lừa");
  const people::Principal of_commune{
      .user = people::UserId{8},
      .grants = {{people::Role::administrator, commune, people::Reach::area},
                 {people::Role::leader, beside, people::Reach::area}}};
  EXPECT_EQ(set_by(of_commune, test::sure_percent, "70", commune), std::nullopt);
  EXPECT_EQ(sure_at(commune), 70);
  for (UnitId beyond : {province, beside, UnitId{}, UnitId{987654321}})
    EXPECT_EQ(set_by(of_commune, test::sure_percent, "71", beyond), ChangeError::not_allowed);
  EXPECT_EQ(set_by(of_commune, test::letters_a_day, "7", commune), ChangeError::of_no_unit);
  const people::Principal of_province{
      .user = people::UserId{9},
      .grants = {{people::Role::administrator, province, people::Reach::area}}};
  EXPECT_EQ(set_by(of_province, test::sure_percent, "72", beside), std::nullopt);
  EXPECT_EQ(sure_at(beside), 72);
  EXPECT_EQ(sure_at(commune), 70);
}

TEST_P(Settings, OfTheInstallationTakeThePermissionEverywhere) {
  for (const people::Grant& grant :
       {people::Grant{people::Role::leader},
        people::Grant{people::Role::administrator, unit("Tỉnh Lạng Sơn"), people::Reach::area}}) {
    const people::Principal by{.user = people::UserId{8}, .grants = {grant}};
    const auto done = db().write([&](db::Tx& tx) {
      return change(tx, ids, clock, by, {.setting = test::letters_a_day, .typed = "9"});
    });
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error(), ChangeError::not_allowed);
  }
}

TEST_P(Settings, AServerKeepsWhatHeldAtItsStartWhereTheSettingSaysSo) {
  const Holder began(db(), {test::pages_a_minute});
  EXPECT_EQ(set(test::pages_a_minute, "100"), std::nullopt);
  EXPECT_EQ(began.get(test::pages_a_minute), 1200);
  EXPECT_EQ(Holder(db(), {test::pages_a_minute}).get(test::pages_a_minute), 100);
}

TEST_P(Settings, AnotherProcessReadsItWhenItRefreshes) {
  Holder other(db(), {test::letters_a_day});
  EXPECT_EQ(set(test::letters_a_day, "9"), std::nullopt);
  EXPECT_EQ(other.get(test::letters_a_day), 5);
  other.refresh();
  EXPECT_EQ(other.get(test::letters_a_day), 9);
}

TEST_P(Settings, WhatNoLongerFitsCountsAsNotSet) {
  EXPECT_EQ(set(test::letters_a_day, "900"), std::nullopt);
  constexpr Setting<WholeNumber> narrower{.key = test::letters_a_day.key,
                                          .name = "",
                                          .meaning = "",
                                          .type = {.usual = 5, .least = 1, .most = 10}};
  EXPECT_EQ(Holder(db(), {narrower}).get(narrower), 5);
}

TEST_P(Settings, NoTwoHaveOneKey) {
  EXPECT_THROW(Holder(db(), {test::letters_a_day, test::letters_a_day}), std::logic_error);
}

}  // namespace
}  // namespace gandan::settings
