// What is set in the whole application, and where one finds it.
#include <gmock/gmock.h>

#include <regex>

#include "app/rate_limits.hpp"
#include "app/test/support.hpp"

namespace gandan::app {
namespace {

class WhatIsSet : public test::Program {};
GANDAN_EACH_ENGINE(WhatIsSet);

/// Where "Administration" on the page of their account leads.
std::vector<std::string> administration_of(http::TestClient& officer) {
  const std::string page = officer.get("/account").body;
  const std::string main = page.substr(page.find("<main"));
  static const std::regex link("href=\"(/admin/[^\"]*)\"");
  std::vector<std::string> found;
  for (std::sregex_iterator at(main.begin(), main.end(), link), end; at != end; ++at)
    found.push_back((*at)[1]);
  return found;
}

TEST_P(WhatIsSet, EveryPageOfAdministrationIsFoundByWhomItAdmits) {
  auto administrator = officer(people::Role::administrator);
  const auto found = administration_of(administrator);
  EXPECT_THAT(found, testing::ElementsAre("/admin/accounts", "/admin/rules", "/admin/calendar",
                                          "/admin/jobs", "/admin/settings", "/admin/system"));
  for (const std::string& address : found)
    EXPECT_EQ(administrator.get(address).status, 200) << address;
  auto of_a_commune = officer(people::Role::administrator, "Xã Đồng Đăng");
  EXPECT_THAT(administration_of(of_a_commune),
              testing::ElementsAre("/admin/accounts", "/admin/settings"));
  EXPECT_EQ(of_a_commune.get("/admin/settings").status, 200);
  auto leader = officer(people::Role::leader);
  EXPECT_THAT(administration_of(leader), testing::IsEmpty());
}

TEST_P(WhatIsSet, ThePlaceUnderTheNameIsSetForEveryPage) {
  auto administrator = officer(people::Role::administrator);
  EXPECT_FALSE(get("/").contains("brand-place"));
  run({.as = &administrator,
       .post = "/admin/settings/site.place",
       .form = {{"value", "Tỉnh <Lạng Sơn>"}},
       .status = 303,
       .journal = {"settings.change"}});
  for (const char* page : {"/", "/help", "/sign-in", "/not-there"})
    EXPECT_TRUE(get(page).contains("<span class=\"brand-place\">Tỉnh &lt;Lạng Sơn&gt;</span>"))
        << page;
}

TEST_P(WhatIsSet, EveryNumberSaysWhatItCounts) {
  for (const settings::Declared& setting : settings_of(modules()))
    if (const auto* number = std::get_if<settings::WholeNumber>(&setting.type)) {
      EXPECT_STRNE(number->counts, "") << setting.key;
    }
  auto administrator = officer(people::Role::administrator);
  run({.as = &administrator,
       .get = "/admin/settings",
       .shows = {"1,200 pages a minute", "20 forms at once", "50 percent"}});
}

TEST_P(WhatIsSet, RateLimitsAreSetForTheNextStart) {
  auto burst_of_sign_ins = [](const settings::Holder& holder) {
    for (const http::RateLimit& limit : rate_limits(holder))
      if (limit.name == "sign-in") return limit.burst;
    return 0.0;
  };
  auto administrator = officer(people::Role::administrator);
  run({.as = &administrator,
       .post = "/admin/settings/web.sign_ins_at_once",
       .form = {{"value", "5"}},
       .status = 303,
       .journal = {"settings.change"}});
  EXPECT_EQ(burst_of_sign_ins(services().settings), 10);
  EXPECT_EQ(burst_of_sign_ins(settings::Holder(db(), settings_of(modules()))), 5);
}

}  // namespace
}  // namespace gandan::app
