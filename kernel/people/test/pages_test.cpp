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
#include "kernel/people/second_factor.hpp"
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
  /// What the second factor's key, as a page shows it, makes of the present step.
  std::string code_of(const http::TestResponse& page) {
    const std::size_t start = page.body.find("id=\"key\">") + 9;
    const std::string key = page.body.substr(start, page.body.find('<', start) - start);
    secret_ = crypto::from_base32(key).value();
    return code();
  }
  std::string code() { return crypto::totp_code(secret_, crypto::totp_step(clock_.now())); }
  /// Presses the button, and then that of the page that asks.
  http::TestResponse press(const std::string& path, http::Fields form) {
    const auto before = entries();
    const auto asked = client_->post_form(path, form);
    EXPECT_EQ(asked.status, 200) << path << ": it asks first";
    EXPECT_TRUE(asked.contains("name=\"sure\" value=\"yes\"")) << path;
    EXPECT_EQ(entries(), before) << path << " did something before it was answered";
    form.add("sure", "yes");
    form.add("once", "0nce");
    return client_->post_form(path, form);
  }
  std::int64_t entries() {
    return db().read([](db::Tx& tx) {
      return tx.one<std::int64_t>(std::string("select count(*) from journal"), {}).value();
    });
  }
  std::string first_line_of_code(const http::TestResponse& page) {
    const std::size_t start = page.body.find("<span class=\"code\">") + 19;
    return page.body.substr(start, page.body.find('<', start) - start);
  }

  FixedClock clock_{Date::of(2026, 8, 3)};
  Ids ids_{clock_, 1};
  Settings settings_{.password_cost = crypto::PasswordCost::for_tests()};
  std::unique_ptr<KeyHolder> keys_;
  std::string secret_;  ///< of the second factor that a page showed last
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
  const http::Fields minh = {{"name", "Minh"}, {"username", "minh"}, {"email", ""}};
  const std::string first = first_line_of_code(press("/admin/accounts/new", minh));
  ASSERT_TRUE(first.starts_with("/set-password/")) << first;
  EXPECT_EQ(client_->post_form("/admin/accounts/new", {{"name", "M"}, {"username", "minh"}}).status,
            422);
  const http::Fields role = {
      {"role", "answering_officer"}, {"unit", "Sở Xây dựng Lạng Sơn"}, {"reach", "body"}};
  EXPECT_EQ(press("/admin/accounts/minh/roles", role).location(),
            "/admin/accounts/minh?done=given");
  EXPECT_TRUE(client_->get("/admin/accounts/minh").contains("Sở Xây dựng Lạng Sơn"));
  const std::string link = first_line_of_code(press("/admin/accounts/minh/link", {}));
  ASSERT_TRUE(link.starts_with("/set-password/")) << link;
  EXPECT_EQ(client_->get(first).status, 410) << "the earlier link ended";
  EXPECT_EQ(client_->post_form(link, {{"password", password}, {"again", password}}).status, 303);
  EXPECT_EQ(sign_in_as("minh").status, 303);
  EXPECT_EQ(client_->get("/work").body, "hello Minh");
  EXPECT_EQ(db().read([&](db::Tx& tx) { return grants_of(tx, find_account(tx, "minh")->id); }),
            (std::vector<Grant>{{Role::answering_officer, body, Reach::body}}));
}

