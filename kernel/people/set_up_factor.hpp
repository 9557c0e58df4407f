// Turning the second factor on, or putting another telephone in its place: by somebody who is
// signed in, or who must have one before their sign-in is whole.
#pragma once
#include <string>
#include <vector>

#include "kernel/people/people.hpp"

namespace gandan::people {

struct SetUpForm {
  UserId user;
  SessionState state = SessionState::whole;  ///< of the session that asks
  std::string password;
  std::string old_code;  ///< of the present second factor, or a recovery code; where one is on
  std::string secret;    ///< crypto::totp_secret_size bytes
  std::string code;      ///< proves that the owner's application holds the secret
  std::string user_agent;
  std::string client;
};

struct SetUpRefused {
  enum class Part { password, old_code, code } part{};
  std::optional<Instant> wait_until;
};

/// The one session that is left, and the recovery codes: shown once.
struct SetUp {
  NewSession session;
  std::vector<std::string> recovery_codes;
};

/// Asks for the password, and for a code of the present second factor. Ends every other session
/// and forgets the other devices.
[[nodiscard]] Result<SetUp, SetUpRefused> set_up_second_factor(const Access& access,
                                                               const SetUpForm& form);

}  // namespace gandan::people
