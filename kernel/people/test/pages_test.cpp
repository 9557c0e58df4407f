// Signing in, the second factor, one's own account and its sessions.
#include <gtest/gtest.h>

#include "kernel/people/return_path.hpp"
#include "kernel/people/second_factor.hpp"
#include "kernel/people/test/people_site.hpp"

namespace gandan::people {
namespace {

using test::password;

class PeoplePages : public test::PeopleSite {};
GANDAN_EACH_ENGINE(PeoplePages);

TEST_P(PeoplePages, WhoIsNotSignedInIsAskedToAndComesBack) {
  account("lan", {{Role::answering_officer, UnitId{2}}});
  auto asked = client().get("/work?page=2");
  EXPECT_EQ(asked.status, 303);
  EXPECT_EQ(asked.location(), "/sign-in?next=%2Fwork%3Fpage%3D2");
  EXPECT_TRUE(client().get(asked.location()).contains("value=\"/work?page=2\""));
  auto done = sign_in_as("lan", "/work?page=2");
  EXPECT_EQ(done.status, 303);
  EXPECT_EQ(done.location(), "/work?page=2");
  EXPECT_EQ(client().get("/work?page=2").body, "hello Officer lan");
  EXPECT_EQ(client().get("/open").body, "staff");
}

TEST_P(PeoplePages, AProgramGets401AndAPageOfMineGets403) {
  account("lan", {{Role::supervisor, UnitId{2}}});
  EXPECT_EQ(client()
                .send(http::Method::get, "/work",
                      [] {
                        http::Headers h;
                        h.set("Accept", "application/json");
                        return h;
                      }())
                .status,
            401);
  sign_in_as("lan");
  EXPECT_EQ(client().get("/work").status, 403);
  EXPECT_EQ(client().get("/admin/accounts").status, 403);
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
  auto wrong = client().post_form("/sign-in", {{"username", "lan"}, {"password", "sai"}});
  auto unknown = client().post_form("/sign-in", {{"username", "xyz"}, {"password", "sai"}});
  EXPECT_EQ(wrong.status, 422);
  EXPECT_TRUE(wrong.contains("The username or the password is wrong."));
  EXPECT_TRUE(unknown.contains("The username or the password is wrong."));
  EXPECT_TRUE(wrong.contains("value=\"lan\""));
  for (int i = 0; i < 4; ++i) wrong = client().post_form("/sign-in", {{"username", "lan"}});
  EXPECT_TRUE(wrong.contains("Too many attempts. Try again after "));
}

TEST_P(PeoplePages, SigningOutAndRevokingCountAtOnce) {
  UserId user = account("lan", {{Role::leader, UnitId{2}}});
  sign_in_as("lan");
  EXPECT_EQ(client().get("/work").status, 200);
  client().post_form("/sign-out", {});
  EXPECT_EQ(client().get("/work").status, 303);
  sign_in_as("lan");
  EXPECT_EQ(client().get("/work").status, 200);
  db().write([&](db::Tx& tx) { ASSERT_TRUE(set_disabled(tx, clock, {}, user, true)); });
  EXPECT_EQ(client().get("/work").status, 200);  // believed for a few seconds by this process …
  clock.advance(std::chrono::seconds(6));
  EXPECT_EQ(client().get("/work").status, 303);
}

TEST_P(PeoplePages, ASessionInUseStaysAliveAndEndsAfterTwelveHours) {
  account("lan", {{Role::leader, UnitId{2}}});
  sign_in_as("lan");
  for (int hour = 0; hour < 11; ++hour) {
    clock.advance(std::chrono::hours(1));
    EXPECT_EQ(client().get("/work").status, 200) << hour;
  }
  clock.advance(std::chrono::minutes(61));
  EXPECT_EQ(client().get("/work").status, 303);
}

TEST_P(PeoplePages, ASecondFactorIsTurnedOnWithPasswordAndCodeAndAskedForAtTheNextSignIn) {
  account("lan", {{Role::leader, UnitId{2}}});
  http::TestClient elsewhere(app());
  elsewhere.post_form("/sign-in", {{"username", "lan"}, {"password", password}});
  EXPECT_EQ(elsewhere.get("/work").status, 200);
  sign_in_as("lan");
  const std::string right = code_of(client().get("/account/second-factor"));
  auto turn_on = [&](const std::string& with, const std::string& typed) {
    return client().post_form("/account/second-factor", {{"current", with}, {"code", typed}});
  };
  EXPECT_EQ(turn_on(password, "1").status, 422);
  EXPECT_TRUE(turn_on("sai", right).contains("This is not your present password."));
  auto on = turn_on(password, right);
  EXPECT_EQ(on.status, 200);
  EXPECT_TRUE(on.contains("Your recovery codes"));
  EXPECT_EQ(client().get("/work").status, 200);
  EXPECT_EQ(elsewhere.get("/work").status, 303) << "other sessions ended";
  EXPECT_TRUE(client().get("/account").contains("Recovery codes left"));
  client().post_form("/sign-out", {});
  EXPECT_EQ(sign_in_as("lan", "/work").location(), "/sign-in/code?next=%2Fwork");
  EXPECT_EQ(client().get("/work").location(), "/sign-in/code");
  EXPECT_EQ(client().post_form("/sign-in/code", {{"code", "000000"}, {"next", "/work"}}).status,
            422);
  EXPECT_EQ(client().post_form("/sign-in/code", {{"code", code()}, {"next", "/work"}}).status, 422)
      << "it turned the factor on and is used";
  clock.advance(std::chrono::minutes(1));
  EXPECT_EQ(client().post_form("/sign-in/code", {{"code", code()}, {"next", "/work"}}).location(),
            "/work");
  EXPECT_EQ(client().get("/work").status, 200);
  clock.advance(std::chrono::minutes(1));
  EXPECT_EQ(client().post_form("/account/second-factor/remove", {{"current", password}}).status,
            422);
  EXPECT_EQ(
      client()
          .post_form("/account/second-factor/remove", {{"current", password}, {"code", code()}})
          .location(),
      "/account?done=off");
  EXPECT_EQ(client().get("/work").status, 200);
}

TEST_P(PeoplePages, AnotherTelephoneTakesThePlaceOfTheFirstOnlyWithACodeOfTheFirst) {
  account("lan", {{Role::leader, UnitId{2}}});
  sign_in_as("lan");
  auto use = [&](const std::string& fresh, const std::string& old_code) {
    return client()
        .post_form("/account/second-factor",
                   {{"code", fresh}, {"old_code", old_code}, {"current", password}})
        .status;
  };
  EXPECT_EQ(use(code_of(client().get("/account/second-factor")), ""), 200);
  const std::string first = secret_;
  clock.advance(std::chrono::minutes(1));
  const std::string fresh = code_of(client().get("/account/second-factor"));
  EXPECT_EQ(use(fresh, ""), 422);
  EXPECT_EQ(use(fresh, fresh), 422);
  EXPECT_EQ(use(fresh, crypto::totp_code(first, crypto::totp_step(clock.now()))), 200);
}

TEST_P(PeoplePages, TheSecretOfASecondFactorIsNeverTheBrowsersToChoose) {
  account("lan", {{Role::leader, UnitId{2}}});
  sign_in_as("lan");
  const std::string mine = crypto::make_totp_secret();
  const std::string my_code = crypto::totp_code(mine, crypto::totp_step(clock.now()));
  auto send = [&](const std::string& typed) {
    return client().post_form(
        "/account/second-factor",
        {{"secret", crypto::base32(mine)}, {"code", typed}, {"current", password}});
  };
  EXPECT_EQ(send(my_code).status, 422) << "before any key was shown";
  const auto page = client().get("/account/second-factor");
  EXPECT_FALSE(page.contains("name=\"secret\""));
  EXPECT_EQ(send(my_code).status, 422);
  const std::string right = code_of(page);
  EXPECT_EQ(code_of(client().get("/account/second-factor")), right) << "the same when read again";
  // After some minutes it counts no more, and another one is shown.
  clock.advance(settings.set_up_life + std::chrono::seconds(1));
  const std::string old = secret_;
  const auto late = send(code());
  EXPECT_EQ(late.status, 422);
  EXPECT_TRUE(late.contains("The key was shown too long ago."));
  const std::string fresh = code_of(late);
  EXPECT_NE(secret_, old);
  EXPECT_EQ(send(fresh).status, 200);
  EXPECT_EQ(db().read([&](db::Tx& tx) {
    return totp_secret_of(tx, keys->get(), find_account(tx, "lan")->id)->secret;
  }),
            secret_);
}

TEST_P(PeoplePages, ASecondFactorIsShownAsAPictureALinkAndLetters) {
  account("lan", {{Role::leader, UnitId{2}}});
  sign_in_as("lan");
  const auto page = client().get("/account/second-factor");
  EXPECT_TRUE(page.contains("<svg class=\"qr\""));
  EXPECT_TRUE(page.contains("role=\"img\" aria-label=\"QR code"));
  EXPECT_TRUE(page.contains("href=\"otpauth://totp/"));
  EXPECT_TRUE(page.contains("href=\"/account\">Cancel"));
}

TEST_P(PeoplePages, ARecoveryCodeStandsInForTheTelephoneOnce) {
  account("lan", {{Role::leader, UnitId{2}}});
  sign_in_as("lan");
  const auto shown = client().post_form(
      "/account/second-factor",
      {{"code", code_of(client().get("/account/second-factor"))}, {"current", password}});
  const std::string recovery = first_line_of_code(shown);
  ASSERT_EQ(recovery.size(), 19u) << recovery;
  client().post_form("/sign-out", {});
  sign_in_as("lan");
  const auto form = client().get("/sign-in/code");
  EXPECT_FALSE(form.contains("input short")) << "as wide as a recovery code";
  EXPECT_TRUE(form.contains("I have lost my telephone"));
  EXPECT_TRUE(form.contains("Cancel and sign out"));
  std::string typed = recovery;
  for (char& c : typed) c = c == '-' ? ' ' : static_cast<char>(std::tolower(c));
  EXPECT_EQ(client().post_form("/sign-in/code", {{"code", typed}, {"next", "/work"}}).location(),
            "/work");
  EXPECT_TRUE(client().get("/account").contains("<dd>9"));
  client().post_form("/sign-out", {});
  sign_in_as("lan");
  EXPECT_EQ(client().post_form("/sign-in/code", {{"code", recovery}}).status, 422);
}

TEST_P(PeoplePages, WhoHasTwoRecoveryCodesLeftIsToldOnEveryPageAfterSigningIn) {
  const UserId lan = account("lan", {{Role::leader, UnitId{2}}});
  sign_in_as("lan");
  client().post_form(
      "/account/second-factor",
      {{"code", code_of(client().get("/account/second-factor"))}, {"current", password}});
  EXPECT_FALSE(client().get("/account").contains("recovery codes left. Make new ones"));
  auto codes = db().write([&](db::Tx& tx) { return make_recovery_codes(tx, clock, {}, lan); });
  db().write([&](db::Tx& tx) {
    for (int i = 0; i < 7; ++i) EXPECT_TRUE(spend_code(tx, clock, keys->get(), lan, codes[i]));
  });
  client().post_form("/sign-out", {});
  sign_in_as("lan");
  client().post_form("/sign-in/code", {{"code", codes[7]}});
  for (const char* path : {"/account", "/account/requests"})
    EXPECT_TRUE(client().get(path).contains("You have 2 recovery codes left. Make new ones soon."));
  clock.advance(std::chrono::minutes(1));
  const auto fresh =
      client().post_form("/account/recovery-codes", {{"current", password}, {"code", code()}});
  EXPECT_EQ(fresh.status, 200);
  EXPECT_FALSE(fresh.contains("Make new ones soon"));
  EXPECT_TRUE(fresh.contains("data-copies=\"codes\""));
  EXPECT_FALSE(client().get("/account").contains("Make new ones soon"));
}

TEST_P(PeoplePages, WhoOpensWhatIsSealedSetsUpASecondFactorBeforeAnythingElse) {
  account("thu", {{Role::denunciation_officer, UnitId{2}}, {Role::leader, UnitId{2}}});
  menus.officer_menu = {{N_("My desk"), "/desk", "desk"}};
  EXPECT_EQ(sign_in_as("thu", "/work").location(), "/sign-in/second-factor?next=%2Fwork");
  EXPECT_EQ(client().get("/work").location(), "/sign-in/second-factor");
  EXPECT_EQ(client().get("/account").location(), "/sign-in/second-factor");
  EXPECT_EQ(client().get("/open").body, "resident");
  const auto page = client().get("/sign-in/second-factor?next=%2Fwork");
  EXPECT_TRUE(page.contains("Cancel and sign out"));
  const std::string right = code_of(page);
  auto on = client().post_form("/sign-in/second-factor",
                               {{"code", right}, {"current", password}, {"next", "/work"}});
  EXPECT_EQ(on.status, 200);
  EXPECT_TRUE(on.contains("href=\"/work\""));
  EXPECT_EQ(client().get("/work").status, 200);
  // It stays on while the role is held.
  clock.advance(std::chrono::minutes(1));
  EXPECT_EQ(
      client()
          .post_form("/account/second-factor/remove", {{"current", password}, {"code", code()}})
          .status,
      403);
}

TEST_P(PeoplePages, AfterTheSetUpAtSignInTheWayLeadsToTheDeskAndNeverElsewhere) {
  account("thu", {{Role::denunciation_officer, UnitId{2}}});
  menus.officer_menu = {{N_("My desk"), "/desk", "desk"}};
  sign_in_as("thu");
  const std::string right = code_of(client().get("/sign-in/second-factor?next=%2F"));
  const auto on =
      client().post_form("/sign-in/second-factor",
                         {{"code", right}, {"current", password}, {"next", "//evil.example"}});
  EXPECT_EQ(on.status, 200);
  EXPECT_TRUE(on.contains("href=\"/desk\">I have kept them"));
}

TEST_P(PeoplePages, AKnownDeviceGetsThroughWhileOthersGuessAtTheName) {
  account("lan", {{Role::leader, UnitId{2}}});
  sign_in_as("lan");
  client().post_form("/sign-out", {});
  http::TestClient stranger(app());
  stranger.with_cookie("lang", "en");
  http::TestResponse refused;
  for (int i = 0; i < 6; ++i)
    refused = stranger.post_form("/sign-in", {{"username", "lan"}, {"password", "sai"}});
  EXPECT_TRUE(refused.contains("Too many attempts. Try again after "));
  EXPECT_TRUE(
      refused.contains("From a device that you signed in from before, or from another "
                       "network, you need not wait."));
  EXPECT_EQ(sign_in_as("lan", "/work").location(), "/work");
}

TEST_P(PeoplePages, ChangingMyPasswordKeepsMeSignedInAndEndsOtherSessions) {
  account("lan", {{Role::leader, UnitId{2}}});
  sign_in_as("lan");
  http::TestClient other(app());
  other.post_form("/sign-in", {{"username", "lan"}, {"password", password}});
  EXPECT_EQ(other.get("/work").status, 200);
  const std::string fresh = "một mật khẩu khác hẳn";
  EXPECT_EQ(client()
                .post_form("/account/password",
                           {{"current", "sai"}, {"password", fresh}, {"again", fresh}})
                .status,
            422);
  auto changed = client().post_form("/account/password",
                                    {{"current", password}, {"password", fresh}, {"again", fresh}});
  EXPECT_EQ(changed.location(), "/account?done=password");
  EXPECT_EQ(client().get("/work").status, 200);
  EXPECT_EQ(other.get("/work").status, 303);
}

TEST_P(PeoplePages, IEndMyOtherSessionsAndNobodyElses) {
  account("lan", {{Role::leader, UnitId{2}}});
  account("minh", {{Role::leader, UnitId{2}}});
  sign_in_as("lan");
  http::TestClient second(app()), minh(app());
  second.post_form("/sign-in", {{"username", "lan"}, {"password", password}});
  minh.post_form("/sign-in", {{"username", "minh"}, {"password", password}});
  EXPECT_TRUE(client().get("/account").contains("End all others"));
  client().post_form("/account/sessions/end", {});
  EXPECT_EQ(second.get("/work").status, 303);
  EXPECT_EQ(client().get("/work").status, 200);
  EXPECT_EQ(minh.get("/work").status, 200);
}

TEST_P(PeoplePages, WhereThereIsNothingWhoIsSignedInIsKnown) {
  app().error_page = [](http::Request& request, int status, std::string_view) {
    const bool staff = request.attached<pages::SignedIn>() != nullptr;
    return http::Response::text(staff ? "to your desk" : "to the home page", status);
  };
  account("lan", {{Role::leader, UnitId{2}}});
  EXPECT_EQ(client().get("/no/such/page").body, "to the home page");
  sign_in_as("lan");
  const auto nothing = client().get("/no/such/page");
  EXPECT_EQ(nothing.status, 404);
  EXPECT_EQ(nothing.body, "to your desk");
  EXPECT_EQ(nothing.headers.get("Cache-Control"), "no-store");
}

}  // namespace
}  // namespace gandan::people
