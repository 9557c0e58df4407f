// What modules give, put together.
#include "kernel/site/site.hpp"

#include <gmock/gmock.h>

namespace gandan::site {
namespace {

Module module_with(std::vector<MenuPart> menu) {
  return {.name = "one", .migrations = {}, .resident_menu = std::move(menu)};
}

TEST(Site, MenusStandInTheOrderOfTheirNumbersWhicheverModuleTheyAreOf) {
  const std::vector<Module> modules{
      module_with({{30, {"Figures", "/figures", "figures"}}, {10, {"Send", "/send", "send"}}}),
      module_with({{20, {"Book", "/book", "book"}}, {10, {"Follow", "/follow", "follow"}}})};
  std::vector<std::string> found;
  for (const auto& item : site_of(modules).resident_menu) found.push_back(item.label);
  EXPECT_THAT(found, testing::ElementsAre("Send", "Follow", "Book", "Figures"));
}

TEST(Site, ResidentsCanFollowACodeWhereOneStandsOnAReceipt) {
  const records::Kind book{.name = "book", .prefix = "SA"};
  std::vector<Module> modules{module_with({{10, {"Send", "/send", "send"}}, {30, {"Figures"}}})};
  modules.front().records = {book};
  EXPECT_EQ(site_of(modules).resident_menu.size(), 2U);
  modules.front().records.front().on_receipts = true;
  EXPECT_EQ(site_of(modules).resident_menu.at(1).href, "/follow");
}

TEST(Site, HasTheSearchOfItsOneModuleOrOneOfAllThatSearchOrNone) {
  std::vector<Module> modules{module_with({})};
  EXPECT_FALSE(site_of(modules).search);
  modules.front().search = pages::SiteSearch{"/petitions", "Search"};
  modules.push_back(module_with({}));
  EXPECT_EQ(site_of(modules).search->action, "/petitions");
  modules.back().search = pages::SiteSearch{"/models", "Search"};
  EXPECT_THROW((void)site_of(modules), std::logic_error) << "one finds nothing for the page of all";
  for (Module& module : modules) module.search_part = [](Services&) { return SearchPart{}; };
  EXPECT_EQ(site_of(modules).search->action, "/search");
}

TEST(Site, HasADeskWhereAModuleGivesItAList) {
  std::vector<Module> modules{module_with({}), module_with({})};
  EXPECT_TRUE(site_of(modules).officer_menu.empty());
  modules[0].desk.boxes = {{.order = 20, .name = "late"}};
  modules[1].desk.boxes = {{.order = 10, .name = "new"}};
  const pages::Site site = site_of(modules);
  EXPECT_EQ(site.officer_menu.at(0).href, "/desk");
  EXPECT_EQ(site.desk->boxes.at(0).name, "new");
  EXPECT_EQ(robots(modules), "User-agent: *\nDisallow: /desk\n");
  modules[1].desk.boxes = modules[0].desk.boxes;
  EXPECT_THROW((void)site_of(modules), std::logic_error);
}

TEST(Site, TellsRobotsWhatEveryModuleSays) {
  std::vector<Module> modules{module_with({}), module_with({})};
  EXPECT_EQ(robots(modules), "User-agent: *\nDisallow:\n");
  modules[0].unread_by_robots = {"/desk"};
  modules[1].unread_by_robots = {"/book/*"};
  EXPECT_EQ(robots(modules), "User-agent: *\nDisallow: /desk\nDisallow: /book/*\n");
}

TEST(Site, OffersTheSignInsOfEveryModule) {
  std::vector<Module> modules{module_with({}), module_with({})};
  EXPECT_TRUE(demo_sign_ins(modules).accounts.empty());
  for (Module& module : modules)
    module.demo_sign_ins = [] {
      return people::SignInOffers{.password = "một mật khẩu", .accounts = {{.username = "lan"}}};
    };
  EXPECT_EQ(demo_sign_ins(modules).accounts.size(), 2U);
}

}  // namespace
}  // namespace gandan::site
