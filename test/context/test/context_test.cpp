// The house with a context that it has never seen, and no other: every part of it knows bulletins,
// and nothing in the kernel names them.
#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>

#include "app/compose.hpp"
#include "app/server.hpp"
#include "app/verify.hpp"
#include "kernel/states/course.hpp"
#include "kernel/testing/site.hpp"
#include "test/context/module.hpp"
#include "test/context/noun.hpp"

namespace gandan::bulletins {
namespace {

using people::Reach;
using people::Role;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// The line in the composition, in the place of the contexts that the program has.
std::vector<Module> house_with_bulletins() {
  std::vector<Module> modules = app::modules();
  std::erase_if(modules, [](const Module& each) {
    return each.name == "petitions" || each.name == "receptions";
  });
  modules.push_back(module());
  return modules;
}

constexpr const char* home_affairs = "Bộ Nội vụ";
constexpr const char* new_one = "/desk/bulletins/new";
/// What a form shows: so many things have happened to its bulletin.
const http::Fields as_drafted{{"seen", "0"}}, as_published{{"seen", "2"}};
const http::Fields water{{"title", "Nước sạch"}, {"text", "Mai cắt nước từ 8 giờ."}};

class Bulletins : public gandan::test::Site {
 protected:
  Bulletins() : Site(house_with_bulletins(), {.mail = true}) {}

  http::TestClient officer_of(const char* body) {
    return officer(Role::answering_officer, body, Reach::body);
  }
  /// Its code.
  std::string write(http::TestClient& by, http::Fields form = water) {
    const std::string place(by.post_form(new_one, form).location());
    return place.substr(place.rfind('/') + 1);
  }
  std::string published(http::TestClient& by) {
    const std::string code = write(by);
    by.post_form(on_desk(code, "/publish"), as_drafted);
    return code;
  }
  static std::string page(const std::string& code) { return "/bulletins/" + code; }
  static std::string on_desk(const std::string& code, const char* rest = "") {
    return "/desk/bulletins/" + code + rest;
  }
  Record load(const std::string& code) {
    return db().read([&](db::Tx& tx) { return nouns::find(tx, noun, code).value(); });
  }
  State state_of(const std::string& code) { return State(load(code).state); }
  /// Follows every link from here on, and every address that they lead to; returns them all. Of
  /// those in one folder a hundred: places and bodies are those of the whole nation.
  std::set<std::string> walked(http::TestClient& browser) {
    static const std::regex link(" href=\"(/[^\"#]*)");
    std::set<std::string> seen, next{"/"};
    std::map<std::string, int> in_folder;
    while (!next.empty()) {
      const std::string address = *next.begin();
      next.erase(next.begin());
      if (++in_folder[address.substr(0, address.rfind('/'))] > 100) continue;
      if (!seen.insert(address).second) continue;
      const auto answer = browser.get(address);
      EXPECT_LT(answer.status, 400) << address;
      for (std::sregex_iterator at(answer.body.begin(), answer.body.end(), link), end; at != end;
           ++at)
        if (const std::string to = std::regex_replace((*at)[1].str(), std::regex("&amp;"), "&");
            !to.starts_with("/assets/") && !seen.contains(to))
          next.insert(to);
      EXPECT_LT(seen.size(), 500u) << "no end to it";
      if (HasFailure()) break;
    }
    return seen;
  }

