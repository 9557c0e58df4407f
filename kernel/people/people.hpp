// The accounts of staff: signing in and out, sessions, roles, one-time links, the first
// administrator. Use cases only; pages stand in pages.hpp, the request's gate in gate.hpp.
#pragma once
#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/journal/journal.hpp"
#include "kernel/people/principal.hpp"
#include "lib/base/result.hpp"
#include "lib/base/time.hpp"
#include "lib/crypto/password.hpp"
#include "lib/db/db.hpp"

namespace gandan::people {

/// What the kernel of people needs; made once by the application.
struct Settings {
  crypto::PasswordCost password_cost;
  std::chrono::minutes session_idle{120};          ///< a session unused so long ends
  std::chrono::minutes session_absolute{12 * 60};  ///< it ends in any case
  std::chrono::seconds session_cache{5};    ///< how long a server believes a session without asking
  int failures_allowed = 5;                 ///< wrong attempts before a name is locked
  std::chrono::seconds first_lock{30};      ///< doubles with each further failure …
  std::chrono::seconds longest_lock{3600};  ///< … up to this
  std::chrono::hours link_life{72};         ///< of one-time links
};

struct Account {
  UserId id;
  std::string username;
  std::string name;
  std::string email;  ///< empty: none
  bool disabled = false;
  bool has_password = false;
  bool has_second_factor = false;
  Instant created_at;
  std::optional<Instant> signed_in_at;
};

// --- accounts and roles -------------------------------------------------------------------------

enum class AccountError {
  username_invalid,  ///< 2 to 40 of a–z 0–9 . _ -
  username_taken,
  name_missing,
  email_invalid,
  password_short,    ///< fewer than 12 characters, or longer than 1,024 bytes
  password_obvious,  ///< holds the username
  unknown_account,
  last_administrator,  ///< it would leave nobody who can administer
};

struct NewAccount {
  std::string username;
  std::string name;
  std::string email;
  std::vector<Grant> grants;
};

/// The actor of a journal entry.
[[nodiscard]] journal::Actor actor_of(const Principal& principal);

/// Creates an account without a password: its owner sets one through a one-time link.
[[nodiscard]] Result<UserId, AccountError> create_account(db::Tx& tx, Ids& ids, const Clock& clock,
                                                          journal::Actor by,
                                                          const NewAccount& form);
/// Hashes outside of any transaction: it takes 60 ms by design.
[[nodiscard]] Result<std::string, AccountError> make_password_hash(const Settings& settings,
                                                                   std::string_view username,
                                                                   std::string_view password);
/// Sets it and ends every session of the account.
void set_password_hash(db::Tx& tx, const Clock& clock, journal::Actor by, UserId user,
                       std::string_view hash);
[[nodiscard]] Result<void, AccountError> set_disabled(db::Tx& tx, const Clock& clock,
                                                      journal::Actor by, UserId user,
                                                      bool disabled);
/// Replaces all roles of an account; ends its sessions, so that the next sign-in has a new token.
[[nodiscard]] Result<void, AccountError> set_grants(db::Tx& tx, const Clock& clock,
                                                    journal::Actor by, UserId user,
                                                    std::span<const Grant> grants);
[[nodiscard]] std::optional<Account> find_account(db::Tx& tx, std::string_view username);
[[nodiscard]] std::optional<Account> find_account(db::Tx& tx, UserId user);
[[nodiscard]] std::vector<Account> list_accounts(db::Tx& tx);
[[nodiscard]] std::vector<Grant> grants_of(db::Tx& tx, UserId user);
/// The principal of an account that is not disabled: for the command line, jobs and tests.
[[nodiscard]] std::optional<Principal> load_principal(db::Tx& tx, UserId user);

// --- one-time links -----------------------------------------------------------------------------

enum class LinkPurpose : std::int64_t { first_administrator = 1, set_password = 2 };

struct Link {
  LinkPurpose purpose{};
  UserId user;  ///< none for the first administrator
  Instant expires_at;
};

/// "/set-password/…" for an account: shown once, only its hash is kept; earlier links of it end.
[[nodiscard]] std::string make_password_link(db::Tx& tx, const Clock& clock,
                                             const Settings& settings, journal::Actor by,
                                             UserId user);
/// "/set-password/…" for the first administrator, while there is no account at all; else nothing.
[[nodiscard]] std::optional<std::string> first_admin_link(db::Tx& tx, const Clock& clock,
                                                          const Settings& settings);
/// The link behind a token, if it is known, unused and not expired.
[[nodiscard]] std::optional<Link> find_link(db::Tx& tx, const Clock& clock, std::string_view token);
/// Uses it up; false where somebody was faster.
[[nodiscard]] bool use_link(db::Tx& tx, const Clock& clock, std::string_view token);

// --- signing in ---------------------------------------------------------------------------------

struct SignInForm {
  std::string username;
  std::string password;
  std::string user_agent;
  std::string client;  ///< address
};

struct SignInRefused {
  std::optional<Instant> locked_until;  ///< none: the name or the password is wrong
};

/// A session as it begins. The token goes into the cookie and is kept nowhere else.
struct NewSession {
  std::string token;
  UserId user;
  bool needs_code = false;  ///< the second factor is still to come; until then it admits nothing
};

/// Checks the password. Names that do not exist cost the same time and are locked the same way, so
/// that nothing tells which part was wrong.
[[nodiscard]] Result<NewSession, SignInRefused> sign_in(db::Database& database, const Clock& clock,
                                                        const Settings& settings,
                                                        const SignInForm& form);
/// Checks the code of the second factor and replaces the session by one with a new token.
[[nodiscard]] Result<NewSession, SignInRefused> sign_in_code(db::Database& database,
                                                             const Clock& clock,
                                                             const Settings& settings,
                                                             std::string_view token,
                                                             std::string_view code);

/// Checks the password of somebody who is signed in, before a grave step; counts failures and locks
/// as signing in does.
[[nodiscard]] Result<void, SignInRefused> check_password(db::Database& database, const Clock& clock,
                                                         const Settings& settings, UserId user,
                                                         std::string_view password);

// --- sessions -----------------------------------------------------------------------------------

struct Session {
  std::string token_hash;  ///< SHA-256 of the token
  UserId user;
  bool needs_code = false;
  Instant created_at;
  Instant seen_at;
  Instant expires_at;
  std::string user_agent;
  std::string client;
};

[[nodiscard]] std::vector<Session> sessions_of(db::Tx& tx, const Clock& clock,
                                               const Settings& settings, UserId user);
void end_session(db::Tx& tx, std::string_view token_hash);
void end_sessions(db::Tx& tx, UserId user);
/// Removes what has expired: sessions, links, counts of failures. A job calls it every hour.
void sweep(db::Tx& tx, const Clock& clock, const Settings& settings);

// --- second factor ------------------------------------------------------------------------------

/// Takes a secret that its owner has proved to hold (crypto::verify_totp), and the step whose code
/// proved it: that code is used. An empty secret removes it.
void set_totp_secret(db::Tx& tx, const Clock& clock, journal::Actor by, UserId user,
                     std::string_view secret, std::int64_t used_step = 0);

}  // namespace gandan::people
