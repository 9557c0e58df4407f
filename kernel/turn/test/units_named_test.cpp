// What a search offers before what it finds: the place and the body of that name.
#include "kernel/turn/units_named.hpp"

#include <gmock/gmock.h>

#include "kernel/testing/database.hpp"

namespace gandan {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class UnitsNamed : public test::Database {
 protected:
  std::vector<std::string> found(std::string_view typed) {
    const auto names = directory().get();
    const Wording words{*i18n::find_locale("en"), *names, clock.today()};
    return db().read([&](db::Tx& tx) {
      std::vector<std::string> links;
      for (const pages::Link& link : units_named(tx, words, typed))
        links.push_back(link.href + " " + link.label);
      return links;
    });
  }
};
GANDAN_EACH_ENGINE(UnitsNamed);

TEST_P(UnitsNamed, FindAPlaceWithAndWithoutItsKindAndItsMarks) {
  for (const char* typed : {"Đồng Đăng", "xã Đồng Đăng", "dong dang", "Xa dong dang"})
    EXPECT_THAT(found(typed), ElementsAre("/places/06184 Xã Đồng Đăng, Tỉnh Lạng Sơn")) << typed;
  EXPECT_THAT(found("lang son"), ElementsAre("/places/20 Tỉnh Lạng Sơn"));
}

TEST_P(UnitsNamed, FindABodyByItsNameOrItsCode) {
  for (const char* typed : {"Bộ Y tế", "bo y te", "BYT", "byt"})
    EXPECT_THAT(found(typed), ElementsAre("/bodies/BYT Bộ Y tế")) << typed;
  EXPECT_THAT(found("UBND xã Đồng Đăng"),
              ElementsAre("/bodies/UBND-06184 Ủy ban nhân dân xã Đồng Đăng"));
}

TEST_P(UnitsNamed, FindNothingInWhatIsMoreOrLessThanAName) {
  for (const char* typed : {"", " ", "?", "đèn đường ở Đồng Đăng", "Đồng Đă"})
    EXPECT_THAT(found(typed), IsEmpty()) << typed;
}

}  // namespace
}  // namespace gandan
