// For tests of every module: whoever signs in, whole, with the second factor that their role wants.
// Tests only; nothing of the program includes it.
#pragma once
#include <string>

#include "kernel/people/people.hpp"
#include "kernel/people/seal_keys.hpp"
#include "kernel/people/set_up_factor.hpp"
#include "lib/crypto/hash.hpp"
#include "lib/crypto/totp.hpp"

namespace gandan::people::test {

/// Throws where the password is not right, or where a second factor is on already.
[[nodiscard]] inline NewSession sign_in_whole(const Access& access, const std::string& username,
                                              const std::string& password) {
  auto session = sign_in(access, {.username = username, .password = password}).value();
  if (session.state != SessionState::needs_factor) return session;
  const std::string hash = crypto::sha256(session.token);
  const std::string secret = secret_to_set_up(access, hash).value();
  return set_up_second_factor(
             access, {.token_hash = hash,
                      .password = password,
                      .code = crypto::totp_code(secret, crypto::totp_step(access.clock.now()))})
      .value()
      .session;
}

}  // namespace gandan::people::test
