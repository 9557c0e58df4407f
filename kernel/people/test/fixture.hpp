// What the tests of accounts stand on: a database with its key file, and accounts with one
// password.
#pragma once
#include <memory>
#include <string>

#include "kernel/people/seal_keys.hpp"
#include "kernel/people/second_factor.hpp"
#include "kernel/testing/database.hpp"
#include "lib/crypto/totp.hpp"

namespace gandan::people::test {

using gandan::test::password;

class WithAccounts : public gandan::test::Database {
 protected:
  WithAccounts() : Database({}, {.today = Date::of(2026, 8, 3), .units = false}) {}

  /// Reads the key file anew, as a server that starts again.
  void open_keys() {
    keys = std::make_unique<KeyHolder>(db(), clock, file("key"));
    (void)keys->get();
  }
  /// A second factor; its secret.
  std::string turn_on(UserId user) {
    const std::string secret = crypto::make_totp_secret();
    db().write([&](db::Tx& tx) { set_totp_secret(tx, clock, keys->get(), {}, user, secret); });
    return secret;
  }
  /// What an application that holds the secret shows now.
  [[nodiscard]] std::string code(const std::string& secret) const {
    return crypto::totp_code(secret, crypto::totp_step(clock.now()));
  }
};

}  // namespace gandan::people::test
