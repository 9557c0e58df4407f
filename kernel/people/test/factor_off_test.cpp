// Turning the second factor off: what it asks for, and whom it signs out.
#include <gtest/gtest.h>

#include "kernel/people/second_factor.hpp"
#include "kernel/people/test/people_site.hpp"

namespace gandan::people {
namespace {

using test::password;

/// Somebody whose second factor is on, who is signed in here and at another browser.
class FactorOff : public test::PeopleSite {
 protected:
  void SetUp() override {
    PeopleSite::SetUp();
    if (IsSkipped()) return;
    lan_ = account("lan", {{Role::leader, UnitId{2}}});
    sign_in_as("lan");
    const std::string right = code_of(client().get("/account/second-factor"));
    run({.post = "/account/second-factor",
         .form = {{"current", password}, {"code", right}},
         .journal = {"people.set_second_factor", "people.make_recovery_codes"}});
    later();
    elsewhere_.emplace(stranger());
    elsewhere_->post_form("/sign-in", {{"username", "lan"}, {"password", password}});
    elsewhere_->post_form("/sign-in/code", {{"code", code()}});
    later();
  }
  void TearDown() override {
    elsewhere_.reset();
    PeopleSite::TearDown();
  }
  /// Until the application shows another code: each counts once.
  void later() { clock.advance(std::chrono::minutes(1)); }
  bool is_on() {
    return db().read([&](db::Tx& tx) { return has_second_factor(tx, lan_); });
  }
  static gandan::test::Scenario turn_off(const std::string& secret, const std::string& typed) {
    return {.post = "/account/second-factor/remove",
            .form = {{"current", secret}, {"code", typed}}};
  }
  static gandan::test::Scenario done(gandan::test::Scenario asked) {
    asked.status = 303;
    asked.journal = {"people.remove_second_factor"};
    return asked;
  }
  static gandan::test::Scenario refused(gandan::test::Scenario asked, const char* words,
                                        const char* verb) {
    asked.status = 422;
    asked.shows = {words};
    asked.journal = {verb};
    return asked;
  }

  UserId lan_;
  std::optional<http::TestClient> elsewhere_;
};
GANDAN_EACH_ENGINE(FactorOff);

TEST_P(FactorOff, WantsTheRightPasswordAndTheRightCode) {
  run(refused(turn_off("sai", code()), "This is not your present password.",
              "people.sign_in_failed"));
  run(refused(turn_off(password, "000000"), "The code is wrong or was used.", "people.wrong_code"));
  EXPECT_TRUE(is_on());
  EXPECT_EQ(elsewhere_->get("/work").status, 200) << "a refusal ends nobody's session";
}

TEST_P(FactorOff, EndsTheOtherSessionsAndKeepsWhoTurnedItOffSignedIn) {
  ASSERT_EQ(elsewhere_->get("/work").status, 200);
  EXPECT_EQ(run(done(turn_off(password, code()))).location(), "/account?done=off");
  EXPECT_FALSE(is_on());
  EXPECT_EQ(elsewhere_->get("/work").status, 303);
  EXPECT_EQ(client().get("/work").status, 200);
}

TEST_P(FactorOff, ForgetsTheDevicesThatWereKnown) {
  run(done(turn_off(password, code())));
  for (int i = 0; i < 5; ++i)
    elsewhere_->post_form("/sign-in", {{"username", "lan"}, {"password", "sai"}});
  EXPECT_TRUE(stranger()
                  .post_form("/sign-in", {{"username", "lan"}, {"password", "sai"}})
                  .contains("Too many attempts."))
      << "its failures count by the network, as a stranger's do";
}

}  // namespace
}  // namespace gandan::people
