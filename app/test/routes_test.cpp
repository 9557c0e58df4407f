#include <map>
#include <regex>

#include "app/test/support.hpp"
#include "kernel/site/site.hpp"

namespace gandan::app {
namespace {

class Site : public test::Program {
 protected:
  Site() : Program({.units = false}) {}
};
GANDAN_EACH_ENGINE(Site);

TEST_P(Site, APageOfTheDeskWantsASignInWhateverItsRoute) {
  int asked = 0;
  for (const auto& route : app().router.table()) {
    if (route->pattern.rfind("/desk", 0) != 0 && route->pattern.rfind("/admin", 0) != 0) continue;
    EXPECT_NE(route->policy.name(), http::everyone().name()) << route->pattern;
    ++asked;
  }
  EXPECT_GT(asked, 5);
}

TEST_P(Site, AnOfficerSMenuLeadsNowhereThatTheyMayNotGo) {
  for (people::Role role : people::all_roles()) {
    const std::string_view name = people::name_of(role);
    auto officer_of_role = officer(role);
    const std::string page = officer_of_role.get("/account").body;
    const std::string menu =
        page.substr(page.find("site-nav"), page.find("</nav>") - page.find("site-nav"));
    const std::regex link("<li><a href=\"([^\"]+)\"");
    int links = 0;
    for (std::sregex_iterator it(menu.begin(), menu.end(), link), end; it != end; ++it, ++links)
      EXPECT_EQ(officer_of_role.get((*it)[1].str()).status, 200) << name << " " << (*it)[1];
    EXPECT_GE(links, 3) << name;
  }
}

TEST_P(Site, PublicPagesAnswerInBothLanguagesOnAnEmptyDatabase) {
  for (const char* page :
       {"/", "/petitions", "/send", "/bodies", "/topics", "/reports", "/reports/petitions",
        "/open-data/petitions", "/help", "/privacy", "/accessibility", "/keys", "/sign-in"})
    for (const char* language : {"vi", "en"}) {
      auto response = get(std::string(page) + "?lang=" + language);
      EXPECT_EQ(response.status, 200) << page;
      EXPECT_TRUE(response.contains(std::string("<html lang=\"") + language)) << page;
    }
}

TEST_P(Site, PrivacySaysInBothLanguagesWhatIsSealedAndWhatIsNot) {
  const std::map<std::string, std::vector<const char*>> said{
      {"en",
       {"<strong>The name of a person who denounces</strong> is locked away",
        "<strong>What a denunciation says</strong> is locked away too",
        "that there is a denunciation with this code, its dates and state, the field, the body "
        "that handles it, and the commune or ward that you chose",
        "Of a proposal, a report or a complaint neither this nor the text is locked away: whoever "
        "has the database or a backup of it can read them.",
        "Whoever has both the database and the key file of the server can open everything."}},
      {"vi",
       {"<strong>Tên người tố cáo</strong> được niêm phong",
        "<strong>Nội dung tố cáo</strong> cũng được niêm phong",
        "có một tố cáo mang mã này, các ngày và tình trạng, lĩnh vực, cơ quan giải quyết, và xã, "
        "phường mà bạn đã chọn",
        "Với kiến nghị, phản ánh và khiếu nại, cả điều này lẫn nội dung đều không niêm phong: ai "
        "có cơ sở dữ liệu hoặc bản sao lưu của nó thì đọc được.",
        "Ai có cả cơ sở dữ liệu lẫn tệp khóa của máy chủ thì mở được tất cả."}}};
  for (const auto& [language, sentences] : said) {
    const auto page = get("/privacy?lang=" + language);
    for (const char* sentence : sentences) EXPECT_TRUE(page.contains(sentence)) << sentence;
  }
}

TEST_P(Site, WhoHasAPageAsItIsGetsNoBodyAgain) {
  const std::string tag(get("/").headers.get("ETag"));
  ASSERT_FALSE(tag.empty());
  client().with_header("If-None-Match", tag);
  EXPECT_EQ(get("/").status, 304);
  client().with_cookie("lang", "vi");
  EXPECT_EQ(get("/").status, 200) << "in another language it is another page";
}

TEST_P(Site, AnErrorSaysWhatIsKnownOfItsCause) {
  EXPECT_TRUE(get("/set-password/no-such-link").contains("This link was used or has expired"));
  client().with_header("Sec-Fetch-Site", "cross-site");
  EXPECT_TRUE(client().post_form("/sign-in", {}).contains("This form was sent from another site"));
}

/// Each route that anybody may read, with something in the place of what varies.
std::vector<std::string> public_addresses(const http::Router& router) {
  std::vector<std::string> addresses;
  for (const auto& route : router.table())
    if (route->method == http::Method::get && route->policy.is_everyone())
      addresses.push_back(
          std::regex_replace(route->pattern, std::regex("\\{[^}]*\\}"), "GD-0000-0000-0000"));
  return addresses;
}

TEST_P(Site, NoPageSaysOrLinksToTheHostThatARequestNames) {
  const auto created = client().post_json(
      "/api/v1/petitions", R"({"kind":"proposal","text":"Đề nghị lắp đèn đường ở đầu ngõ"})");
  ASSERT_EQ(created.status, 201);
  const std::string code = created.body.substr(created.body.find("GD-"), 17);
  std::vector<std::string> addresses = public_addresses(app().router);
  for (const char* path : {"/petitions/", "/receipts/", "/api/v1/petitions/"})
    addresses.push_back(path + code);
  for (const char* name : {"Host", "X-Forwarded-Host", "X-Original-Host", "Forwarded"})
    client().with_header(name, "evil.example");
  EXPECT_FALSE(client()
                   .post_json("/api/v1/petitions",
                              R"({"kind":"proposal","text":"Đề nghị sửa cầu ở đầu xã"})")
                   .contains("evil"));
  for (const std::string& address : addresses) {
    const auto page = get(address);
    EXPECT_NE(page.status, 500) << address;
    EXPECT_FALSE(page.contains("evil")) << address;
    for (std::size_t i = 0; i < page.headers.size(); ++i)
      EXPECT_EQ(page.headers.at(i).value.find("evil"), std::string_view::npos) << address;
  }
}

TEST_P(Site, HealthWritesAndLooksAtTheWorkBehind) {
  const auto health = get("/healthz");
  EXPECT_EQ(health.status, 200);
  EXPECT_EQ(health.body, R"({"database":"ok","writes":"ok","work":"ok"})"
                         "\n");
  const auto beats = db().read(
      [](db::Tx& tx) { return tx.one<std::int64_t>("select count(*) from heartbeat", {}); });
  EXPECT_EQ(beats, 1);
}

TEST_P(Site, MetricsTellOfRequestsTheDatabaseAndTheWorkBehind) {
  const auto metrics = officer(people::Role::administrator).get("/metrics");
  for (const char* name :
       {"http_requests_total", "db_writes ", "db_writes_waiting ", "jobs{state=\"dead\"} 0",
        "job_lag_seconds{job=\"journal.seal\"} 0", "job_lag_seconds{job=\"indicators.fold\"} 0",
        "job_lag_seconds{job=\"jobs\"} 0"})
    EXPECT_TRUE(metrics.contains(name)) << name;
}

TEST_P(Site, OnlyADemonstrationTellsAnybodyHowToSignIn) {
  EXPECT_FALSE(get("/sign-in").contains("quantri"));
  services().demonstration = true;
  services().sign_ins = site::demo_sign_ins(modules());
  Web demonstration{services(), test::in_tests};
  http::TestClient visitor{demonstration.app()};
  auto page = visitor.get("/sign-in?next=%2Fdesk&lang=en");
  EXPECT_TRUE(page.contains("quantri"));
  EXPECT_TRUE(page.contains("Answering officer, Bộ Nội vụ"));
  EXPECT_TRUE(page.contains(R"(aria-label="Sign in as Lương Ngọc Bích")"));
}

TEST_P(Site, GuessingAPasswordIsSlowedAcrossNames) {
  Web limited{services(), {.access_log = false}};
  http::TestClient guesser{limited.app()};
  std::vector<int> statuses;
  for (int i = 0; i < 15; ++i)
    statuses.push_back(guesser
                           .post_form("/sign-in", {{"username", "somebody" + std::to_string(i)},
                                                   {"password", "guess"}})
                           .status);
  EXPECT_EQ(statuses.front(), 422);
  EXPECT_EQ(statuses.back(), 429);
}

TEST_P(Site, AskingForLettersForOthersIsSlowedAndHindersNothingElse) {
  Web limited{services(), {.access_log = false}};
  http::TestClient stranger{limited.app()};
  std::vector<int> statuses;
  for (int i = 0; i < 15; ++i)
    statuses.push_back(stranger
                           .post_form("/news", {{"list", "petitions"},
                                                {"email", "mau" + std::to_string(i) + "@vidu.vn"}})
                           .status);
  EXPECT_EQ(statuses.front(), 404) << "no letters leave this server";
  EXPECT_EQ(statuses.back(), 429);
  EXPECT_EQ(stranger.post_form("/sign-in", {{"username", "mau"}, {"password", "guess"}}).status,
            422);
}

TEST_P(Site, WhatIsNotThereSaysSoInTheReaderSLanguageAndAsJsonToPrograms) {
  auto page = get("/petitions/GD-0000-0000-0000?lang=vi");
  EXPECT_EQ(page.status, 404);
  EXPECT_TRUE(page.contains("<html lang=\"vi\""));
  auto api = client().send(http::Method::get, "/api/v1/petitions/GD-0000-0000-0000");
  EXPECT_EQ(api.status, 404);
  EXPECT_TRUE(api.contains("{\"errors\""));
}

TEST_P(Site, ADayThatIsNotYetIsRefusedInWordsWhereverItIsAskedFor) {
  for (const char* address :
       {"/reports/petitions?as_of=2999-01-01", "/reports/petitions?from=2999-01-01&format=json",
        "/petitions?is=late&as_of=2999-01-01", "/petitions?from=2999-01-01",
        "/petitions?year=2999"}) {
    auto response = get(address);
    EXPECT_EQ(response.status, 422) << address;
    EXPECT_TRUE(response.contains("This day is not yet")) << address;
  }
  EXPECT_EQ(get("/reports/petitions?to=2999-01-01").status, 200) << "that is until today";
}

TEST_P(Site, APetitionGoesInByTheApiAndIsShownAsText) {
  auto created = client().post_json(
      "/api/v1/petitions",
      R"({"kind":"report","text":"<script>alert(1)</script> Rác ứ đọng ở đầu ngõ","place":"Xã Chi Lăng, Lạng Sơn"})");
  ASSERT_EQ(created.status, 201) << created.body;
  auto at = created.body.find("GD-");
  std::string code = created.body.substr(at, created.body.find('"', at) - at);
  auto page = get("/petitions/" + code);
  EXPECT_EQ(page.status, 200);
  EXPECT_TRUE(page.contains("&lt;script&gt;alert(1)"));
  EXPECT_FALSE(page.contains("<script>alert"));
  EXPECT_EQ(get("/api/v1/petitions/" + code).status, 200);
  EXPECT_EQ(client().post_json("/api/v1/petitions", "not json").status, 400);
  EXPECT_EQ(client().post_json("/api/v1/petitions", R"({"kind":"report"})").status, 422);
}

}  // namespace
}  // namespace gandan::app
