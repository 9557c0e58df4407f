// Turning the second factor on, or putting another telephone in its place: by somebody who is
// signed in, or who must have one before their sign-in is whole.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "kernel/people/people.hpp"

namespace gandan::people {

/// The secret that a session is to take: made when it is first asked for, the same for
/// Settings::set_up_life, then another. It lies locked with the session and nowhere else, so that
/// no browser chooses it. Nothing where the session is no more.
[[nodiscard]] std::optional<std::string> secret_to_set_up(const Access& access,
                                                          std::string_view token_hash);

struct SetUpForm {
  std::string token_hash;  ///< of the session that asks: it holds the secret
  std::string password;
  std::string old_code;  ///< of the present second factor, or a recovery code; where one is on
  std::string code;      ///< proves that the owner's application holds the secret
  std::string user_agent;
  std::string client;
};

struct SetUpRefused {
  enum class Part {
    password,
    old_code,
    code,
    secret,  ///< the session holds none, or none any more: it is shown a new one
  } part{};
  std::optional<Instant> wait_until;
};

/// The one session that is left, and the recovery codes: shown once.
struct SetUp {
  NewSession session;
  std::string username;
  std::vector<std::string> recovery_codes;
};

/// Asks for the password, and for a code of the present second factor. Ends every other session
/// and forgets the other devices; the secret counts once.
[[nodiscard]] Result<SetUp, SetUpRefused> set_up_second_factor(const Access& access,
                                                               const SetUpForm& form);

}  // namespace gandan::people
