// What the tests of accounts stand on: a database with its key file, and accounts with one
// password.
#pragma once
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "kernel/journal/migrations.hpp"
#include "kernel/people/migrations.hpp"
#include "kernel/people/people.hpp"
#include "kernel/people/seal_keys.hpp"
#include "kernel/people/second_factor.hpp"
#include "kernel/units/migrations.hpp"
#include "lib/crypto/totp.hpp"
#include "lib/db/test_support.hpp"
#include "lib/jobs/migrations.hpp"

namespace gandan::people::test {

inline constexpr const char* password = "một mật khẩu thật dài";

class WithAccounts : public db::test::OnEachEngine {
 protected:
  WithAccounts()
      : OnEachEngine({{"jobs", jobs::migrations::files()},
                      {"journal", journal::migrations::files()},
                      {"units", units::migrations::files()},
                      {"people", migrations::files()}}) {}
  void SetUp() override {
    OnEachEngine::SetUp();
    if (!IsSkipped()) open_keys();
  }
  void TearDown() override {
    keys_.reset();
    OnEachEngine::TearDown();
  }
  void open_keys() {
    keys_ = std::make_unique<KeyHolder>(db(), clock_, file("key"));
    (void)keys_->get();
  }

  [[nodiscard]] Access access() { return {db(), clock_, settings_, *keys_}; }
  UserId account(const std::string& username, std::vector<Grant> grants = {},
                 const std::string& email = "") {
    auto hash = make_password_hash(settings_, "", password).value();
    return db().write([&](db::Tx& tx) {
      NewAccount form{.username = username, .name = username, .email = email, .grants = grants};
      UserId user = create_account(tx, ids_, clock_, {}, form).value();
      set_password_hash(tx, clock_, {}, user, hash);
      return user;
    });
  }
  /// A second factor; its secret.
  std::string turn_on(UserId user) {
    const std::string secret = crypto::make_totp_secret();
    db().write([&](db::Tx& tx) { set_totp_secret(tx, clock_, keys_->get(), {}, user, secret); });
    return secret;
  }
  /// What an application that holds the secret shows now.
  [[nodiscard]] std::string code(const std::string& secret) const {
    return crypto::totp_code(secret, crypto::totp_step(clock_.now()));
  }

  FixedClock clock_{Date::of(2026, 8, 3)};
  Ids ids_{clock_, 1};
  Settings settings_{.password_cost = crypto::PasswordCost::for_tests()};
  std::unique_ptr<KeyHolder> keys_;
};

}  // namespace gandan::people::test
