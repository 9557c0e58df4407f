#include "kernel/people/second_factor.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <set>

#include "kernel/journal/migrations.hpp"
#include "kernel/people/migrations.hpp"
#include "kernel/people/seal_keys.hpp"
#include "lib/crypto/totp.hpp"
#include "lib/db/test_support.hpp"

namespace gandan::people {
namespace {

constexpr const char* password = "một mật khẩu thật dài";

class SecondFactor : public db::test::OnEachEngine {
 protected:
  SecondFactor()
      : OnEachEngine({{"journal", journal::migrations::files()}, {"people", migrations::files()}}) {
  }
  void SetUp() override {
    OnEachEngine::SetUp();
    if (IsSkipped()) return;
    open_keys();
    lan_ = account("lan");
  }
  void TearDown() override {
    keys_.reset();
    OnEachEngine::TearDown();
  }
  void open_keys() {
    keys_ = std::make_unique<KeyHolder>(db(), clock_, file("key"));
    (void)keys_->get();
  }
  UserId account(const std::string& username) {
    auto hash = make_password_hash(settings_, username, password).value();
    return db().write([&](db::Tx& tx) {
      NewAccount form{.username = username, .name = "Lan"};
      UserId user = create_account(tx, ids_, clock_, {}, form).value();
      set_password_hash(tx, clock_, {}, user, hash);
      return user;
    });
  }
  std::string turn_on(UserId user) {
    const std::string secret = crypto::make_totp_secret();
    db().write([&](db::Tx& tx) { set_totp_secret(tx, clock_, keys_->get(), {}, user, secret); });
    return secret;
  }
  std::optional<std::string> stored(UserId user) {
    return db().read([&](db::Tx& tx) -> std::optional<std::string> {
      auto known = totp_secret_of(tx, keys_->get(), user);
      if (!known) return std::nullopt;
      return known->secret;
    });
  }
  db::Blob raw(UserId user) {
    return db().read([&](db::Tx& tx) {
      const db::Param id[] = {{"id", user}};
      return tx.one<db::Blob>(std::string("select totp_secret from accounts where id = :id"), id)
          .value();
    });
  }
  void run(const std::string& sql, std::initializer_list<db::Param> params) {
    db().write([&](db::Tx& tx) {
      tx.run(sql, std::span<const db::Param>(params.begin(), params.size()));
    });
  }

  FixedClock clock_{Date::of(2026, 8, 3)};
  Ids ids_{clock_, 1};
  Settings settings_{.password_cost = crypto::PasswordCost::for_tests()};
  std::unique_ptr<KeyHolder> keys_;
  UserId lan_;
};
GANDAN_EACH_ENGINE(SecondFactor);

TEST_P(SecondFactor, ThePasswordAloneAdmitsNothingAndACodeCountsOnce) {
  const std::string secret = turn_on(lan_);
  const Access access{db(), clock_, settings_, *keys_};
  auto half = sign_in(access, {.username = "lan", .password = password}).value();
  EXPECT_EQ(half.state, SessionState::needs_code);
  EXPECT_FALSE(sign_in_code(access, {.token = half.token, .code = "000000"}));
  EXPECT_FALSE(sign_in_code(access, {.token = "no such token", .code = "000000"}));
  const std::string code = crypto::totp_code(secret, crypto::totp_step(clock_.now()));
  auto whole = sign_in_code(access, {.token = half.token, .code = code}).value();
  EXPECT_NE(whole.token, half.token);
  db().read([&](db::Tx& tx) {
    auto sessions = sessions_of(tx, clock_, settings_, lan_);
    ASSERT_EQ(sessions.size(), 1u);
    EXPECT_EQ(sessions[0].state, SessionState::whole);
    EXPECT_EQ(sessions[0].proof, Proof::second_factor);
  });
  auto again = sign_in(access, {.username = "lan", .password = password}).value();
  EXPECT_FALSE(sign_in_code(access, {.token = again.token, .code = code}));
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
  EXPECT_EQ(lock_totp_secrets(db(), keys_->get()), 1);
  EXPECT_NE(raw(lan_).data, secret);
  EXPECT_EQ(stored(lan_), secret);
  EXPECT_EQ(lock_totp_secrets(db(), keys_->get()), 0);
}

TEST_P(SecondFactor, AfterARotationTheSecretIsLockedUnderTheNewKey) {
  const std::string secret = turn_on(lan_);
  const db::Blob before = raw(lan_);
  clock_.advance(std::chrono::hours(1));
  rotate_seal_key(db(), clock_, file("key"));
  open_keys();
  EXPECT_EQ(stored(lan_), secret);
  EXPECT_EQ(lock_totp_secrets(db(), keys_->get()), 1);
  EXPECT_NE(raw(lan_), before);
  EXPECT_EQ(stored(lan_), secret);
}

TEST_P(SecondFactor, WhereTheKeyFileIsLostSecondFactorsEnd) {
  turn_on(lan_);
  std::filesystem::remove(file("key"));
  clock_.advance(std::chrono::hours(1));
  replace_lost_seal_key(db(), clock_, file("key"));
  db().read([&](db::Tx& tx) {
    EXPECT_FALSE(has_second_factor(tx, lan_));
    EXPECT_EQ(journal::last_entry_of(tx, {"account", lan_.value})->verb,
              "people.remove_second_factor");
  });
}

TEST_P(SecondFactor, TenRecoveryCodesCountOnceEachAndNewOnesEndThem) {
  turn_on(lan_);
  auto make = [&] {
    return db().write([&](db::Tx& tx) { return make_recovery_codes(tx, clock_, {}, lan_); });
  };
  auto spend = [&](const std::string& typed) {
    return db().write(
        [&](db::Tx& tx) { return spend_code(tx, clock_, keys_->get(), lan_, typed); });
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