TEST_P(PeoplePages, HowFarARoleReachesIsAQuestionAndAnEmptyUnitIsNeverEverywhere) {
  account("admin", {{Role::administrator}});
  account("minh", {});
  db().write([&](db::Tx& tx) {
    (void)units::ensure_body(tx, ids_, clock_, "Sở Y tế Lạng Sơn");
    (void)units::ensure_body(tx, ids_, clock_, "Sở Y tế Cao Bằng");
  });
  sign_in_as("admin");
  const auto form = client_->get("/admin/accounts/minh");
  const auto radio = form.body.find("name=\"reach\" value=\"nation\"");
  ASSERT_NE(radio, std::string::npos);
  EXPECT_EQ(form.body.find(" checked"), std::string::npos) << "nothing is chosen before";
  auto give = [&](http::Fields typed) {
    typed.add("role", "leader");
    typed.add("sure", "yes");
    return client_->post_form("/admin/accounts/minh/roles", typed);
  };
  for (const char* reach : {"", "body", "area", "everywhere"}) {
    const auto refused = give({{"reach", reach}});
    EXPECT_EQ(refused.status, 422) << reach;
    EXPECT_TRUE(refused.contains("<option value=\"leader\" selected")) << "what was typed is kept";
  }
  EXPECT_EQ(give({{"reach", "nation"}, {"unit", "Sở Y tế Lạng Sơn"}}).status, 422);
  EXPECT_EQ(give({{"reach", "body"}, {"unit", "Nowhere at all"}}).status, 422);
  auto offered = give({{"reach", "area"}, {"unit", "so y te"}});
  EXPECT_EQ(offered.status, 422);
  EXPECT_TRUE(offered.contains("Choose which of these you mean."));
  EXPECT_TRUE(offered.contains("<b>Sở Y tế Cao Bằng</b>"));
  EXPECT_TRUE(offered.contains("value=\"so y te\""));
  EXPECT_TRUE(
      db().read([&](db::Tx& tx) { return grants_of(tx, find_account(tx, "minh")->id).empty(); }));
  EXPECT_TRUE(client_->get("/admin/units?unit=so+y+te").contains("Sở Y tế Lạng Sơn"));
  const auto asked =
      client_->post_form("/admin/accounts/minh/roles", {{"role", "leader"}, {"reach", "nation"}});
  EXPECT_TRUE(asked.contains("The role counts everywhere in the nation."));
  EXPECT_TRUE(asked.contains("They read what is not public of letters, answer and send them on"));
  EXPECT_EQ(give({{"reach", "nation"}}).status, 303);
  EXPECT_EQ(db().read([&](db::Tx& tx) { return grants_of(tx, find_account(tx, "minh")->id); }),
            (std::vector<Grant>{{Role::leader}}));
}

TEST_P(PeoplePages, PressingTwiceIsOneDeedAndSaysWhatWasDone) {
  account("admin", {{Role::administrator}});
  account("minh", {{Role::leader, UnitId{2}}});
  sign_in_as("admin");
  auto twice = [&](const std::string& path, const http::Fields& form) {
    const auto first = press(path, form);
    const auto between = entries();
    http::Fields again = form;
    again.add("sure", "yes");
    again.add("once", "0nce");
    const auto second = client_->post_form(path, again);
    EXPECT_EQ(entries(), between) << path << " was done twice";
    EXPECT_EQ(second.status, first.status) << path;
    EXPECT_EQ(second.location(), first.location()) << path;
    return std::pair(first, second);
  };
  const std::string minh = "/admin/accounts/minh";
  const auto [link, same_link] = twice(minh + "/link", {});
  EXPECT_TRUE(first_line_of_code(link).starts_with("/set-password/"));
  EXPECT_EQ(first_line_of_code(link), first_line_of_code(same_link));
  EXPECT_EQ(twice(minh + "/disable", {}).first.location(), minh + "?done=disabled");
  EXPECT_TRUE(client_->get(minh + "?done=disabled").contains("The account is disabled."));
  EXPECT_EQ(twice(minh + "/enable", {}).first.location(), minh + "?done=enabled");
  EXPECT_EQ(twice(minh + "/roles/remove", {{"role", "leader"}, {"unit", "2"}}).first.location(),
            minh + "?done=taken");
  const auto [made, same] = twice("/admin/accounts/new", {{"name", "An"}, {"username", "an"}});
  EXPECT_TRUE(first_line_of_code(made).starts_with("/set-password/"));
  EXPECT_EQ(first_line_of_code(made), first_line_of_code(same));
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
      for (const char* sure : {"", "yes"})
        EXPECT_EQ(client_
                      ->post_form(page + act, {{"role", "leader"},
                                               {"unit", "Sở Y tế Lạng Sơn"},
                                               {"reach", "body"},
                                               {"sure", sure}})
                      .status,
                  404)
            << other << act;
  }
  auto give_mine = [&](const std::string& unit, const std::string& reach) {
    return client_
        ->post_form("/admin/accounts/mine/roles",
                    {{"role", "leader"}, {"unit", unit}, {"reach", reach}, {"sure", "yes"}})
        .status;
  };
  EXPECT_EQ(give_mine("Sở Tài chính Lạng Sơn", "body"), 422);
  EXPECT_EQ(give_mine("", "body"), 422);
  EXPECT_EQ(give_mine("", "nation"), 422);
  EXPECT_FALSE(client_->get("/admin/accounts/mine").contains("value=\"nation\""));
  EXPECT_EQ(give_mine("Sở Y tế Lạng Sơn", "area"), 422);
  EXPECT_EQ(give_mine("Sở Y tế Lạng Sơn", "body"), 303);
}

