#include "kernel/people/pages.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "kernel/journal/migrations.hpp"
#include "kernel/pages/site.hpp"
#include "kernel/people/gate.hpp"
#include "kernel/people/migrations.hpp"
#include "kernel/people/policies.hpp"
#include "kernel/people/return_path.hpp"
#include "kernel/people/seal_keys.hpp"
#include "kernel/units/migrations.hpp"
#include "kernel/units/units.hpp"
#include "lib/crypto/encoding.hpp"
#include "lib/crypto/totp.hpp"
#include "lib/db/test_support.hpp"
#include "lib/http/test_client.hpp"
#include "lib/jobs/migrations.hpp"

namespace gandan::people {
namespace {

constexpr const char* password = "một mật khẩu thật dài";

class PeoplePages : public db::test::OnEachEngine {
 protected:
  PeoplePages()
      : OnEachEngine({{"jobs", jobs::migrations::files()},
                      {"journal", journal::migrations::files()},
                      {"units", units::migrations::files()},
                      {"people", migrations::files()}}) {}

  void SetUp() override {
    OnEachEngine::SetUp();
    if (IsSkipped()) return;
    app_ = std::make_unique<http::App>(clock_, http::AppOptions{.access_log = false});
    gate_ = std::make_shared<Gate>(db(), clock_, settings_);
    app_->gate = gate_;
    app_->prepare = [this](http::Request& request) {
      request.attach(pages::Reader{&pages::choose_locale(request), &site_});
    };
    keys_ = std::make_unique<KeyHolder>(db(), clock_, file("key"));
    add_pages(*app_, db(), ids_, clock_, settings_, *keys_);
    app_->router.get("/work", permission(Permission::answer, Where::in_reach),
                     [](http::Request& request) {
                       static_cast<void>(principal(request).where(Permission::answer));
                       return http::Response::text("hello " + principal(request).name);
                     });
    app_->router.get("/open", http::everyone(), [](http::Request& request) {
      return http::Response::text(find_principal(request) ? "staff" : "resident");
    });
    client_ = std::make_unique<http::TestClient>(*app_);
    client_->with_cookie("lang", "en");
  }
  void TearDown() override {
    client_.reset();
    app_.reset();
    gate_.reset();
    keys_.reset();
    OnEachEngine::TearDown();
  }

  UserId account(const std::string& username, std::vector<Grant> grants) {
    auto hash = make_password_hash(settings_, username, password).value();
    return db().write([&](db::Tx& tx) {
      NewAccount form{.username = username, .name = "Officer " + username, .grants = grants};
      UserId user = create_account(tx, ids_, clock_, {}, form).value();
      set_password_hash(tx, clock_, {}, user, hash);
      return user;
    });
  }
  http::TestResponse sign_in_as(std::string_view username, std::string next = "/") {
    return client_->post_form(
        "/sign-in",
        {{"username", std::string(username)}, {"password", password}, {"next", std::move(next)}});
  }
  std::string first_line_of_code(const http::TestResponse& page) {
    const std::size_t start = page.body.find("<span class=\"code\">") + 19;
    return page.body.substr(start, page.body.find('<', start) - start);
  }

