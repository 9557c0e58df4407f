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
                                 UnitId province = {}) {
    const auto done = db().write([&](db::Tx& tx) {
      return change(tx, ids, clock, operator_everywhere(), {setting, province, typed});
    });
    holder().refresh();
    return done ? std::nullopt : std::optional(done.error());
  }
  std::string last_detail() {
    return db().read([](db::Tx& tx) { return journal::latest(tx, 0, 1).at(0).detail; });
  }
};
GANDAN_EACH_ENGINE(Settings);

TEST_P(Settings, what_was_not_set_is_as_usual) {
  EXPECT_EQ(holder().get(test::letters_a_day), 5);
  EXPECT_EQ(holder().get(test::greeting), "Xin chào");
  EXPECT_TRUE(holder().get(test::shows_map));
}

TEST_P(Settings, what_is_set_counts_until_it_is_taken_back) {
  EXPECT_EQ(set(test::letters_a_day, "1.000"), std::nullopt);
  EXPECT_EQ(set(test::greeting, "  Kính chào\r\n"), std::nullopt);
  EXPECT_EQ(set(test::shows_map, "off"), std::nullopt);
  EXPECT_EQ(holder().get(test::letters_a_day), 1000);
  EXPECT_EQ(holder().get(test::greeting), "Kính chào");
  EXPECT_FALSE(holder().get(test::shows_map));
  EXPECT_EQ(set(test::letters_a_day, std::nullopt), std::nullopt);
  EXPECT_EQ(holder().get(test::letters_a_day), 5);
}

TEST_P(Settings, nothing_beyond_its_bounds_is_kept) {
  const std::int64_t before = last_entry();
  for (const char* typed : {"", "0", "1001", "2,5", "five", "99999999999999999999"})
    EXPECT_EQ(set(test::letters_a_day, typed), ChangeError::no_number_within_bounds) << typed;
  EXPECT_EQ(set(test::greeting, "Kính chào tất cả"), ChangeError::no_line_so_short);
  EXPECT_EQ(set(test::greeting, "Xin\nchào"), ChangeError::no_line_so_short);
  EXPECT_EQ(set(test::shows_map, "perhaps"), ChangeError::neither_on_nor_off);
  EXPECT_EQ(set(test::letters_a_day, "6", unit("Tỉnh Lạng Sơn")), ChangeError::of_no_province);
  EXPECT_EQ(holder().get(test::letters_a_day), 5);
  EXPECT_EQ(last_entry(), before);
}

TEST_P(Settings, both_bounds_and_the_longest_line_may_be_set) {
  for (const char* typed : {"1", "1000"}) EXPECT_EQ(set(test::letters_a_day, typed), std::nullopt);
  EXPECT_EQ(set(test::greeting, "Kính chào bạn"), std::nullopt) << "13 code points, more bytes";
}

TEST_P(Settings, a_province_has_its_own_value_or_that_of_all) {
  const UnitId here = unit("Tỉnh Lạng Sơn"), there = unit("Tỉnh Cao Bằng");
  EXPECT_EQ(set(test::sure_percent, "60"), std::nullopt);
  EXPECT_EQ(set(test::sure_percent, "80", here), std::nullopt);
  EXPECT_EQ(holder().get(test::sure_percent, here), 80);
  EXPECT_EQ(holder().get(test::sure_percent, there), 60);
  EXPECT_EQ(holder().get(test::sure_percent), 60);
  EXPECT_EQ(set(test::sure_percent, std::nullopt, here), std::nullopt);
  EXPECT_EQ(holder().get(test::sure_percent, here), 60);
}

TEST_P(Settings, the_journal_takes_numbers_and_no_words) {
  EXPECT_EQ(set(test::greeting, "Chào"), std::nullopt);
  EXPECT_EQ(last_detail(), "{\"length\":4}");
  EXPECT_EQ(set(test::letters_a_day, "9"), std::nullopt);
  EXPECT_EQ(last_detail(), "{\"value\":9}");
  const UnitId here = unit("Tỉnh Lạng Sơn");
  EXPECT_EQ(set(test::sure_percent, "80", here), std::nullopt);
  EXPECT_EQ(last_detail(), "{\"province\":" + std::to_string(here.value) + ",\"value\":80}");
  EXPECT_EQ(set(test::letters_a_day, std::nullopt), std::nullopt);
  EXPECT_EQ(last_detail(), "{\"usual\":1}");
}

TEST_P(Settings, what_was_so_before_is_no_change) {
  EXPECT_EQ(set(test::letters_a_day, "9"), std::nullopt);
  const std::int64_t before = last_entry();
  EXPECT_EQ(set(test::letters_a_day, "9"), std::nullopt);
  EXPECT_EQ(set(test::shows_map, std::nullopt), std::nullopt);
  EXPECT_EQ(last_entry(), before);
}

TEST_P(Settings, takes_the_permission_everywhere) {
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

TEST_P(Settings, a_server_keeps_what_held_at_its_start_where_the_setting_says_so) {
  const Holder began(db(), {test::pages_a_minute});
  EXPECT_EQ(set(test::pages_a_minute, "100"), std::nullopt);
  EXPECT_EQ(began.get(test::pages_a_minute), 1200);
  EXPECT_EQ(Holder(db(), {test::pages_a_minute}).get(test::pages_a_minute), 100);
}

TEST_P(Settings, another_process_reads_it_when_it_refreshes) {
  Holder other(db(), {test::letters_a_day});
  EXPECT_EQ(set(test::letters_a_day, "9"), std::nullopt);
  EXPECT_EQ(other.get(test::letters_a_day), 5);
  other.refresh();
  EXPECT_EQ(other.get(test::letters_a_day), 9);
}

TEST_P(Settings, what_no_longer_fits_counts_as_not_set) {
  EXPECT_EQ(set(test::letters_a_day, "900"), std::nullopt);
  constexpr Setting<WholeNumber> narrower{.key = test::letters_a_day.key,
                                          .name = "",
                                          .meaning = "",
                                          .type = {.usual = 5, .least = 1, .most = 10}};
  EXPECT_EQ(Holder(db(), {narrower}).get(narrower), 5);
}

TEST_P(Settings, no_two_have_one_key) {
  EXPECT_THROW(Holder(db(), {test::letters_a_day, test::letters_a_day}), std::logic_error);
}

}  // namespace
}  // namespace gandan::settings
