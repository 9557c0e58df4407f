// The house without its first context, and without any: it opens, serves, and shows no gap.
#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <regex>
#include <set>

#include "app/compose.hpp"
#include "app/server.hpp"
#include "contexts/receptions/book/enter.hpp"
#include "kernel/acts/env.hpp"
#include "kernel/tasks/use_cases.hpp"
#include "kernel/units/units.hpp"
#include "lib/db/test_support.hpp"
#include "lib/http/test_client.hpp"

namespace gandan::app {
namespace {

std::vector<Module> without(std::string_view name) {
  std::vector<Module> left = modules();
  std::erase_if(left, [&](const Module& module) { return module.name == name; });
  return left;
}

/// No context at all.
std::vector<Module> bare() {
  std::vector<Module> left = without("petitions");
  std::erase_if(left, [](const Module& module) { return module.name == "receptions"; });
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

TEST_F(House, WithoutPetitionsReceivesCitizensAndEntersThemIntoItsBook) {
  EXPECT_FALSE(services->intake.has_value());
  const auto book = services->rules.book();
  const auto env = acts::Env::of(*services, *book);
  const auto entered = services->database.write([&](db::Tx& tx) {
    const UnitId body = units::find_unit(tx, "UBND-20", services->clock.today()).value().id;
    receptions::EnterForm form{.kind = receptions::Kind::report,
                               .people = {{.name = "Lò Thị Mẫu", .address = "Bản Mẫu"}},
                               .matter = "Đèn đường ngõ 5 tắt đã hai tuần.",
                               .outcome = receptions::Outcome::accepted};
    form.place = receptions::insert_place(
        tx, env, {.body = body, .name = "Nơi tiếp công dân", .opened_on = env.clock.today()});
    return receptions::enter(tx, env, acts::Act::by_system(), services->intake, form);
  });
  ASSERT_TRUE(entered.has_value());
  client.with_cookie("lang", "en");
  const auto page = client.get("/visits/" + entered->visit.code);
  EXPECT_EQ(page.status, 200);
  EXPECT_FALSE(page.contains("Đèn đường"));
}

class BareHouse : public House {
 protected:
  BareHouse() : House(bare()) {}
};

TEST_F(BareHouse, SaysThatThereIsNothingYet) {
  client.with_cookie("lang", "en");
  const auto home = client.get("/");
  EXPECT_EQ(home.status, 200);
  EXPECT_TRUE(home.contains("Nothing is offered here yet"));
  EXPECT_FALSE(home.contains("type=\"search\""));
  EXPECT_EQ(client.get("/robots.txt").body,
            "User-agent: *\nDisallow: /files/\nDisallow: /letters/\nDisallow: /news\nDisallow: "
            "/log/tile/\n");
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

/// A house that had petitions, and in which something of theirs is owed by a day.
class HouseWithRowsOfPetitions : public testing::Test {
 protected:
  /// `visit` asks the house of these modules.
  void open(const std::vector<Module>& modules,
            const std::function<void(Services&, http::TestClient&)>& visit) {
    const auto services = open_installation(
        cli::Arguments({{"db", "sqlite:" + folder_.file("house.db")}}, {}), modules);
    Web web{*services, {.rate_limits = false, .access_log = false}, modules};
    http::TestClient client{web.app()};
    client.with_cookie("lang", "en");
    visit(*services, client);
  }

 private:
  db::test::TempFolder folder_;
};

TEST_F(HouseWithRowsOfPetitions, ServesAllElseWithoutThemAndHasThemWhenTheyComeBack) {
  constexpr std::string_view words = "Rác ứ đọng ở đầu ngõ";
  std::string page;
  open(modules(), [&](Services& services, http::TestClient& client) {
    const auto sent = client.post_json(
        "/api/v1/petitions",
        R"({"kind":"report","text":"Rác ứ đọng ở đầu ngõ","place":"Xã Chi Lăng, Lạng Sơn","publish":true})");
    ASSERT_EQ(sent.status, 201) << sent.body;
    const auto at = sent.body.find("GD-");
    page = "/petitions/" + sent.body.substr(at, sent.body.find('"', at) - at);
    const auto book = services.rules.book();
    const auto env = acts::Env::of(services, *book);
    const Date today = services.clock.today();
    services.database.write([&](db::Tx& tx) {
      const auto id = tx.one<std::int64_t>(std::string("select id from petitions"), {});
      const auto body = units::find_unit(tx, "UBND-20", today);
      EXPECT_TRUE(tasks::undertake(tx, env, acts::Act::by_system(),
                                   {.source = {"petition", id.value()},
                                    .body = body.value().id,
                                    .due_on = today,
                                    .shown = true}));
    });
    EXPECT_TRUE(client.get("/undertakings").contains(words));
  });
  open(without("petitions"), [&](Services&, http::TestClient& client) {
    for (const char* address : {"/", "/undertakings", "/bodies/UBND-20", "/places/20"}) {
      const auto found = client.get(address);
      EXPECT_EQ(found.status, 200) << address;
      EXPECT_FALSE(found.contains(words)) << address;
      for (const std::string& to : addresses_in(found.body))
        EXPECT_LT(client.get(to).status, 400) << address << " leads to " << to;
    }
    EXPECT_EQ(client.get(page).status, 404);
  });
  open(modules(), [&](Services&, http::TestClient& client) {
    EXPECT_TRUE(client.get(page).contains(words));
    EXPECT_TRUE(client.get("/undertakings").contains(words));
  });
}

}  // namespace
}  // namespace gandan::app
