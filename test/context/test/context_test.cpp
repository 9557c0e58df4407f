// The house with a context that it has never seen, and no other: every part of it knows bulletins,
// and nothing in the kernel names them.
#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <set>

#include "app/compose.hpp"
#include "app/server.hpp"
#include "kernel/states/course.hpp"
#include "kernel/testing/site.hpp"
#include "test/context/bulletin.hpp"
#include "test/context/module.hpp"

namespace gandan::bulletins {
namespace {

using people::Reach;
using people::Role;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// The line in the composition, in the place of petitions.
std::vector<Module> house_with_bulletins() {
  std::vector<Module> modules = app::modules();
  std::erase_if(modules, [](const Module& each) { return each.name == "petitions"; });
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
  Bulletin load(const std::string& code) {
    return db().read([&](db::Tx& tx) { return find(tx, code).value(); });
  }
  /// Follows every link from here on, and every address that they lead to; returns them all.
  std::set<std::string> walked(http::TestClient& browser) {
    static const std::regex link(" href=\"(/[^\"#]*)");
    std::set<std::string> seen, next{"/"};
    while (!next.empty()) {
      const std::string address = *next.begin();
      next.erase(next.begin());
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

TEST(BulletinContext, is_small) {
  std::size_t lines = 0;
  for (const auto& file : std::filesystem::recursive_directory_iterator("test/context"))
    if (file.is_regular_file() && file.path().parent_path().filename() != "test" &&
        file.path().extension() != ".md") {
      std::ifstream in(file.path());
      for (std::string line; std::getline(in, line);) ++lines;
    }
  EXPECT_GT(lines, 300u) << "they were not found";
  EXPECT_LT(lines, 700u);
}

// --- the noun and its verbs ----------------------------------------------------------------------

TEST(BulletinCourse, is_whole_and_drawn_in_the_readme) {
  const std::vector<Step> rows(std::begin(course), std::end(course));
  EXPECT_THAT(states::unreached(std::span<const Step>(rows), {State::draft}), IsEmpty());
  EXPECT_THAT(states::repeated(rows), IsEmpty());
  std::ifstream file("test/context/README.md");
  const std::string readme{std::istreambuf_iterator<char>(file), {}};
  EXPECT_THAT(readme, HasSubstr("```\n" + states::draw(rows) + "```\n"));
}

TEST_P(Bulletins, are_written_published_and_read_again_on_the_desk) {
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
  run({.as = &lan, .post = on_desk(code, "/publish"), .form = as_drafted, .status = 303});
  auto hoa = officer_of(home_affairs);
  run({.as = &hoa,
       .post = on_desk(code, "/publish"),
       .form = as_drafted,
       .status = 409,
       .shows = {"Meanwhile it was dealt with: Published (Nông Thị Thử"}});
  run({.as = &hoa, .post = on_desk(code, "/publish"), .form = as_published, .status = 422});
  run({.as = &lan,
       .get = on_desk(code, ("?done=publish&of=" + code).c_str()),
       .shows = {code + ": Published", "action=\"" + on_desk(code, "/repeat")}});
  run({.as = &lan,
       .post = on_desk(code, "/repeat"),
       .form = as_published,
       .status = 303,
       .journal = {"bulletin.repeat", "undertaking.fulfil"}});
  EXPECT_EQ(load(code).state, State::repeated);
  EXPECT_THAT(verbs_of(load(code).ref()),
              ElementsAre("bulletin.write", "bulletin.publish", "bulletin.repeat"));
}

TEST_P(Bulletins, of_a_body_are_its_officers_business_alone) {
  auto lan = officer_of(home_affairs), hoa = officer_of("Bộ Y tế");
  auto nobody = officer(Role::supervisor);
  const std::string code = write(lan);
  run({.as = &hoa, .get = "/desk?in=bulletins", .hides = {"Nước sạch"}});
  run({.as = &hoa, .get = on_desk(code), .status = 404});
  run({.as = &hoa, .post = on_desk(code, "/publish"), .status = 404});
  run({.as = &nobody, .get = new_one, .status = 403});
  run({.post = new_one, .form = water, .status = 401});
  EXPECT_EQ(load(code).state, State::draft);
}

// --- what everybody sees -------------------------------------------------------------------------

TEST_P(Bulletins, stand_on_the_home_page_in_the_menu_and_in_both_languages) {
  run({.get = "/", .shows = {"href=\"/bulletins\"", "action=\"/bulletins\"", "Search bulletins"}});
  auto lan = officer_of(home_affairs);
  const std::string code = published(lan);
  run({.get = "/", .shows = {"Nước sạch", page(code)}});
  run({.get = page(code), .shows = {"Mai cắt nước từ 8 giờ.", home_affairs, "Published"}});
  run({.get = page(code) + "?lang=vi", .shows = {"Đã đăng", "Bản tin truyền thanh"}});
}

TEST_P(Bulletins, are_listed_page_by_page_and_found_by_words_and_by_code) {
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

TEST_P(Bulletins, that_are_drafts_are_read_by_who_holds_their_code) {
  auto lan = officer_of(home_affairs);
  const std::string code = write(lan);
  run({.get = page(code), .shows = {"Nước sạch", "Draft"}});
  for (const char* where : {"/", "/bulletins", "/bulletins?q=nuoc+sach", "/undertakings"})
    run({.get = where, .hides = {"Nước sạch"}});
}

TEST_P(Bulletins, are_counted_and_each_figure_opens_its_records) {
  auto lan = officer_of(home_affairs);
  const std::string code = published(lan);
  write(lan);
  run({.get = "/reports/bulletins", .shows = {"Published from", "By month"}});
  run({.get = "/reports/bulletins?format=json&from=2026-10-01&by=month",
       .shows = {"\"published\":1", "/bulletins?from=2026-10-01&to=2026-10-01"}});
  run({.get = "/bulletins?from=2026-10-01&to=2026-10-01", .shows = {code}});
  run({.get = "/bulletins?from=2026-10-02", .hides = {code}});
}

TEST_P(Bulletins, are_owed_to_be_read_again_until_they_were) {
  auto lan = officer_of(home_affairs);
  const std::string code = published(lan);
  run({.get = "/undertakings", .shows = {"Nước sạch", home_affairs, "8 Oct 2026"}});
  lan.post_form(on_desk(code, "/repeat"), as_published);
  run({.get = "/undertakings", .hides = {"Nước sạch"}});
  run({.get = "/undertakings?show=done", .shows = {"Nước sạch", "Done in time"}});
}

TEST_P(Bulletins, are_told_by_letters_to_who_confirms_and_until_they_stop_them) {
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

TEST_P(Bulletins, leave_no_link_that_leads_nowhere) {
  auto lan = officer_of(home_affairs);
  const std::string code = published(lan);
  const auto by_everybody = walked(client()), by_officer = walked(lan);
  for (const char* there : {"/bulletins", "/reports/bulletins", "/undertakings", "/follow"})
    EXPECT_THAT(by_everybody, Contains(HasSubstr(there)));
  EXPECT_THAT(by_everybody, Contains(page(code)));
  EXPECT_THAT(by_officer, Contains(HasSubstr(on_desk(code))));
  EXPECT_THAT(by_officer, Contains(HasSubstr(new_one)));
}

TEST_P(Bulletins, are_known_to_robots_to_the_page_of_data_and_to_the_api) {
  run({.get = "/robots.txt", .shows = {"Disallow: /desk\n", "Disallow: /bulletins?q=\n"}});
  run({.get = "/privacy/data", .shows = {"Bulletins, which may name somebody"}});
  run({.get = "/api/v1/openapi.json", .shows = {"\"openapi\":\"3.1"}, .hides = {"/petitions"}});
  std::vector<personal::Declared> declared;
  for (const Module& each : house_with_bulletins()) declared.push_back(each.personal);
  EXPECT_THAT(personal::faults_of(db().read(personal::columns_of), declared), IsEmpty());
}

TEST_P(Bulletins, are_verified_against_the_journal_and_their_invariants) {
  auto lan = officer_of(home_affairs);
  published(lan);
  for (const Module& each : house_with_bulletins())
    for (const journal::Kept& kept : each.kept)
      EXPECT_TRUE(db().read([&](db::Tx& tx) { return journal::compare(tx, kept); }).holds())
          << kept.what;
  EXPECT_THAT(broken_invariants(), IsEmpty());
  leaves_something_broken = true;
  db().write([](db::Tx& tx) { tx.run(std::string("update bulletins set state = 1"), {}); });
  EXPECT_THAT(broken_invariants(), ElementsAre(HasSubstr("bulletins.owed")));
}

}  // namespace
}  // namespace gandan::bulletins