TEST_P(PeoplePages, WhoAdministersAPartGivesANewAccountItsFirstRoleThereAtOnce) {
  UnitId here = db().write(
      [&](db::Tx& tx) { return units::ensure_body(tx, ids_, clock_, "Sở Y tế Lạng Sơn"); });
  account("local", {{Role::administrator, here, Reach::body}});
  sign_in_as("local");
  auto create = [&](const std::string& role, const std::string& unit) {
    return client_->post_form("/admin/accounts/new", {{"name", "Minh"},
                                                      {"username", "minh"},
                                                      {"role", role},
                                                      {"unit", unit},
                                                      {"reach", "body"},
                                                      {"sure", "yes"}});
  };
  EXPECT_FALSE(client_->get("/admin/accounts/new").contains("Everywhere in the nation"));
  EXPECT_EQ(create("", "").status, 422);
  auto wrong = create("leader", "");
  EXPECT_EQ(wrong.status, 422);
  EXPECT_TRUE(wrong.contains("Say in which unit."));
  EXPECT_TRUE(wrong.contains("value=\"minh\""));
  EXPECT_FALSE(db().read([&](db::Tx& tx) { return find_account(tx, "minh"); }));
  EXPECT_TRUE(create("leader", "Sở Y tế Lạng Sơn").contains("/set-password/"));
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
  const std::string right = code_of(client_->get("/account/second-factor"));
  auto turn_on = [&](const std::string& with, const std::string& typed) {
    return client_->post_form("/account/second-factor", {{"current", with}, {"code", typed}});
  };
  EXPECT_EQ(turn_on(password, "1").status, 422);
  EXPECT_TRUE(turn_on("sai", right).contains("This is not your present password."));
  auto on = turn_on(password, right);
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
  auto use = [&](const std::string& fresh, const std::string& old_code) {
    return client_
        ->post_form("/account/second-factor",
                    {{"code", fresh}, {"old_code", old_code}, {"current", password}})
        .status;
  };
  EXPECT_EQ(use(code_of(client_->get("/account/second-factor")), ""), 200);
  const std::string first = secret_;
  clock_.advance(std::chrono::minutes(1));
  const std::string fresh = code_of(client_->get("/account/second-factor"));
  EXPECT_EQ(use(fresh, ""), 422);
  EXPECT_EQ(use(fresh, fresh), 422);
  EXPECT_EQ(use(fresh, crypto::totp_code(first, crypto::totp_step(clock_.now()))), 200);
}

TEST_P(PeoplePages, TheSecretOfASecondFactorIsNeverTheBrowsersToChoose) {
  account("lan", {{Role::leader, UnitId{2}}});
  sign_in_as("lan");
  const std::string mine = crypto::make_totp_secret();
  const std::string my_code = crypto::totp_code(mine, crypto::totp_step(clock_.now()));
  auto send = [&](const std::string& typed) {
    return client_->post_form(
        "/account/second-factor",
        {{"secret", crypto::base32(mine)}, {"code", typed}, {"current", password}});
  };
  EXPECT_EQ(send(my_code).status, 422) << "before any key was shown";
  const auto page = client_->get("/account/second-factor");
  EXPECT_FALSE(page.contains("name=\"secret\""));
  EXPECT_EQ(send(my_code).status, 422);
  const std::string right = code_of(page);
  EXPECT_EQ(code_of(client_->get("/account/second-factor")), right) << "the same when read again";
  // After some minutes it counts no more, and another one is shown.
  clock_.advance(settings_.set_up_life + std::chrono::seconds(1));
  const std::string old = secret_;
  const auto late = send(code());
  EXPECT_EQ(late.status, 422);
  EXPECT_TRUE(late.contains("The key was shown too long ago."));
  const std::string fresh = code_of(late);
  EXPECT_NE(secret_, old);
  EXPECT_EQ(send(fresh).status, 200);
  EXPECT_EQ(db().read([&](db::Tx& tx) {
    return totp_secret_of(tx, keys_->get(), find_account(tx, "lan")->id)->secret;
  }),
            secret_);
}

