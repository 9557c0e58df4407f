// Which proposed body the form of routing chooses beforehand.
#include <gmock/gmock.h>

#include "contexts/petitions/desk/settings.hpp"
#include "contexts/petitions/test/desk_site.hpp"
#include "kernel/journal/journal.hpp"
#include "kernel/settings/change.hpp"

namespace gandan::petitions {
namespace {

class DeskProposals : public test::DeskSite {
 protected:
  static constexpr const char* words =
      "Đề nghị quy định phụ cấp cho cán bộ không chuyên trách ở thôn";

  /// Officers have sent such petitions to the ministry before.
  void teach() {
    for (int i = 0; i < 12; ++i)
      ASSERT_TRUE(route_to(send(words + std::string(" số ") + std::to_string(i)).id, "Bộ Nội vụ"));
    journal::seal_all(db(), clock);
    run_periodic("petitions.advisor");
  }
  bool is_offered_first(UnitId province) { return is_offered_first(province, province); }
  bool is_offered_first(UnitId place, UnitId province) {
    const auto petition =
        send({.kind = "proposal", .text = words, .place = place, .province = province});
    const std::string first =
        "name=\"to\" value=\"" + std::to_string(unit("Bộ Nội vụ").value) + "\" data-key=\"1\"";
    const auto page = officer(people::Role::synthesis_officer, "").get(path(petition, "?do=route"));
    EXPECT_TRUE(page.contains("Bộ Nội vụ")) << "proposed in any case";
    EXPECT_FALSE(page.contains("type=\"radio\"")) << "nothing is chosen";
    return page.contains(first);
  }
  void set(UnitId unit, std::string_view percent) {
    const people::Principal by{.user = people::UserId{7},
                               .grants = {{people::Role::administrator}}};
    ASSERT_TRUE(db().write([&](db::Tx& tx) {
      return settings::change(tx, ids, clock, by, {clear_percent, unit, percent});
    }));
    services().settings.refresh();
  }
};
GANDAN_EACH_ENGINE(DeskProposals);

TEST_P(DeskProposals, AProvinceMayWantMoreBeforeALearnedBodyIsOfferedFirst) {
  const UnitId here = unit("Tỉnh Lạng Sơn"), there = unit("Tỉnh Cao Bằng");
  teach();
  EXPECT_TRUE(is_offered_first(here));
  set(here, "100");
  EXPECT_FALSE(is_offered_first(here));
  EXPECT_FALSE(is_offered_first(unit("Xã Đồng Đăng"), here)) << "what lies in it as well";
  EXPECT_TRUE(is_offered_first(there));
}

TEST_P(DeskProposals, ACommuneMayWantLessThanItsProvince) {
  const UnitId province = unit("Tỉnh Lạng Sơn");
  teach();
  set(province, "100");
  set(unit("Xã Đồng Đăng"), "50");
  EXPECT_TRUE(is_offered_first(unit("Xã Đồng Đăng"), province));
  EXPECT_FALSE(is_offered_first(unit("Phường Kỳ Lừa"), province));
}

}  // namespace
}  // namespace gandan::petitions
