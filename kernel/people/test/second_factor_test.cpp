#include "kernel/people/second_factor.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <set>

#include "kernel/people/set_up_factor.hpp"
#include "kernel/people/test/fixture.hpp"
#include "lib/crypto/hash.hpp"

namespace gandan::people {
namespace {

using test::password;

class SecondFactor : public test::WithAccounts {
 protected:
  void SetUp() override {
    WithAccounts::SetUp();
    if (!IsSkipped()) lan_ = account("lan");
  }
  std::optional<std::string> stored(UserId user) {
    return db().read([&](db::Tx& tx) -> std::optional<std::string> {
      auto known = totp_secret_of(tx, keys->get(), user);
      if (!known) return std::nullopt;
      return known->secret;
    });
  }
  db::Blob raw(UserId user) {
    return db().read([&](db::Tx& tx) {
      return tx.one<db::Blob>("select totp_secret from accounts where id = :id", {{"id", user}})
          .value();
    });
  }
  void run(const std::string& sql, db::Params params) {
    db().write([&](db::Tx& tx) { tx.run(sql, params); });
  }

  UserId lan_;
};
GANDAN_EACH_ENGINE(SecondFactor);

TEST_P(SecondFactor, ThePasswordAloneAdmitsNothingAndACodeCountsOnce) {
  const std::string secret = turn_on(lan_);
  auto half = sign_in(access(), {.username = "lan", .password = password}).value();
  EXPECT_EQ(half.state, SessionState::needs_code);
  EXPECT_FALSE(sign_in_code(access(), {.token = half.token, .code = "000000"}));
  EXPECT_FALSE(sign_in_code(access(), {.token = "no such token", .code = "000000"}));
  const std::string shown = code(secret);
  auto whole = sign_in_code(access(), {.token = half.token, .code = shown}).value();
  EXPECT_NE(whole.token, half.token);
  db().read([&](db::Tx& tx) {
    auto sessions = sessions_of(tx, clock, settings, lan_);
    ASSERT_EQ(sessions.size(), 1u);
    EXPECT_EQ(sessions[0].state, SessionState::whole);
    EXPECT_EQ(sessions[0].proof, Proof::second_factor);
  });
  auto again = sign_in(access(), {.username = "lan", .password = password}).value();
  EXPECT_FALSE(sign_in_code(access(), {.token = again.token, .code = shown}));
}

TEST_P(SecondFactor, ItsSecretIsLockedAndOpensInItsOwnRowAlone) {
  const std::string secret = turn_on(lan_);
  EXPECT_EQ(raw(lan_).data.find(secret), std::string::npos);
  EXPECT_EQ(stored(lan_), secret);
  const UserId minh = account("minh");
  run("update accounts set totp_secret = (select totp_secret from accounts where id = :lan), "
      "totp_key = (select totp_key from accounts where id = :lan) where id = :minh",
      {{"lan", lan_}, {"minh", minh}});
  EXPECT_FALSE(stored(minh));
}

TEST_P(SecondFactor, ASecretOfBeforeIsLockedAtTheNextStart) {
  const std::string secret = crypto::make_totp_secret();
  run("update accounts set totp_secret = :secret, totp_key = '' where id = :id",
      {{"secret", db::Bytes{secret}}, {"id", lan_}});
  EXPECT_EQ(lock_totp_secrets(db(), keys->get()), 1);
  EXPECT_NE(raw(lan_).data, secret);
  EXPECT_EQ(stored(lan_), secret);
  EXPECT_EQ(lock_totp_secrets(db(), keys->get()), 0);
}

TEST_P(SecondFactor, AfterARotationTheSecretIsLockedUnderTheNewKey) {
  const std::string secret = turn_on(lan_);
  const db::Blob before = raw(lan_);
  clock.advance(std::chrono::hours(1));
  rotate_seal_key(db(), clock, file("key"));
  open_keys();
  EXPECT_EQ(stored(lan_), secret);
  EXPECT_EQ(lock_totp_secrets(db(), keys->get()), 1);
  EXPECT_NE(raw(lan_), before);
  EXPECT_EQ(stored(lan_), secret);
}

TEST_P(SecondFactor, WhereTheKeyFileIsLostSecondFactorsEnd) {
  turn_on(lan_);
  std::filesystem::remove(file("key"));
  clock.advance(std::chrono::hours(1));
  replace_lost_seal_key(db(), clock, file("key"));
  db().read([&](db::Tx& tx) {
    EXPECT_FALSE(has_second_factor(tx, lan_));
    EXPECT_EQ(journal::last_entry_of(tx, {"account", lan_.value})->verb,
              "people.remove_second_factor");
  });
}

TEST_P(SecondFactor, RecoveryCodesHaveNoSymbolsThatLookAlikeAndStandInGroups) {
  turn_on(lan_);
  const auto codes =
      db().write([&](db::Tx& tx) { return make_recovery_codes(tx, clock, {}, lan_); });
  for (const std::string& code : codes) {
    EXPECT_EQ(code.find_first_of("O0I1L"), std::string::npos) << code;
    ASSERT_EQ(code.size(), 19u);
    for (std::size_t at : {4u, 9u, 14u}) EXPECT_EQ(code[at], '-') << code;
  }
}

TEST_P(SecondFactor, TheSecretThatASessionSetsUpLiesLockedWithItAndCountsOnce) {
  auto session = sign_in(access(), {.username = "lan", .password = password}).value();
  auto other = sign_in(access(), {.username = "lan", .password = password}).value();
  const std::string hash = crypto::sha256(session.token), other_hash = crypto::sha256(other.token);
  EXPECT_FALSE(secret_to_set_up(access(), crypto::sha256("no such session")));
  const std::string secret = secret_to_set_up(access(), hash).value();
  EXPECT_EQ(secret_to_set_up(access(), hash), secret);
  EXPECT_NE(secret_to_set_up(access(), other_hash), secret);
  db().read([&](db::Tx& tx) {
    const auto locked = tx.one<db::Blob>(
        std::string("select new_totp_secret from sessions where new_totp_at is not null "
                    "order by new_totp_at limit 1"),
        {});
    EXPECT_EQ(locked->data.find(secret), std::string::npos);
    EXPECT_GT(locked->data.size(), secret.size()) << "its nonce and tag";
  });
  // A row copied into another session's place does not open.
  run("update sessions set new_totp_secret = (select new_totp_secret from sessions where "
      "token_hash = :one) where token_hash = :other",
      {{"one", db::Bytes{hash}}, {"other", db::Bytes{other_hash}}});
  auto set_up = [&](const std::string& of) {
    return set_up_second_factor(access(),
                                {.token_hash = of, .password = password, .code = code(secret)});
  };
  EXPECT_EQ(set_up(other_hash).error().part, SetUpRefused::Part::secret);
  EXPECT_TRUE(set_up(hash));
  EXPECT_EQ(set_up(hash).error().part, SetUpRefused::Part::secret);
  EXPECT_EQ(stored(lan_), secret);
}

TEST_P(SecondFactor, TenRecoveryCodesCountOnceEachAndNewOnesEndThem) {
  turn_on(lan_);
  auto make = [&] {
    return db().write([&](db::Tx& tx) { return make_recovery_codes(tx, clock, {}, lan_); });
  };
  auto spend = [&](const std::string& typed) {
    return db().write([&](db::Tx& tx) { return spend_code(tx, clock, keys->get(), lan_, typed); });
  };
  auto left = [&] { return db().read([&](db::Tx& tx) { return recovery_codes_left(tx, lan_); }); };
  const auto codes = make();
  EXPECT_EQ(std::set<std::string>(codes.begin(), codes.end()).size(), 10u);
  EXPECT_TRUE(spend(codes[3]));
  EXPECT_FALSE(spend(codes[3]));
  EXPECT_FALSE(spend("AAAA-AAAA-AAAA-AAAA"));
  EXPECT_EQ(left(), 9);
  db().read([&](db::Tx& tx) {
    EXPECT_EQ(journal::last_entry_of(tx, {"account", lan_.value})->verb,
              "people.use_recovery_code");
  });
  const auto fresh = make();
  EXPECT_EQ(left(), 10);
  EXPECT_FALSE(spend(codes[4]));
  EXPECT_TRUE(spend(fresh[4]));
}

}  // namespace
}  // namespace gandan::people