TEST_P(PeoplePages, ASecondFactorIsShownAsAPictureALinkAndLetters) {
  account("lan", {{Role::leader, UnitId{2}}});
  sign_in_as("lan");
  const auto page = client_->get("/account/second-factor");
  EXPECT_TRUE(page.contains("<svg class=\"qr\""));
  EXPECT_TRUE(page.contains("role=\"img\" aria-label=\"QR code"));
  EXPECT_TRUE(page.contains("href=\"otpauth://totp/"));
  EXPECT_TRUE(page.contains("href=\"/account\">Cancel"));
}

TEST_P(PeoplePages, ARecoveryCodeStandsInForTheTelephoneOnce) {
  account("lan", {{Role::leader, UnitId{2}}});
  sign_in_as("lan");
  const auto shown = client_->post_form(
      "/account/second-factor",
      {{"code", code_of(client_->get("/account/second-factor"))}, {"current", password}});
  const std::string recovery = first_line_of_code(shown);
  ASSERT_EQ(recovery.size(), 19u) << recovery;
  client_->post_form("/sign-out", {});
  sign_in_as("lan");
  const auto form = client_->get("/sign-in/code");
  EXPECT_FALSE(form.contains("input short")) << "as wide as a recovery code";
  EXPECT_TRUE(form.contains("I have lost my telephone"));
  EXPECT_TRUE(form.contains("Cancel and sign out"));
  std::string typed = recovery;
  for (char& c : typed) c = c == '-' ? ' ' : static_cast<char>(std::tolower(c));
  EXPECT_EQ(client_->post_form("/sign-in/code", {{"code", typed}, {"next", "/work"}}).location(),
            "/work");
  EXPECT_TRUE(client_->get("/account").contains("<dd>9"));
  client_->post_form("/sign-out", {});
  sign_in_as("lan");
  EXPECT_EQ(client_->post_form("/sign-in/code", {{"code", recovery}}).status, 422);
}

TEST_P(PeoplePages, WhoHasTwoRecoveryCodesLeftIsToldOnEveryPageAfterSigningIn) {
  const UserId lan = account("lan", {{Role::leader, UnitId{2}}});
  sign_in_as("lan");
  client_->post_form(
      "/account/second-factor",
      {{"code", code_of(client_->get("/account/second-factor"))}, {"current", password}});
  EXPECT_FALSE(client_->get("/account").contains("recovery codes left. Make new ones"));
  auto codes = db().write([&](db::Tx& tx) { return make_recovery_codes(tx, clock_, {}, lan); });
  db().write([&](db::Tx& tx) {
    for (int i = 0; i < 7; ++i) EXPECT_TRUE(spend_code(tx, clock_, keys_->get(), lan, codes[i]));
  });
  client_->post_form("/sign-out", {});
  sign_in_as("lan");
  client_->post_form("/sign-in/code", {{"code", codes[7]}});
  for (const char* path : {"/account", "/account/requests"})
    EXPECT_TRUE(client_->get(path).contains("You have 2 recovery codes left. Make new ones soon."));
  clock_.advance(std::chrono::minutes(1));
  const auto fresh =
      client_->post_form("/account/recovery-codes", {{"current", password}, {"code", code()}});
  EXPECT_EQ(fresh.status, 200);
  EXPECT_FALSE(fresh.contains("Make new ones soon"));
  EXPECT_TRUE(fresh.contains("data-copies=\"codes\""));
  EXPECT_FALSE(client_->get("/account").contains("Make new ones soon"));
}