  FixedClock clock_{Date::of(2026, 8, 3)};
  Ids ids_{clock_, 1};
  Settings settings_{.password_cost = crypto::PasswordCost::for_tests()};
  std::unique_ptr<KeyHolder> keys_;
  pages::Site site_;
  std::unique_ptr<http::App> app_;
  std::shared_ptr<Gate> gate_;
  std::unique_ptr<http::TestClient> client_;
};
GANDAN_EACH_ENGINE(PeoplePages);

TEST_P(PeoplePages, WhoIsNotSignedInIsAskedToAndComesBack) {
  account("lan", {{Role::answering_officer, UnitId{2}}});
  auto asked = client_->get("/work?page=2");
  EXPECT_EQ(asked.status, 303);
  EXPECT_EQ(asked.location(), "/sign-in?next=%2Fwork%3Fpage%3D2");
  EXPECT_TRUE(client_->get(asked.location()).contains("value=\"/work?page=2\""));
  auto done = sign_in_as("lan", "/work?page=2");
  EXPECT_EQ(done.status, 303);
  EXPECT_EQ(done.location(), "/work?page=2");
  EXPECT_EQ(client_->get("/work?page=2").body, "hello Officer lan");
  EXPECT_EQ(client_->get("/open").body, "staff");
}

TEST_P(PeoplePages, AProgramGets401AndAPageOfMineGets403) {
  account("lan", {{Role::supervisor, UnitId{2}}});
  EXPECT_EQ(client_
                ->send(http::Method::get, "/work",
                       [] {
                         http::Headers h;
                         h.set("Accept", "application/json");
                         return h;
                       }())
                .status,
            401);
  sign_in_as("lan");
  EXPECT_EQ(client_->get("/work").status, 403);
  EXPECT_EQ(client_->get("/admin/accounts").status, 403);
}

TEST_P(PeoplePages, TheReturnPathIsNeverAnotherSite) {
  EXPECT_EQ(safe_return_path("/inbox?x=1"), "/inbox?x=1");
  for (const char* bad : {"//evil.example", "/\\evil.example", "https://evil.example", "", "inbox",
                          "/a\r\nSet-Cookie: x", "/a\tb"})
    EXPECT_EQ(safe_return_path(bad), "/") << bad;
  account("lan", {});
  EXPECT_EQ(sign_in_as("lan", "//evil.example").location(), "/");
}

TEST_P(PeoplePages, AWrongPasswordSaysNothingAboutWhichPartWasWrong) {
  account("lan", {});
  auto wrong = client_->post_form("/sign-in", {{"username", "lan"}, {"password", "sai"}});
  auto unknown = client_->post_form("/sign-in", {{"username", "xyz"}, {"password", "sai"}});
  EXPECT_EQ(wrong.status, 422);
  EXPECT_TRUE(wrong.contains("The username or the password is wrong."));
  EXPECT_TRUE(unknown.contains("The username or the password is wrong."));
  EXPECT_TRUE(wrong.contains("value=\"lan\""));
  for (int i = 0; i < 4; ++i) wrong = client_->post_form("/sign-in", {{"username", "lan"}});
  EXPECT_TRUE(wrong.contains("Too many attempts. Try again after "));
}

TEST_P(PeoplePages, SigningOutAndRevokingCountAtOnce) {
  UserId user = account("lan", {{Role::leader, UnitId{2}}});
  sign_in_as("lan");
  EXPECT_EQ(client_->get("/work").status, 200);
  client_->post_form("/sign-out", {});
  EXPECT_EQ(client_->get("/work").status, 303);
  sign_in_as("lan");
  EXPECT_EQ(client_->get("/work").status, 200);
  db().write([&](db::Tx& tx) { ASSERT_TRUE(set_disabled(tx, clock_, {}, user, true)); });
  EXPECT_EQ(client_->get("/work").status, 200);  // believed for a few seconds by this process …
  clock_.advance(std::chrono::seconds(6));
  EXPECT_EQ(client_->get("/work").status, 303);
}

TEST_P(PeoplePages, ASessionInUseStaysAliveAndEndsAfterTwelveHours) {
  account("lan", {{Role::leader, UnitId{2}}});
  sign_in_as("lan");
  for (int hour = 0; hour < 11; ++hour) {
    clock_.advance(std::chrono::hours(1));
    EXPECT_EQ(client_->get("/work").status, 200) << hour;
  }
  clock_.advance(std::chrono::minutes(61));
  EXPECT_EQ(client_->get("/work").status, 303);
}

TEST_P(PeoplePages, TheFirstAdministratorIsMadeThroughTheLink) {
  auto path = db().write([&](db::Tx& tx) { return first_admin_link(tx, clock_, settings_); });
  ASSERT_TRUE(path);
  EXPECT_TRUE(client_->get(*path).contains("The first administrator"));
  auto wrong = client_->post_form(
      *path,
      {{"username", "Bad Name"}, {"name", "An"}, {"password", password}, {"again", password}});
  EXPECT_EQ(wrong.status, 422);
  EXPECT_EQ(
      client_
          ->post_form(
              *path,
              {{"username", "an"}, {"name", "An"}, {"password", password}, {"again", "other"}})
          .status,
      422);
  auto done = client_->post_form(
      *path, {{"username", "an"}, {"name", "An"}, {"password", password}, {"again", password}});
  EXPECT_EQ(done.status, 303);
  EXPECT_EQ(client_->get(*path).status, 410);
  EXPECT_EQ(sign_in_as("an").status, 303);
  EXPECT_EQ(client_->get("/admin/accounts").status, 200);
}

TEST_P(PeoplePages, AnAdministratorMakesAnAccountWithARoleAndALink) {
  account("admin", {{Role::administrator}});
  UnitId body = db().write(
      [&](db::Tx& tx) { return units::ensure_body(tx, ids_, clock_, "Sở Xây dựng Lạng Sơn"); });
  sign_in_as("admin");
  auto made = client_->post_form("/admin/accounts/new",
                                 {{"name", "Minh"}, {"username", "minh"}, {"email", ""}});
  EXPECT_EQ(made.location(), "/admin/accounts/minh");
  EXPECT_EQ(client_->post_form("/admin/accounts/new", {{"name", "M"}, {"username", "minh"}}).status,
            422);
  EXPECT_EQ(client_
                ->post_form("/admin/accounts/minh/roles",
                            {{"role", "answering_officer"}, {"unit", "No such body"}})
                .status,
            422);
  auto given = client_->post_form(
      "/admin/accounts/minh/roles",
      {{"role", "answering_officer"}, {"unit", "Sở Xây dựng Lạng Sơn"}, {"reach", "body"}});
  EXPECT_EQ(given.status, 303);
  EXPECT_TRUE(client_->get("/admin/accounts/minh").contains("Sở Xây dựng Lạng Sơn"));
  const std::string link = first_line_of_code(client_->post_form("/admin/accounts/minh/link", {}));
  ASSERT_TRUE(link.starts_with("/set-password/")) << link;
  EXPECT_EQ(client_->post_form(link, {{"password", password}, {"again", password}}).status, 303);
  EXPECT_EQ(sign_in_as("minh").status, 303);
  EXPECT_EQ(client_->get("/work").body, "hello Minh");
  EXPECT_EQ(db().read([&](db::Tx& tx) { return grants_of(tx, find_account(tx, "minh")->id); }),
            (std::vector<Grant>{{Role::answering_officer, body, Reach::body}}));
}

TEST_P(PeoplePages, AnAdministratorOfOneBodyTouchesNothingElse) {
  auto [here, there] = db().write([&](db::Tx& tx) {
    return std::pair(units::ensure_body(tx, ids_, clock_, "Sở Y tế Lạng Sơn"),
                     units::ensure_body(tx, ids_, clock_, "Sở Tài chính Lạng Sơn"));
  });
  account("root", {{Role::administrator}});
  account("local", {{Role::administrator, here, Reach::body}});
  account("stranger", {{Role::leader, there, Reach::body}});
  account("both", {{Role::leader, here, Reach::body}, {Role::leader, there, Reach::body}});
  account("mine", {{Role::supervisor, here, Reach::body}});
  account("nobody", {});
  sign_in_as("local");
  auto list = client_->get("/admin/accounts");
  EXPECT_TRUE(list.contains("/admin/accounts/mine"));
  for (const char* other : {"root", "stranger", "both", "nobody"}) {
    const std::string page = "/admin/accounts/" + std::string(other);
    EXPECT_FALSE(list.contains(page)) << other;
    EXPECT_EQ(client_->get(page).status, 404) << other;
    for (const char* act : {"/link", "/disable", "/enable", "/roles", "/roles/remove"})
      EXPECT_EQ(
          client_->post_form(page + act, {{"role", "leader"}, {"unit", "Sở Y tế Lạng Sơn"}}).status,
          404)
          << other << act;
  }
  auto give_mine = [&](const std::string& unit, const std::string& reach) {
    return client_
        ->post_form("/admin/accounts/mine/roles",
                    {{"role", "leader"}, {"unit", unit}, {"reach", reach}})
        .status;
  };
  EXPECT_EQ(give_mine("Sở Tài chính Lạng Sơn", "body"), 422);
  EXPECT_EQ(give_mine("", "body"), 422);
  EXPECT_EQ(give_mine("Sở Y tế Lạng Sơn", "area"), 422);
  EXPECT_EQ(give_mine("Sở Y tế Lạng Sơn", "body"), 303);
}

TEST_P(PeoplePages, WhoAdministersAPartGivesANewAccountItsFirstRoleThereAtOnce) {
  UnitId here = db().write(
      [&](db::Tx& tx) { return units::ensure_body(tx, ids_, clock_, "Sở Y tế Lạng Sơn"); });
  account("local", {{Role::administrator, here, Reach::body}});
  sign_in_as("local");
  auto create = [&](const std::string& role, const std::string& unit) {
    return client_->post_form(
        "/admin/accounts/new",
        {{"name", "Minh"}, {"username", "minh"}, {"role", role}, {"unit", unit}});
  };
  EXPECT_FALSE(client_->get("/admin/accounts/new").contains("Empty: everywhere"));
  EXPECT_EQ(create("", "").status, 422);
  auto wrong = create("leader", "");
  EXPECT_EQ(wrong.status, 422);
  EXPECT_TRUE(wrong.contains("You can give roles only where you administer."));
  EXPECT_TRUE(wrong.contains("value=\"minh\""));
  EXPECT_FALSE(db().read([&](db::Tx& tx) { return find_account(tx, "minh"); }));
  EXPECT_EQ(create("leader", "Sở Y tế Lạng Sơn").location(), "/admin/accounts/minh");
  EXPECT_EQ(client_->get("/admin/accounts/minh").status, 200);
}

TEST_P(PeoplePages, TheLastAdministratorCannotLockEverybodyOut) {
  account("root", {{Role::administrator}});
  sign_in_as("root");
  EXPECT_EQ(client_->post_form("/admin/accounts/root/disable", {}).status, 422);
  EXPECT_EQ(client_
                ->post_form("/admin/accounts/root/roles/remove",
                            {{"role", "administrator"}, {"unit", "0"}})
                .status,
            422);
}

TEST_P(PeoplePages, ASecondFactorIsTurnedOnWithPasswordAndCodeAndAskedForAtTheNextSignIn) {
  account("lan", {{Role::leader, UnitId{2}}});
  http::TestClient elsewhere(*app_);
  elsewhere.post_form("/sign-in", {{"username", "lan"}, {"password", password}});
  EXPECT_EQ(elsewhere.get("/work").status, 200);
  sign_in_as("lan");
  const std::string shown = first_line_of_code(client_->get("/account/second-factor"));
  const std::string secret = crypto::from_base32(shown).value();
  auto code = [&] { return crypto::totp_code(secret, crypto::totp_step(clock_.now())); };
  auto turn_on = [&](const std::string& with, const std::string& typed) {
    return client_->post_form("/account/second-factor",
                              {{"secret", shown}, {"current", with}, {"code", typed}});
  };
  EXPECT_EQ(turn_on(password, "1").status, 422);
  EXPECT_TRUE(turn_on("sai", code()).contains("This is not your present password."));
  auto on = turn_on(password, code());
  EXPECT_EQ(on.status, 200);
  EXPECT_TRUE(on.contains("Your recovery codes"));
  EXPECT_EQ(client_->get("/work").status, 200);
  EXPECT_EQ(elsewhere.get("/work").status, 303) << "other sessions ended";
  EXPECT_TRUE(client_->get("/account").contains("Recovery codes left"));
  client_->post_form("/sign-out", {});
  EXPECT_EQ(sign_in_as("lan", "/work").location(), "/sign-in/code?next=%2Fwork");
  EXPECT_EQ(client_->get("/work").location(), "/sign-in/code");
  EXPECT_EQ(client_->post_form("/sign-in/code", {{"code", "000000"}, {"next", "/work"}}).status,
            422);
  EXPECT_EQ(client_->post_form("/sign-in/code", {{"code", code()}, {"next", "/work"}}).status, 422)
      << "it turned the factor on and is used";
  clock_.advance(std::chrono::minutes(1));
  EXPECT_EQ(client_->post_form("/sign-in/code", {{"code", code()}, {"next", "/work"}}).location(),
            "/work");
  EXPECT_EQ(client_->get("/work").status, 200);
  clock_.advance(std::chrono::minutes(1));
  EXPECT_EQ(client_->post_form("/account/second-factor/remove", {{"current", password}}).status,
            422);
  EXPECT_EQ(
      client_->post_form("/account/second-factor/remove", {{"current", password}, {"code", code()}})
          .location(),
      "/account?done=off");
  EXPECT_EQ(client_->get("/work").status, 200);
}

TEST_P(PeoplePages, AnotherTelephoneTakesThePlaceOfTheFirstOnlyWithACodeOfTheFirst) {
  account("lan", {{Role::leader, UnitId{2}}});
  sign_in_as("lan");
  const std::string one = crypto::make_totp_secret(), other = crypto::make_totp_secret();
  auto code = [&](const std::string& secret) {
    return crypto::totp_code(secret, crypto::totp_step(clock_.now()));
  };
  auto use = [&](const std::string& secret, const std::string& old_code) {
    return client_
        ->post_form("/account/second-factor", {{"secret", crypto::base32(secret)},
                                               {"code", code(secret)},
                                               {"old_code", old_code},
                                               {"current", password}})
        .status;
  };
  EXPECT_EQ(use(one, ""), 200);
  clock_.advance(std::chrono::minutes(1));
  EXPECT_EQ(use(other, ""), 422);
  EXPECT_EQ(use(other, code(other)), 422);
  EXPECT_EQ(use(other, code(one)), 200);
}

TEST_P(PeoplePages, ARecoveryCodeStandsInForTheTelephoneOnce) {
  account("lan", {{Role::leader, UnitId{2}}});
  sign_in_as("lan");
  const std::string secret = crypto::make_totp_secret();
  const auto shown =
      client_->post_form("/account/second-factor",
                         {{"secret", crypto::base32(secret)},
                          {"code", crypto::totp_code(secret, crypto::totp_step(clock_.now()))},
                          {"current", password}});
  const std::string recovery = first_line_of_code(shown);
  ASSERT_EQ(recovery.size(), 19u) << recovery;
  client_->post_form("/sign-out", {});
  sign_in_as("lan");
  std::string typed = recovery;
  for (char& c : typed) c = c == '-' ? ' ' : static_cast<char>(std::tolower(c));
  EXPECT_EQ(client_->post_form("/sign-in/code", {{"code", typed}, {"next", "/work"}}).location(),
            "/work");
  EXPECT_TRUE(client_->get("/account").contains("<dd>9"));
  client_->post_form("/sign-out", {});
  sign_in_as("lan");
  EXPECT_EQ(client_->post_form("/sign-in/code", {{"code", recovery}}).status, 422);
}

TEST_P(PeoplePages, WhoOpensWhatIsSealedSetsUpASecondFactorBeforeAnythingElse) {
  account("thu", {{Role::denunciation_officer, UnitId{2}}, {Role::leader, UnitId{2}}});
  EXPECT_EQ(sign_in_as("thu", "/work").location(), "/sign-in/second-factor?next=%2Fwork");
  EXPECT_EQ(client_->get("/work").location(), "/sign-in/second-factor");
  EXPECT_EQ(client_->get("/account").location(), "/sign-in/second-factor");
  EXPECT_EQ(client_->get("/open").body, "resident");
  const std::string shown = first_line_of_code(client_->get("/sign-in/second-factor?next=%2Fwork"));
  const std::string secret = crypto::from_base32(shown).value();
  auto code = [&] { return crypto::totp_code(secret, crypto::totp_step(clock_.now())); };
  auto on = client_->post_form(
      "/sign-in/second-factor",
      {{"secret", shown}, {"code", code()}, {"current", password}, {"next", "/work"}});
  EXPECT_EQ(on.status, 200);
  EXPECT_TRUE(on.contains("href=\"/work\""));
  EXPECT_EQ(client_->get("/work").status, 200);
  // It stays on while the role is held.
  clock_.advance(std::chrono::minutes(1));
  EXPECT_EQ(
      client_->post_form("/account/second-factor/remove", {{"current", password}, {"code", code()}})
          .status,
      403);
}

TEST_P(PeoplePages, AKnownDeviceGetsThroughWhileOthersGuessAtTheName) {
  account("lan", {{Role::leader, UnitId{2}}});
  sign_in_as("lan");
  client_->post_form("/sign-out", {});
  http::TestClient stranger(*app_);
  stranger.with_cookie("lang", "en");
  http::TestResponse refused;
  for (int i = 0; i < 6; ++i)
    refused = stranger.post_form("/sign-in", {{"username", "lan"}, {"password", "sai"}});
  EXPECT_TRUE(refused.contains("Too many attempts. Try again after "));
  EXPECT_EQ(sign_in_as("lan", "/work").location(), "/work");
}

TEST_P(PeoplePages, ChangingMyPasswordKeepsMeSignedInAndEndsOtherSessions) {
  account("lan", {{Role::leader, UnitId{2}}});
  sign_in_as("lan");
  http::TestClient other(*app_);
  other.post_form("/sign-in", {{"username", "lan"}, {"password", password}});
  EXPECT_EQ(other.get("/work").status, 200);
  const std::string fresh = "một mật khẩu khác hẳn";
  EXPECT_EQ(client_
                ->post_form("/account/password",
                            {{"current", "sai"}, {"password", fresh}, {"again", fresh}})
                .status,
            422);
  auto changed = client_->post_form("/account/password",
                                    {{"current", password}, {"password", fresh}, {"again", fresh}});
  EXPECT_EQ(changed.location(), "/account?done=password");
  EXPECT_EQ(client_->get("/work").status, 200);
  EXPECT_EQ(other.get("/work").status, 303);
}

TEST_P(PeoplePages, AnAdministratorAloneNeitherMakesNorTakesOverWhoOpensWhatIsSealed) {
  UnitId body = db().write(
      [&](db::Tx& tx) { return units::ensure_body(tx, ids_, clock_, "Thanh tra Lạng Sơn"); });
  account("root", {{Role::administrator}});
  account("second", {{Role::administrator}});
  const UserId thu = account("thu", {{Role::leader, body}});
  auto holds = [&](Role role) {
    auto grants = db().read([&](db::Tx& tx) { return grants_of(tx, thu); });
    return std::any_of(grants.begin(), grants.end(),
                       [&](const Grant& grant) { return grant.role == role; });
  };
  auto give = [&](const std::string& username, const std::string& reason) {
    return client_->post_form("/admin/accounts/" + username + "/roles",
                              {{"role", "denunciation_officer"},
                               {"unit", "Thanh tra Lạng Sơn"},
                               {"reach", "body"},
                               {"reason", reason}});
  };
  const std::string why = "Thay cán bộ nghỉ chế độ.";
  auto first_request = [&](const http::TestResponse& page) {
    const std::size_t start = page.body.find("/account/requests/") + 18;
    return "/account/requests/" + page.body.substr(start, page.body.find('/', start) - start);
  };
  sign_in_as("root");
  EXPECT_EQ(give("thu", "").status, 422);
  EXPECT_EQ(give("root", why).status, 422) << "never to oneself";
  EXPECT_EQ(give("thu", why).status, 303);
  EXPECT_FALSE(holds(Role::denunciation_officer));
  EXPECT_TRUE(client_->get("/admin/accounts/thu").contains("Waits for a second person"));
  auto own = client_->get("/account/requests");
  EXPECT_FALSE(own.contains("/consent"));
  const std::string request = first_request(own);
  EXPECT_EQ(client_->post_form(request + "/consent", {}).status, 403);

  http::TestClient second(*app_);
  second.with_cookie("lang", "en");
  second.post_form("/sign-in", {{"username", "second"}, {"password", password}});
  EXPECT_TRUE(second.get("/admin/accounts").contains("1 request waits for your decision"));
  EXPECT_TRUE(second.get("/account").contains(why) || second.get("/account").contains("asks: "));
  EXPECT_TRUE(second.get("/account/requests").contains(why));
  EXPECT_EQ(second.post_form(request + "/consent", {}).status, 303);
  EXPECT_TRUE(holds(Role::denunciation_officer));

  // From now on nobody takes the account over alone.
  auto ask = [&](const std::string& deed) {
    return client_->post_form("/admin/accounts/thu/" + deed,
                              {{"why", why}, {"email", "thu@vidu.vn"}});
  };
  EXPECT_EQ(client_->post_form("/admin/accounts/thu/link", {}).status, 422);
  EXPECT_FALSE(ask("link").contains("/set-password/"));
  EXPECT_EQ(ask("email").status, 303);
  db().read([&](db::Tx& tx) { EXPECT_EQ(find_account(tx, thu)->email, ""); });
  EXPECT_EQ(client_->post_form("/admin/accounts/thu/disable", {}).status, 303);
  EXPECT_EQ(ask("enable").status, 303);
  db().read([&](db::Tx& tx) { EXPECT_TRUE(find_account(tx, thu)->disabled); });
  auto link = second.post_form(first_request(second.get("/account/requests")) + "/consent", {});
  EXPECT_EQ(link.status, 200);
  EXPECT_TRUE(link.contains("/set-password/"));
}

TEST_P(PeoplePages, IEndMyOtherSessionsAndNobodyElses) {
  account("lan", {{Role::leader, UnitId{2}}});
  account("minh", {{Role::leader, UnitId{2}}});
  sign_in_as("lan");
  http::TestClient second(*app_), minh(*app_);
  second.post_form("/sign-in", {{"username", "lan"}, {"password", password}});
  minh.post_form("/sign-in", {{"username", "minh"}, {"password", password}});
  EXPECT_TRUE(client_->get("/account").contains("End all others"));
  client_->post_form("/account/sessions/end", {});
  EXPECT_EQ(second.get("/work").status, 303);
  EXPECT_EQ(client_->get("/work").status, 200);
  EXPECT_EQ(minh.get("/work").status, 200);
}

TEST_P(PeoplePages, HostileTextIsShownAsText) {
  account("root", {{Role::administrator}});
  sign_in_as("root");
  client_->post_form("/admin/accounts/new",
                     {{"name", "<script>alert(1)</script>"}, {"username", "evil"}});
  auto list = client_->get("/admin/accounts");
  EXPECT_TRUE(list.contains("&lt;script&gt;"));
  EXPECT_FALSE(list.contains("<script>alert"));
}

}  // namespace
}  // namespace gandan::people
