// Contacts are of the body that set them, and nobody is called by mistake.
#include "kernel/contacts/contacts.hpp"

#include <gtest/gtest.h>

#include "kernel/settings/change.hpp"
#include "kernel/testing/database.hpp"

namespace gandan::contacts {
namespace {

Module of_contacts() {
  return {.name = "contacts", .migrations = {}, .settings = all_settings()};
}

class Contacts : public gandan::test::Database {
 protected:
  Contacts() : Database({of_contacts()}) {}

  static people::Principal administrator() {
    return {.user = people::UserId{7}, .grants = {{people::Role::administrator}}};
  }
  void set(const settings::Declared& setting, std::string_view words, UnitId body) {
    const auto done = db().write([&](db::Tx& tx) {
      return settings::change(tx, ids, clock, administrator(), {setting, body, words});
    });
    ASSERT_TRUE(done);
    services().settings.refresh();
  }
  Contact of(UnitId body) { return contact_of(*services().settings.now(), body); }
};
GANDAN_EACH_ENGINE(Contacts);

TEST_P(Contacts, AreOfTheBodyThatSetThemAlone) {
  const UnitId above = unit("Ủy ban nhân dân tỉnh Lạng Sơn");
  const UnitId beneath = unit("Ủy ban nhân dân xã Đồng Đăng");
  set(telephone, "0205 000 0001", {});
  set(telephone, "0205 000 0002", above);
  set(contacts::address, "Số 1 phố Mẫu", above);
  EXPECT_EQ(of({}).telephone, "0205 000 0001");
  EXPECT_EQ(of(above).telephone, "0205 000 0002");
  EXPECT_TRUE(of(above).says_how());
  EXPECT_FALSE(of(beneath).says_how());
}

TEST_P(Contacts, ThatAreInventedCanBeCalledByNobody) {
  const UnitId body = unit("Ủy ban nhân dân xã Đồng Đăng");
  db().write([&](db::Tx& tx) {
    const std::vector bodies{units::find_unit(tx, body).value()};
    invent(tx, ids, clock, administrator(), bodies);
  });
  services().settings.refresh();
  EXPECT_EQ(of(body).telephone, "0205 000 0001");
  EXPECT_NE(of(body).address.find("địa chỉ đặt ra"), std::string::npos);
  EXPECT_FALSE(of(body).task.empty());
}

TEST(Hours, AreNotBrokenBetweenANumberAndItsUnit) {
  EXPECT_EQ(unbroken_hours("Thứ hai: 7 giờ 30 – 11 giờ, sáng"),
            "Thứ hai: 7\u00a0giờ\u00a030 – 11\u00a0giờ, sáng");
  EXPECT_EQ(unbroken_hours("giờ hành chính, 5 ngày"), "giờ hành chính, 5 ngày");
  EXPECT_EQ(unbroken_hours(""), "");
}

TEST(Telephone, IsDialledByItsDigits) {
  EXPECT_EQ(dial_href("(0205) 000-0001"), "tel:02050000001");
  EXPECT_EQ(dial_href("+84 205 000 0001"), "tel:+842050000001");
  EXPECT_EQ(dial_href(""), "");
}

}  // namespace
}  // namespace gandan::contacts