TEST_P(PeoplePages, WhoOpensWhatIsSealedSetsUpASecondFactorBeforeAnythingElse) {
  account("thu", {{Role::denunciation_officer, UnitId{2}}, {Role::leader, UnitId{2}}});
  site_.officer_menu = {{N_("My desk"), "/desk", "desk"}};
  EXPECT_EQ(sign_in_as("thu", "/work").location(), "/sign-in/second-factor?next=%2Fwork");
  EXPECT_EQ(client_->get("/work").location(), "/sign-in/second-factor");
  EXPECT_EQ(client_->get("/account").location(), "/sign-in/second-factor");
  EXPECT_EQ(client_->get("/open").body, "resident");
  const auto page = client_->get("/sign-in/second-factor?next=%2Fwork");
  EXPECT_TRUE(page.contains("Cancel and sign out"));
  const std::string right = code_of(page);
  auto on = client_->post_form("/sign-in/second-factor",
                               {{"code", right}, {"current", password}, {"next", "/work"}});
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

TEST_P(PeoplePages, AfterTheSetUpAtSignInTheWayLeadsToTheDeskAndNeverElsewhere) {
  account("thu", {{Role::denunciation_officer, UnitId{2}}});
  site_.officer_menu = {{N_("My desk"), "/desk", "desk"}};
  sign_in_as("thu");
  const std::string right = code_of(client_->get("/sign-in/second-factor?next=%2F"));
  const auto on =
      client_->post_form("/sign-in/second-factor",
                         {{"code", right}, {"current", password}, {"next", "//evil.example"}});
  EXPECT_EQ(on.status, 200);
  EXPECT_TRUE(on.contains("href=\"/desk\">I have kept them"));
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
                               {"sure", "yes"},
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
  EXPECT_EQ(client_->post_form(request + "/consent", {{"sure", "yes"}}).status, 403);

  http::TestClient second(*app_);
  second.with_cookie("lang", "en");
  second.post_form("/sign-in", {{"username", "second"}, {"password", password}});
  EXPECT_TRUE(second.get("/admin/accounts").contains("1 request waits for your decision"));
  EXPECT_TRUE(second.get("/account").contains(why) || second.get("/account").contains("asks: "));
  EXPECT_TRUE(second.get("/account/requests").contains(why));
  const auto question = second.post_form(request + "/consent", {});
  EXPECT_TRUE(question.contains("Consent to this: Give Officer thu"));
  EXPECT_TRUE(question.contains(why));
  EXPECT_FALSE(holds(Role::denunciation_officer)) << "it asks first";
  const http::Fields sure = {{"sure", "yes"}};
  EXPECT_EQ(second.post_form(request + "/consent", sure).location(),
            "/account/requests?done=consented");
  EXPECT_EQ(second.post_form(request + "/consent", sure).location(),
            "/account/requests?done=consented")
      << "pressed twice";
  EXPECT_TRUE(holds(Role::denunciation_officer));

  // From now on nobody takes the account over alone.
  auto ask = [&](const std::string& deed) {
    return client_->post_form("/admin/accounts/thu/" + deed,
                              {{"reason", why}, {"email", "thu@vidu.vn"}, {"sure", "yes"}});
  };
  EXPECT_EQ(client_->post_form("/admin/accounts/thu/link", sure).status, 422) << "without a reason";
  EXPECT_FALSE(ask("link").contains("/set-password/"));
  EXPECT_EQ(ask("email").status, 303);
  db().read([&](db::Tx& tx) { EXPECT_EQ(find_account(tx, thu)->email, ""); });
  EXPECT_EQ(client_->post_form("/admin/accounts/thu/disable", sure).status, 303);
  EXPECT_EQ(ask("enable").status, 303);
  db().read([&](db::Tx& tx) { EXPECT_TRUE(find_account(tx, thu)->disabled); });
  const std::string for_link = first_request(second.get("/account/requests")) + "/consent";
  auto link = second.post_form(for_link, sure);
  EXPECT_EQ(link.status, 200);
  EXPECT_TRUE(link.contains("/set-password/"));
  EXPECT_EQ(first_line_of_code(second.post_form(for_link, sure)), first_line_of_code(link))
      << "pressed twice: the same link";
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

TEST_P(PeoplePages, WhereThereIsNothingWhoIsSignedInIsKnown) {
  app_->error_page = [](http::Request& request, int status, std::string_view) {
    const bool staff = request.attached<pages::SignedIn>() != nullptr;
    return http::Response::text(staff ? "to your desk" : "to the home page", status);
  };
  account("lan", {{Role::leader, UnitId{2}}});
  EXPECT_EQ(client_->get("/no/such/page").body, "to the home page");
  sign_in_as("lan");
  const auto nothing = client_->get("/no/such/page");
  EXPECT_EQ(nothing.status, 404);
  EXPECT_EQ(nothing.body, "to your desk");
  EXPECT_EQ(nothing.headers.get("Cache-Control"), "no-store");
}

TEST_P(PeoplePages, HostileTextIsShownAsText) {
  account("root", {{Role::administrator}});
  sign_in_as("root");
  const auto asked =
      press("/admin/accounts/new", {{"name", "<script>alert(1)</script>"}, {"username", "evil"}});
  EXPECT_FALSE(asked.contains("<script>alert"));
  auto list = client_->get("/admin/accounts");
  EXPECT_TRUE(list.contains("&lt;script&gt;"));
  EXPECT_FALSE(list.contains("<script>alert"));
}

}  // namespace
}  // namespace gandan::people
