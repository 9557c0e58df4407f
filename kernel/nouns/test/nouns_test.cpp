// A noun of a few lines, leaflets that a body writes and shows: what the house makes of it.
#include <gmock/gmock.h>

#include "kernel/acts/record.hpp"
#include "kernel/nouns/module.hpp"
#include "kernel/testing/site.hpp"

namespace gandan::nouns {
namespace {

using people::Reach, people::Role;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

bool can_be_shown(std::int64_t state, std::string_view verb) {
  return state == 1 && verb == "show";
}
Done show_leaflet(db::Tx& tx, const acts::Env& env, const acts::Act& act, std::string_view code,
                  std::string_view verb);
desk::Made write_leaflet(const desk::Desk& desk, db::Tx& tx, const acts::Env& env);

constexpr State leaflet_states[] = {{1, "Being written"}, {2, "Shown", true}};
constexpr Button leaflet_buttons[] = {{"show", "s", "Show it", "It is shown"}};
constexpr LinkBeneath leaflet_links[] = {{"How many there are", "/reports/leaflets"}};
constexpr desk::Ask leaflet_asks[] = {{"title", "Title", "Say what it is about."},
                                      {"email", "Who prints it", nullptr, desk::Ask::For::email},
                                      {"text", "Text", nullptr, desk::Ask::For::text}};
constexpr Noun leaflet{
    .kind = "leaflet",
    .name = "leaflets",
    .prefix = "TR",
    .begins = "leaflet.write",
    .order = 50,
    .title = "Leaflets",
    .search = "Search leaflets",
    .promise = "You get a letter when it is shown.",
    .works = people::Permission::answer,
    .states = leaflet_states,
    .buttons = leaflet_buttons,
    .links = leaflet_links,
    .fits = can_be_shown,
    .take = show_leaflet,
    .form = {"New leaflet", "What shall people know?", leaflet_asks, write_leaflet}};

/// One that is forbidden is refused, though its button was there.
Done show_leaflet(db::Tx& tx, const acts::Env& env, const acts::Act& act, std::string_view code,
                  std::string_view) {
  auto it = find(tx, leaflet, code);
  if (!it || it->title == "Forbidden") return fail(Refusal::not_allowed);
  it->state = 2;
  it->day = env.clock.today();
  save(tx, leaflet, *it);
  acts::record_named(tx, act, it->ref(leaflet), env.clock.now(), "leaflet.show", {});
  return *it;
}
desk::Made write_leaflet(const desk::Desk& desk, db::Tx& tx, const acts::Env& env) {
  const Record it = add(tx, leaflet, env,
                        {.body_id = people::unit_of_work(desk.officer, leaflet.works).value(),
                         .state = 1,
                         .title = desk.typed("title"),
                         .text = desk.typed("text")});
  acts::record_named(tx, desk.act(), it.ref(leaflet), env.clock.now(), "leaflet.write", {});
  if (it.text == "Secret") return fail(std::vector{pages::FieldError{"text", "Not this."}});
  return it.code;
}

constexpr EmbeddedFile leaflet_files[] = {
    {"001_leaflets.sql",
     "create table leaflets (id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, body_id INTEGER "
     "NOT NULL, state INTEGER NOT NULL, title TEXT NOT NULL, text TEXT NOT NULL, day INTEGER NOT "
     "NULL, folded TEXT NOT NULL) STRICT;"}};

Module leaflets() {
  Module module = module_of<leaflet>();
  module.migrations = {"leaflets", leaflet_files};
  module.indicators = {
      counted(leaflet, {"shown", "Shown", "Shown in the period.", "From", "From {from} to {to}."})};
  return module;
}

constexpr const char* home_affairs = "Bộ Nội vụ";
constexpr const char* health = "Bộ Y tế";
constexpr const char* new_one = "/desk/leaflets/new";

class Leaflets : public gandan::test::Site {
 protected:
  Leaflets() : Site({leaflets()}) {}

