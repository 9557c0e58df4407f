// What modules give, put together.
#include "kernel/site/site.hpp"

#include <gmock/gmock.h>

namespace gandan::site {
namespace {

Module module_with(std::vector<Way> ways) {
  return {.name = "one", .migrations = {}, .ways = std::move(ways)};
}

Way way(Intent intent, int order, const char* label) {
  return {intent, order, {label, std::string("/") + label, std::string("of ") + label}, ""};
}

std::vector<std::string> labels_in(const pages::Ways& intent) {
  std::vector<std::string> found;
  for (const auto& each : intent.ways) found.push_back(each.item.label);
  return found;
}

TEST(Site, WaysStandInTheOrderOfTheirNumbersWhicheverModuleTheyAreOf) {
  const std::vector<Module> modules{
      module_with({way(Intent::ask, 30, "late"), way(Intent::ask, 10, "send")}),
      module_with({way(Intent::ask, 20, "book"), way(Intent::ask, 10, "also")})};
  const pages::Site site = site_of(modules);
  EXPECT_THAT(labels_in(site.ways.at(0)), testing::ElementsAre("send", "also", "book", "late"));
}

TEST(Site, TheMenuIsTheIntentsThatHaveAWayInTheirFixedOrder) {
  auto menu_of = [](const std::vector<Module>& modules) {
    std::vector<std::string> found;
    for (const auto& each : site_of(modules).ways) found.push_back(each.item.href);
    return found;
  };
  EXPECT_THAT(menu_of({}), testing::ElementsAre("/ways/place"));
  EXPECT_THAT(menu_of({module_with({way(Intent::figures, 1, "count"), way(Intent::bodies, 2, "who"),
                                    way(Intent::ask, 3, "send"), way(Intent::ask, 4, "read")})}),
              testing::ElementsAre("/ways/ask", "/ways/place", "/ways/bodies", "/ways/figures"));
}

TEST(Site, AnIntentIsCurrentOnItsPageAndMarkedInEverySectionOfItsWays) {
  const pages::Site site =
      site_of(std::vector{module_with({way(Intent::ask, 1, "send"), way(Intent::ask, 2, "read")})});
  const pages::MenuItem& ask = site.ways.at(0).item;
  auto marked = [&](const char* path, const char* section) {
    return pages::current(ask, {.title = "", .path = path, .section = section});
  };
  EXPECT_EQ(marked("/ways/ask", "ways.ask"), "page");
  EXPECT_EQ(marked("/send", "of send"), "true");
  EXPECT_EQ(marked("/read/7", "of read"), "true");
  EXPECT_EQ(marked("/figures", "of figures"), "");
  EXPECT_EQ(marked("/privacy", ""), "");
}

TEST(Site, ResidentsCanFollowACodeWhereOneStandsOnAReceipt) {
  const records::Kind book{.name = "book", .prefix = "SA"};
  std::vector<Module> modules{
      module_with({way(Intent::ask, 10, "send"), way(Intent::ask, 30, "read")})};
  modules.front().records = {book};
  EXPECT_EQ(site_of(modules).ways.at(0).ways.size(), 2U);
  modules.front().records.front().on_receipts = true;
  EXPECT_EQ(site_of(modules).ways.at(0).ways.at(1).item.href, "/follow");
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
  modules[1].desk.boxes = {{.name = "today"}};
  EXPECT_THROW((void)site_of(modules), std::logic_error) << "that is a word of the house";
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