 private:
  Served serve() override {
    static const std::vector<Module> modules = house_with_bulletins();
    auto web = std::make_shared<app::Web>(
        services(), app::WebOptions{.rate_limits = false, .access_log = false}, modules);
    return {web, web->app(), web->jobs()};
  }
};
GANDAN_EACH_ENGINE(Bulletins);

TEST(BulletinContext, DeclaresThePermissionThatIsItsOwn) {
  const std::vector<people::Permission> declared = module().permissions;
  ASSERT_EQ(declared.size(), 1u);
  EXPECT_EQ(declared[0], noun.works);
  EXPECT_TRUE(people::grants(Role::leader, declared[0]));
  EXPECT_FALSE(people::grants(Role::supervisor, declared[0]));
}

TEST(BulletinContext, IsSmall) {
  std::size_t lines = 0;
  for (const auto& file : std::filesystem::recursive_directory_iterator("test/context"))
    if (file.is_regular_file() && file.path().parent_path().filename() != "test" &&
        file.path().extension() != ".md") {
      std::ifstream in(file.path());
      for (std::string line; std::getline(in, line);) ++lines;
    }
  EXPECT_GT(lines, 100u) << "they were not found";
  EXPECT_LT(lines, 300u);
}

// --- the noun and its verbs ----------------------------------------------------------------------

TEST(BulletinCourse, IsWholeAndDrawnInTheReadme) {
  const std::vector<Step> rows(std::begin(course), std::end(course));
  EXPECT_THAT(states::unreached(std::span<const Step>(rows), {State::draft}), IsEmpty());
  EXPECT_THAT(states::repeated(rows), IsEmpty());
  std::ifstream file("test/context/README.md");
  const std::string readme{std::istreambuf_iterator<char>(file), {}};
  EXPECT_THAT(readme, HasSubstr("```\n" + states::draw(rows) + "```\n"));
}

TEST_P(Bulletins, AreWrittenPublishedAndReadAgainOnTheDesk) {
  auto lan = officer_of(home_affairs);
  run({.as = &lan, .get = new_one, .shows = {"What shall be read?", "E-mail of who reads it"}});
  run({.as = &lan,
       .post = new_one,
       .form = {{"title", " "}, {"text", "Mai cắt nước."}, {"email", "lan@"}},
       .status = 422,
       .shows = {"Say what it is about.", "such as lan@example.vn", "Mai cắt nước."}});
  const auto written = run(
      {.as = &lan, .post = new_one, .form = water, .status = 303, .journal = {"bulletin.write"}});
  const std::string place(written.location()), code = place.substr(place.rfind('/') + 1);
  run({.as = &lan,
       .get = "/desk?in=bulletins",
       .shows = {"Nước sạch", "Draft", "action=\"" + on_desk(code, "/publish")}});
  run({.as = &lan,
       .post = on_desk(code, "/publish"),
       .form = as_drafted,
       .status = 303,
       .journal = {"bulletin.publish", "undertaking.undertake"}});
  const auto again =
      run({.as = &lan, .post = on_desk(code, "/publish"), .form = as_drafted, .status = 303});
  EXPECT_EQ(again.location(), on_desk(code, ("?done=publish&of=" + code).c_str()));
  auto hoa = officer_of(home_affairs);
  run({.as = &hoa,
       .post = on_desk(code, "/publish"),
       .form = as_drafted,
       .status = 409,
       .shows = {"Meanwhile it was dealt with: Published (Nông Thị Thử"}});
  run({.as = &hoa, .post = on_desk(code, "/publish"), .form = as_published, .status = 422});
  run({.as = &lan,
       .get = std::string(again.location()),
       .shows = {code + ": Published", "action=\"" + on_desk(code, "/repeat")}});
  run({.as = &lan,
       .post = on_desk(code, "/repeat"),
       .form = as_published,
       .status = 303,
       .journal = {"bulletin.repeat", "undertaking.fulfil"}});
  EXPECT_EQ(state_of(code), State::repeated);
  EXPECT_THAT(verbs_of(load(code).ref(noun)),
              ElementsAre("bulletin.write", "bulletin.publish", "bulletin.repeat"));
}

TEST_P(Bulletins, OfABodyAreItsOfficersBusinessAlone) {
  auto lan = officer_of(home_affairs), hoa = officer_of("Bộ Y tế");
  auto nobody = officer(Role::supervisor);
  const std::string code = write(lan);
  run({.as = &hoa, .get = "/desk?in=bulletins", .hides = {"Nước sạch"}});
  run({.as = &hoa, .get = on_desk(code), .status = 404});
  run({.as = &hoa, .post = on_desk(code, "/publish"), .status = 404});
  run({.as = &nobody, .get = new_one, .status = 403});
  run({.post = new_one, .form = water, .status = 401});
  EXPECT_EQ(state_of(code), State::draft);
}

// --- what everybody sees -------------------------------------------------------------------------

TEST_P(Bulletins, StandOnTheHomePageInTheMenuAndInBothLanguages) {
  run({.get = "/", .shows = {"href=\"/ways/place\"", "action=\"/bulletins\"", "Search bulletins"}});
  run({.get = "/ways/place", .shows = {"href=\"/bulletins\""}});
  auto lan = officer_of(home_affairs);
  const std::string code = published(lan);
  run({.get = "/", .shows = {"Nước sạch", page(code)}});
  run({.get = page(code), .shows = {"Mai cắt nước từ 8 giờ.", home_affairs, "Published"}});
  run({.get = page(code) + "?lang=vi", .shows = {"Đã đăng", "Bản tin truyền thanh"}});
}

TEST_P(Bulletins, AreListedPageByPageAndFoundByWordsAndByCode) {
  auto lan = officer_of(home_affairs);
  const std::string code = published(lan), draft = write(lan);
  for (int i = 0; i < 25; ++i) published(lan);
  const auto first =
      run({.get = "/bulletins", .shows = {"/bulletins?after="}, .hides = {code, draft}});
  const std::string older = first.body.substr(first.body.find("/bulletins?after="));
  run({.get = older.substr(0, older.find('"')), .shows = {code}, .hides = {draft}});
  run({.get = "/bulletins?q=NUOC+sach", .shows = {"Nước sạch"}});
  run({.get = "/bulletins?q=duong+day", .hides = {"Nước sạch"}});
  for (const char* way : {"/bulletins?q=", "/follow?code="})
    EXPECT_EQ(run({.get = way + code, .status = 303}).location(), page(code));
}

TEST_P(Bulletins, ThatAreDraftsAreReadByWhoHoldsTheirCode) {
  auto lan = officer_of(home_affairs);
  const std::string code = write(lan);
  run({.get = page(code), .shows = {"Nước sạch", "Draft"}});
  for (const char* where : {"/", "/bulletins", "/bulletins?q=nuoc+sach", "/undertakings"})
    run({.get = where, .hides = {"Nước sạch"}});
}

TEST_P(Bulletins, AreCountedAndEachFigureOpensItsRecords) {
  auto lan = officer_of(home_affairs);
  const std::string code = published(lan);
  write(lan);
  run({.get = "/reports/bulletins", .shows = {"Published from", "By month"}});
  run({.get = "/reports/bulletins?format=json&from=2026-10-01&by=month",
       .shows = {"\"published\":1", "/bulletins?from=2026-10-01&to=2026-10-01"}});
  run({.get = "/bulletins?from=2026-10-01&to=2026-10-01", .shows = {code}});
  run({.get = "/bulletins?from=2026-10-02", .hides = {code}});
}

TEST_P(Bulletins, AreOwedToBeReadAgainUntilTheyWere) {
  auto lan = officer_of(home_affairs);
  const std::string code = published(lan);
  run({.get = "/undertakings", .shows = {"Nước sạch", home_affairs, "datetime=\"2026-10-08\""}});
  lan.post_form(on_desk(code, "/repeat"), as_published);
  run({.get = "/undertakings", .hides = {"Nước sạch"}});
  run({.get = "/undertakings?show=done", .shows = {"Nước sạch", "Done in time"}});
}

TEST_P(Bulletins, AreToldByLettersToWhoConfirmsAndUntilTheyStopThem) {
  auto lan = officer_of(home_affairs);
  http::Fields form = water;
  form.add("email", "doc@vidu.vn");
  const std::string code = write(lan, form);
  const auto asks = delivered();
  ASSERT_EQ(asks.size(), 1u);
  EXPECT_THAT(asks[0].text, HasSubstr("https://gandan.example" + page(code)));
  const std::string link = asks[0].unsubscribe.substr(asks[0].unsubscribe.find("/letters/"));
  const std::string confirm = link.substr(0, link.rfind('/'));
  run({.get = confirm, .shows = {"You get a letter when it is to be read."}});
  run({.post = confirm, .journal = {"bulletin.confirm_letters"}});
  run({.as = &lan,
       .post = on_desk(code, "/publish"),
       .form = as_drafted,
       .status = 303,
       .journal = {"bulletin.publish", "undertaking.undertake"},
       .letters = {"Nước sạch"}});
  run({.post = link, .journal = {"bulletin.stop_letters"}});
  run({.as = &lan,
       .post = on_desk(code, "/repeat"),
       .form = {{"seen", "3"}},
       .status = 303,
       .journal = {"bulletin.repeat", "undertaking.fulfil"}});
}

// --- the house -----------------------------------------------------------------------------------

TEST_P(Bulletins, LeaveNoLinkThatLeadsNowhere) {
  auto lan = officer_of(home_affairs);
  const std::string code = published(lan);
  const auto by_everybody = walked(client()), by_officer = walked(lan);
  for (const char* there : {"/bulletins", "/reports/bulletins", "/undertakings", "/follow"})
    EXPECT_THAT(by_everybody, Contains(HasSubstr(there)));
  EXPECT_THAT(by_everybody, Contains(page(code)));
  EXPECT_THAT(by_officer, Contains(HasSubstr(on_desk(code))));
  EXPECT_THAT(by_officer, Contains(HasSubstr(new_one)));
}

TEST_P(Bulletins, AreKnownToRobotsToThePageOfDataAndToTheApi) {
  run({.get = "/robots.txt", .shows = {"Disallow: /desk\n", "Disallow: /bulletins?q=\n"}});
  run({.get = "/privacy/data", .shows = {"Bulletins, which may name somebody"}});
  run({.get = "/api/v1/openapi.json", .shows = {"\"openapi\":\"3.1"}, .hides = {"/petitions"}});
  std::vector<personal::Declared> declared;
  for (const Module& each : house_with_bulletins()) declared.push_back(each.personal);
  EXPECT_THAT(personal::faults_of(db().read(personal::columns_of), declared), IsEmpty());
}

TEST_P(Bulletins, AreVerifiedAgainstTheJournalAndTheirInvariants) {
  auto lan = officer_of(home_affairs);
  published(lan);
  const auto findings = app::examine(db(), house_with_bulletins(), clock.now());
  EXPECT_EQ(findings.schema, "");
  for (const auto& [kept, compared] : findings.records) EXPECT_TRUE(compared.holds()) << kept.what;
  EXPECT_TRUE(findings.broken.empty());
  leaves_something_broken = true;
  db().write([](db::Tx& tx) { tx.run(std::string("update bulletins set state = 1"), {}); });
  EXPECT_THAT(broken_invariants(), ElementsAre(HasSubstr("bulletins.owed")));
}

}  // namespace
}  // namespace gandan::bulletins