  http::TestClient officer_of(const char* body) {
    return officer(Role::answering_officer, body, Reach::body);
  }
  /// Its code.
  std::string write(http::TestClient& by, const std::string& title, const std::string& text = "") {
    const std::string place(by.post_form(new_one, {{"title", title}, {"text", text}}).location());
    return place.substr(place.rfind('/') + 1);
  }
  std::string shown(http::TestClient& by, const std::string& title, const std::string& text = "") {
    const std::string code = write(by, title, text);
    by.post_form("/desk/leaflets/" + code + "/show", {{"seen", "0"}});
    return code;
  }
  std::vector<std::string> titles(const Asked& asked) {
    std::vector<std::string> titles;
    for (const Record& each :
         db().read([&](db::Tx& tx) { return list(tx, leaflet, asked, 9); }).rows)
      titles.push_back(each.title);
    return titles;
  }
};
GANDAN_EACH_ENGINE(Leaflets);

TEST(LeafletPermission, ThatIsSharedIsNotDeclaredAgain) {
  EXPECT_TRUE(own_permission(leaflet).empty());
  Noun other = leaflet;
  other.works = {"keep_leaflets", "keep leaflets", {people::Role::leader}};
  EXPECT_EQ(own_permission(other), std::vector{other.works});
}

TEST_P(Leaflets, AreListedForEverybodyOnceTheyAreInAPublicState) {
  auto lan = officer_of(home_affairs);
  run({.get = "/leaflets", .shows = {"Nothing here yet"}});
  const std::string code = shown(lan, "Tiêm chủng", "Trẻ em từ 6 tháng."),
                    draft = write(lan, "Nháp");
  run({.get = "/leaflets",
       .shows = {"Tiêm chủng", "Shown", home_affairs, "/reports/leaflets"},
       .hides = {"Nháp", "Nothing here yet"}});
  run({.get = "/leaflets/" + code, .shows = {"Trẻ em từ 6 tháng.", "Shown"}});
  run({.get = "/leaflets/" + draft, .shows = {"Nháp", "Being written"}});
  run({.get = "/leaflets/TR-0000-0000-0000", .status = 404});
  run({.get = "/", .shows = {"Leaflets", "Tiêm chủng"}, .hides = {"Nháp"}});
  run({.get = "/leaflets?q=tiem+chung", .shows = {"Tiêm chủng"}});
  run({.get = "/leaflets?q=nhap", .shows = {"Nothing found"}, .hides = {"Nháp"}});
  EXPECT_EQ(run({.get = "/leaflets?q=" + code, .status = 303}).location(), "/leaflets/" + code);
}

TEST_P(Leaflets, AreListedByTheirDaysAndByWhoseTheyAre) {
  auto lan = officer_of(home_affairs);
  shown(lan, "Một");
  clock.advance(std::chrono::hours(24));
  auto hoa = officer_of(health);  // who signed in the day before is asked to again
  shown(hoa, "Hai");
  write(hoa, "Nháp");
  EXPECT_THAT(titles({}), ElementsAre("Hai", "Một"));
  EXPECT_THAT(titles({.to = Date::of(2026, 10, 1)}), ElementsAre("Một"));
  EXPECT_THAT(titles({.from = Date::of(2026, 10, 2)}), ElementsAre("Hai"));
  EXPECT_THAT(titles({.within = people::Within{.bodies = {unit(health)}}}),
              ElementsAre("Nháp", "Hai"));
  EXPECT_THAT(titles({.within = people::Within{.everywhere = true}}), SizeIs(3));
  EXPECT_THAT(titles({.within = people::Within{}}), IsEmpty());
}

TEST_P(Leaflets, StandOnTheDeskOfThoseInWhoseReachTheyAreWithTheButtonsThatFit) {
  auto lan = officer_of(home_affairs), hoa = officer_of(health);
  const std::string code = write(lan, "Tiêm chủng"), show = "/desk/leaflets/" + code + "/show";
  run({.as = &lan,
       .get = "/desk?in=leaflets",
       .shows = {"Tiêm chủng", "Being written", "action=\"" + show}});
  run({.as = &hoa, .get = "/desk?in=leaflets", .hides = {"Tiêm chủng"}});
  run({.as = &hoa, .post = show, .form = {{"seen", "0"}}, .status = 404});
  run({.as = &lan,
       .post = show,
       .form = {{"seen", "0"}},
       .status = 303,
       .journal = {"leaflet.show"}});
  run({.as = &lan,
       .get = "/desk/leaflets/" + code,
       .shows = {"It is shown", "href=\"/leaflets/" + code},
       .hides = {"action=\"" + show}});
  const std::string forbidden = write(lan, "Forbidden");
  run({.as = &lan,
       .post = "/desk/leaflets/" + forbidden + "/show",
       .form = {{"seen", "0"}},
       .status = 422});
}

TEST_P(Leaflets, AreAskedForByAFormThatSaysWhatIsWrongAndKeepsWhatWasTyped) {
  auto lan = officer_of(home_affairs), nation = officer(Role::answering_officer);
  run({.as = &lan, .get = new_one, .shows = {"What shall people know?", "name=\"once\""}});
  run({.as = &lan,
       .post = new_one,
       .form = {{"title", " "}, {"email", "lan@"}, {"text", "Trẻ em"}, {"once", "a"}},
       .status = 422,
       .shows = {"Say what it is about.", "such as lan@example.vn", "Trẻ em",
                 "name=\"once\" value=\"a\""}});
  run({.as = &lan,
       .post = new_one,
       .form = {{"title", "Không"}, {"text", "Secret"}, {"once", "a"}},
       .status = 422,
       .shows = {"Not this.", "Không", "Secret"}});
  EXPECT_THAT(titles({.within = people::Within{.everywhere = true}}), IsEmpty())
      << "what was refused left something behind";
  run({.as = &nation, .get = new_one, .status = 403});
}

TEST_P(Leaflets, AreMadeOnceByAButtonThatIsPressedTwiceAndTwiceByTwoForms) {
  auto lan = officer_of(home_affairs);
  const auto token_of = [&] {
    const std::string page = lan.get(new_one).body, before = "name=\"once\" value=\"";
    const std::size_t at = page.find(before) + before.size();
    return page.substr(at, page.find('"', at) - at);
  };
  const std::string token = token_of();
  ASSERT_FALSE(token.empty());
  const http::Fields form{{"title", "Một"}, {"text", ""}, {"once", token}};
  run({.as = &lan, .post = new_one, .form = form, .status = 303, .journal = {"leaflet.write"}});
  const auto second = run({.as = &lan, .post = new_one, .form = form, .status = 303});
  EXPECT_EQ(second.location(), "/desk?in=leaflets");
  const http::Fields another{{"title", "Một"}, {"text", ""}, {"once", token_of()}};
  run({.as = &lan, .post = new_one, .form = another, .status = 303, .journal = {"leaflet.write"}});
}

TEST_P(Leaflets, AreCountedByMonthAndEachFigureOpensThem) {
  auto lan = officer_of(home_affairs);
  shown(lan, "Một");
  write(lan, "Nháp");
  run({.get = "/reports/leaflets?format=json&from=2026-10-01&by=month",
       .shows = {"\"shown\":1", "/leaflets?from=2026-10-01&to=2026-10-01"}});
}

TEST_P(Leaflets, AreToldToEverybodyByTheirCodeAndTheirWordsOnceTheyArePublic) {
  auto lan = officer_of(home_affairs);
  const std::string code = write(lan, "Nháp");
  const auto card = [&] {
    return db().read(
        [&](db::Tx& tx) { return card_of(tx, leaflet, find(tx, leaflet, code)->id).value(); });
  };
  EXPECT_EQ(card().href, "/leaflets/" + code);
  EXPECT_EQ(card().title, "");
  lan.post_form("/desk/leaflets/" + code + "/show", {{"seen", "0"}});
  EXPECT_EQ(card().title, "Nháp");
}

}  // namespace
}  // namespace gandan::nouns
