// The house without its first context: it opens, serves, and shows no gap.
#include <gtest/gtest.h>

#include <map>
#include <regex>
#include <set>

#include "app/compose.hpp"
#include "app/server.hpp"
#include "lib/db/test_support.hpp"
#include "lib/http/test_client.hpp"

namespace gandan::app {
namespace {

std::vector<Module> without(std::string_view name) {
  std::vector<Module> left = modules();
  std::erase_if(left, [&](const Module& module) { return module.name == name; });
  return left;
}

/// Where the links and forms of a page lead on this site, without their queries.
std::set<std::string> addresses_in(const std::string& page) {
  static const std::regex link(" (?:href|action)=\"(/[^\"?#]*)");
  std::set<std::string> found;
  for (std::sregex_iterator at(page.begin(), page.end(), link), end; at != end; ++at)
    found.insert((*at)[1]);
  return found;
}

class House : public testing::Test {
 protected:
  explicit House(std::vector<Module> given = without("petitions")) : modules(std::move(given)) {}
  db::test::TempFolder folder;
  std::vector<Module> modules;
  std::shared_ptr<Services> services =
      open_installation(cli::Arguments({{"db", "sqlite:" + folder.file("house.db")}}, {}), modules);
  Web web{*services, {.rate_limits = false, .access_log = false}, modules};
  http::TestClient client{web.app()};
};

TEST_F(House, WithoutPetitionsServesPagesThatLeadNowhereElse) {
  client.with_cookie("lang", "en");
  std::set<std::string> seen, next{"/", "/sign-in", "/healthz"};
  std::map<std::string, int> in_folder;  // places and bodies are those of the whole nation
  while (!next.empty()) {
    const std::string address = *next.begin();
    next.erase(next.begin());
    if (++in_folder[address.substr(0, address.rfind('/'))] > 100) continue;
    if (!seen.insert(address).second || address == "/sign-out") continue;
    const auto page = client.get(address);
    EXPECT_LT(page.status, 400) << address;
    for (const std::string& to : addresses_in(page.body))
      if (!seen.contains(to)) next.insert(to);
  }
  EXPECT_TRUE(seen.contains("/help"));
  EXPECT_FALSE(seen.contains("/petitions"));
  EXPECT_FALSE(seen.contains("/send"));
}

TEST_F(House, WithoutPetitionsKnowsBodiesAndPlacesAndTheirPagesLeadToWhatIsThere) {
  client.with_cookie("lang", "en");
  for (const char* address : {"/bodies", "/bodies/UBND-20", "/places/20", "/places/06184"}) {
    const auto page = client.get(address);
    EXPECT_EQ(page.status, 200) << address;
    EXPECT_FALSE(page.contains("/petitions")) << address;
    for (const std::string& to : addresses_in(page.body))
      EXPECT_LT(client.get(to).status, 400) << address << " leads to " << to;
  }
}

TEST_F(House, WithoutPetitionsSaysThatThereIsNothingYet) {
  client.with_cookie("lang", "en");
  const auto home = client.get("/");
  EXPECT_EQ(home.status, 200);
  EXPECT_TRUE(home.contains("Nothing is offered here yet"));
  EXPECT_FALSE(home.contains("type=\"search\""));
  EXPECT_EQ(client.get("/robots.txt").body,
            "User-agent: *\nDisallow: /letters/\nDisallow: /log/tile/\n");
}

TEST_F(House, WithoutPetitionsHasNoneOfTheirTables) {
  const auto tables = services->database.read([](db::Tx& tx) {
    return tx.all<std::string>(
        std::string("select name from sqlite_master where name like 'petition%'"), {});
  });
  EXPECT_TRUE(tables.empty());
}

class WholeHouse : public House {
 protected:
  WholeHouse() : House(app::modules()) {}
};

TEST_F(WholeHouse, SaysToRobotsWhatItsModulesSay) {
  EXPECT_TRUE(client.get("/robots.txt").contains("Disallow: /receipts/"));
}

TEST_F(WholeHouse, JoinsWhatModulesSayToItsHelp) {
  client.with_cookie("lang", "en");
  EXPECT_TRUE(client.get("/help").contains("If the answer does not satisfy you"));
}

}  // namespace
}  // namespace gandan::app
