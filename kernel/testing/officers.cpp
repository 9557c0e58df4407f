#include "kernel/testing/officers.hpp"

#include "kernel/people/set_up_factor.hpp"
#include "lib/crypto/hash.hpp"
#include "lib/crypto/totp.hpp"

namespace gandan::test {

people::UserId make_account(const people::Access& access, Ids& ids,
                            const people::NewAccount& form) {
  const std::string hash = people::make_password_hash(access.settings, "", password).value();
  return access.database.write([&](db::Tx& tx) {
    const people::UserId user = people::create_account(tx, ids, access.clock, {}, form).value();
    people::set_password_hash(tx, access.clock, {}, user, hash);
    return user;
  });
}

std::string sign_in(const people::Access& access, const std::string& username) {
  const auto begun = people::sign_in(access, {.username = username, .password = password}).value();
  if (begun.state != people::SessionState::needs_factor) return begun.token;
  const std::string hash = crypto::sha256(begun.token);
  const std::string secret = people::secret_to_set_up(access, hash).value();
  return people::set_up_second_factor(
             access, {.token_hash = hash,
                      .password = password,
                      .code = crypto::totp_code(secret, crypto::totp_step(access.clock.now()))})
      .value()
      .session.token;
}

}  // namespace gandan::test
