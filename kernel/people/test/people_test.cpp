#include "kernel/people/people.hpp"

#include <gtest/gtest.h>

#include "kernel/people/test/fixture.hpp"

namespace gandan::people {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using test::password;

constexpr UnitId commune{2};

class PeopleTest : public test::WithAccounts {
 protected:
  Result<NewSession, SignInRefused> try_sign_in(std::string username, std::string_view secret) {
    return sign_in(access(), {.username = std::move(username),
                              .password = std::string(secret),
                              .client = "203.0.113.7"});
  }
  std::vector<Session> sessions(UserId user) {
    return db().read([&](db::Tx& tx) { return sessions_of(tx, clock, settings, user); });
  }

  journal::Actor system_;
};
GANDAN_EACH_ENGINE(PeopleTest);

TEST_P(PeopleTest, AnAccountIsCreatedWithItsRolesAndWithoutAPassword) {
  db().write([&](db::Tx& tx) {
    NewAccount form{.username = "lan",
                    .name = "Nguyễn Thị Lan",
                    .email = "lan@example.vn",
                    .grants = {{Role::answering_officer, commune, Reach::area}}};
    UserId user = create_account(tx, ids, clock, system_, form).value();
    auto found = find_account(tx, "lan").value();
    EXPECT_EQ(found.id, user);
    EXPECT_EQ(found.name, "Nguyễn Thị Lan");
    EXPECT_FALSE(found.has_password);
    EXPECT_FALSE(found.has_second_factor);
    EXPECT_EQ(grants_of(tx, user), form.grants);
    EXPECT_TRUE(load_principal(tx, user)->may(Permission::answer, commune));
    EXPECT_EQ(create_account(tx, ids, clock, system_, form).error(), AccountError::username_taken);
    form.username = "Lan Nguyễn";
    EXPECT_EQ(create_account(tx, ids, clock, system_, form).error(),
              AccountError::username_invalid);
    form = {.username = "minh", .name = "Minh", .email = "minh@"};
    EXPECT_EQ(create_account(tx, ids, clock, system_, form).error(), AccountError::email_invalid);
  });
  EXPECT_FALSE(try_sign_in("lan", ""));
}

TEST_P(PeopleTest, ShortOrObviousPasswordsAreRefused) {
  auto error = [&](std::string_view text) {
    return make_password_hash(settings, "lan", text).error();
  };
  EXPECT_EQ(error("ngắn quá"), AccountError::password_short);
  EXPECT_EQ(error(std::string(1025, 'a')), AccountError::password_short);
  EXPECT_EQ(error("lan-lan-lan-lan"), AccountError::password_obvious);
}

TEST_P(PeopleTest, SigningInGivesANewTokenEachTime) {
  UserId user = account("lan");
  auto first = try_sign_in("lan", password).value();
  auto second = try_sign_in(" Lan", password).value();
  EXPECT_NE(first.token, second.token);
  EXPECT_EQ(sessions(user).size(), 2u);
  EXPECT_EQ(sessions(user)[0].token_hash.size(), 32u);
  EXPECT_EQ(sessions(user)[0].token_hash.find(first.token), std::string::npos);
}

TEST_P(PeopleTest, NothingTellsWhichPartWasWrong) {
  account("lan");
  EXPECT_FALSE(try_sign_in("lan", "sai").error().wait_until);
  EXPECT_FALSE(try_sign_in("nobody", "sai").error().wait_until);
  for (int i = 0; i < 3; ++i) {
    EXPECT_FALSE(try_sign_in("lan", "sai").error().wait_until);
    EXPECT_FALSE(try_sign_in("nobody", "sai").error().wait_until);
  }
  // The fifth failure slows the one as the other.
  EXPECT_EQ(try_sign_in("lan", "sai").error().wait_until, clock.now() + seconds(30));
  EXPECT_EQ(try_sign_in("nobody", "sai").error().wait_until, clock.now() + seconds(30));
}

TEST_P(PeopleTest, SessionsEndWhenIdleAndInAnyCase) {
  UserId user = account("lan");
  (void)try_sign_in("lan", password);
  clock.advance(minutes(119));
  EXPECT_EQ(sessions(user).size(), 1u);
  clock.advance(minutes(2));
  EXPECT_TRUE(sessions(user).empty());
  db().write([&](db::Tx& tx) { sweep(tx, clock, settings); });
  EXPECT_TRUE(sessions(user).empty());
}

TEST_P(PeopleTest, AChangeOfPasswordOrRolesAndDisablingEndEverySession) {
  UserId user = account("lan");
  auto signed_in = [&] {
    (void)try_sign_in("lan", password);
    return sessions(user).size();
  };
  EXPECT_EQ(signed_in(), 1u);
  auto hash = make_password_hash(settings, "lan", password).value();
  db().write([&](db::Tx& tx) { set_password_hash(tx, clock, system_, user, hash); });
  EXPECT_TRUE(sessions(user).empty());
  EXPECT_EQ(signed_in(), 1u);
  std::vector<Grant> grants = {{Role::leader, commune, Reach::body}};
  db().write([&](db::Tx& tx) { ASSERT_TRUE(set_grants(tx, clock, system_, user, grants)); });
  EXPECT_TRUE(sessions(user).empty());
  EXPECT_EQ(signed_in(), 1u);
  db().write([&](db::Tx& tx) { ASSERT_TRUE(set_disabled(tx, clock, system_, user, true)); });
  EXPECT_TRUE(sessions(user).empty());
  EXPECT_FALSE(try_sign_in("lan", password));
  EXPECT_FALSE(db().read([&](db::Tx& tx) { return load_principal(tx, user); }));
}

TEST_P(PeopleTest, EverySignInFailureAndChangeIsInTheJournal) {
  UserId user = account("lan");
  (void)try_sign_in("lan", "sai");
  (void)try_sign_in("lan", password);
  (void)try_sign_in("nobody", "sai");
  auto verbs = [&](std::int64_t subject) {
    std::vector<std::string> found;
    db().read([&](db::Tx& tx) {
      for (const auto& entry : journal::entries_of(tx, {"account", subject}))
        found.push_back(entry.verb);
    });
    return found;
  };
  EXPECT_EQ(verbs(user.value),
            (std::vector<std::string>{"people.create_account", "people.set_password",
                                      "people.sign_in_failed", "people.sign_in"}));
  EXPECT_EQ(verbs(0), std::vector<std::string>{"people.sign_in_failed"});
}

TEST_P(PeopleTest, SomebodyWhoCanGiveRolesIsAlwaysLeft) {
  UserId first = account("first", {{Role::administrator}});
  db().write([&](db::Tx& tx) {
    EXPECT_EQ(set_disabled(tx, clock, system_, first, true).error(),
              AccountError::last_administrator);
    EXPECT_EQ(set_grants(tx, clock, system_, first, {}).error(), AccountError::last_administrator);
  });
  account("second", {{Role::administrator}});
  db().write([&](db::Tx& tx) { EXPECT_TRUE(set_grants(tx, clock, system_, first, {})); });
}

TEST_P(PeopleTest, TheFirstAdministratorGetsOneLinkThatWorksOnce) {
  auto path = db().write([&](db::Tx& tx) { return first_admin_link(tx, clock, settings); });
  ASSERT_TRUE(path && path->starts_with("/set-password/"));
  const std::string token = path->substr(14);
  db().write([&](db::Tx& tx) {
    EXPECT_EQ(find_link(tx, clock, token)->purpose, LinkPurpose::first_administrator);
    EXPECT_TRUE(use_link(tx, clock, token));
    EXPECT_FALSE(use_link(tx, clock, token));
    EXPECT_FALSE(find_link(tx, clock, token));
  });
  account("first", {{Role::administrator}});
  EXPECT_FALSE(db().write([&](db::Tx& tx) { return first_admin_link(tx, clock, settings); }));
}

TEST_P(PeopleTest, ALinkExpiresAndANewerOneReplacesIt) {
  UserId user = account("lan");
  auto link = [&] {
    return db()
        .write([&](db::Tx& tx) { return make_password_link(tx, clock, settings, system_, user); })
        .substr(14);
  };
  const std::string first = link(), second = link();
  db().read([&](db::Tx& tx) {
    EXPECT_FALSE(find_link(tx, clock, first));
    EXPECT_EQ(find_link(tx, clock, second)->user, user);
  });
  clock.advance(hours(73));
  db().read([&](db::Tx& tx) { EXPECT_FALSE(find_link(tx, clock, second)); });
}

TEST_P(PeopleTest, WhatAClockThatWasAheadHasMadeEndsWhenItIsSetRight) {
  const UserId user = account("lan");
  const hours ten_years{24 * 3653};
  clock.advance(ten_years);
  const std::string link = db().write(
      [&](db::Tx& tx) { return make_password_link(tx, clock, settings, system_, user); });
  for (int i = 0; i < 30; ++i) EXPECT_FALSE(try_sign_in("lan", "guess"));
  clock.advance(hours(25));
  db().write([&](db::Tx& tx) { sweep(tx, clock, settings); });
  ASSERT_TRUE(try_sign_in("lan", password));
  EXPECT_EQ(sessions(user).size(), 1u);
  for (int i = 0; i < 30; ++i) EXPECT_FALSE(try_sign_in("lan", "guess"));
  clock.advance(-ten_years + -hours(25));
  db().write([&](db::Tx& tx) { sweep(tx, clock, settings); });
  EXPECT_TRUE(sessions(user).empty());
  EXPECT_FALSE(db().read(
      [&](db::Tx& tx) { return find_link(tx, clock, link.substr(link.rfind('/') + 1)); }));
  EXPECT_TRUE(try_sign_in("lan", password)) << "nobody waits for ten years";
}

}  // namespace
}  // namespace gandan::people
