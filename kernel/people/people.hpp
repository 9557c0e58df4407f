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

class KeyHolder;

/// What the kernel of people needs; made once by the application.
struct Settings {
  crypto::PasswordCost password_cost;
  std::chrono::minutes session_idle{120};          ///< a session unused so long ends
  std::chrono::minutes session_absolute{12 * 60};  ///< it ends in any case
  std::chrono::seconds session_cache{5};  ///< how long a server believes a session without asking
  /// How wrong passwords and codes slow whoever types them.
  struct Slowing {
    int allowed;                        ///< failures that bring no wait; the last brings the first
    std::chrono::seconds first_wait;    ///< doubles with each further failure …
    std::chrono::seconds longest_wait;  ///< … up to this
  };
  /// Of a name from one network, of a device that signed in before, of the codes of an account.
  Slowing of_guesser{5, std::chrono::seconds(30), std::chrono::seconds(3600)};
  /// Of a name over all networks together: asked of devices that are not known, from networks that
  /// have failed under it.
  Slowing of_name{50, std::chrono::seconds(5), std::chrono::seconds(60)};
  std::chrono::hours link_life{72};          ///< of one-time links
  std::chrono::minutes set_up_life{15};      ///< of a second factor's secret until it is used
  std::chrono::hours device_life{180 * 24};  ///< a device unused so long is known no more
};

/// What signing in works with.
struct Access {
  db::Database& database;
  const Clock& clock;
  const Settings& settings;
  const KeyHolder& keys;
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
  no_second_factor,    ///< there is none to remove
  needs_two_persons,   ///< an officer alone gives no role that opens what is sealed (consents.hpp)
};

struct NewAccount {
  std::string username;
  std::string name;
  std::string email;
  std::vector<Grant> grants;
};

/// For the detail of a journal entry: "role":7,"unit":12,"reach":2
[[nodiscard]] std::string in_numbers(const Grant& grant);
/// The officer, or the operator where there is none.
[[nodiscard]] journal::Actor actor_of_account(UserId user);
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
[[nodiscard]] Result<void, AccountError> set_email(db::Tx& tx, const Clock& clock,
                                                   journal::Actor by, UserId user,
                                                   std::string_view email);
/// Replaces all roles of an account; each that comes or goes is journaled. Ends its sessions, so
/// that the next sign-in has a new token.
[[nodiscard]] Result<void, AccountError> set_grants(db::Tx& tx, const Clock& clock,
                                                    journal::Actor by, UserId user,
                                                    std::span<const Grant> grants);
[[nodiscard]] std::optional<Account> find_account(db::Tx& tx, std::string_view username);
[[nodiscard]] std::optional<Account> find_account(db::Tx& tx, UserId user);
[[nodiscard]] std::vector<Account> list_accounts(db::Tx& tx);
/// How many accounts that are not disabled hold a role at a unit; no unit: everywhere.
struct RolesHeld {
  Role role{};
  UnitId unit;
  std::int64_t accounts = 0;
};
[[nodiscard]] std::vector<RolesHeld> roles_held(db::Tx& tx);
[[nodiscard]] std::vector<Grant> grants_of(db::Tx& tx, UserId user);
/// The principal of an account that is not disabled. Roles that open what is sealed count only for
/// who has proved who they are by a second factor.
[[nodiscard]] std::optional<Principal> load_principal(db::Tx& tx, UserId user,
                                                      Proof proof = Proof::second_factor);

// --- one-time links -----------------------------------------------------------------------------

enum class LinkPurpose : std::int64_t { first_administrator = 1, set_password = 2 };

struct Link {
  LinkPurpose purpose{};
  UserId user;  ///< none for the first administrator
  Instant expires_at;
  UserId made_by;  ///< none: the operator
};

/// "/set-password/…" for an account: shown once, only its hash is kept; earlier links of it end.
/// `token` where the same deed may be asked for twice; at random where it is empty.
[[nodiscard]] std::string make_password_link(db::Tx& tx, const Clock& clock,
                                             const Settings& settings, journal::Actor by,
                                             UserId user, std::string_view token = {});
/// "/set-password/…" for the first administrator, while there is no account at all; else nothing.
[[nodiscard]] std::optional<std::string> first_admin_link(db::Tx& tx, const Clock& clock,
                                                          const Settings& settings);
/// The link behind a token, if it is known, unused and not expired.
[[nodiscard]] std::optional<Link> find_link(db::Tx& tx, const Clock& clock, std::string_view token);
/// Notes that this account's password came through the link: who made it may know the password, and
/// so is no second person beside its owner (consents.hpp).
void note_password_from(db::Tx& tx, UserId user, const Link& link);
/// Uses it up; false where somebody was faster.
[[nodiscard]] bool use_link(db::Tx& tx, const Clock& clock, std::string_view token);

// --- signing in ---------------------------------------------------------------------------------

struct SignInForm {
  std::string username;
  std::string password;
  std::string user_agent;
  std::string client;  ///< address
  std::string device;  ///< token of the device's cookie; empty: none
};

struct SignInRefused {
  std::optional<Instant> wait_until;  ///< none: what was typed is wrong
  enum class Part { password, code } part = Part::password;
};

/// What is still to come before a session admits anything. Stored by number: never renumber.
enum class SessionState : std::int64_t {
  whole = 0,
  needs_code = 1,    ///< of the second factor
  needs_factor = 2,  ///< a role of theirs wants one, and they have none yet
};

/// A session as it begins. The tokens go into cookies and are kept nowhere else.
struct NewSession {
  std::string token;
  UserId user;
  SessionState state = SessionState::whole;
  Proof proof = Proof::password;
  std::string device = {};  ///< a token for the device, known from now on; empty: it has one
};

/// Checks the password. Names that do not exist cost the same time and slow the same way, so that
/// nothing tells which part was wrong.
[[nodiscard]] Result<NewSession, SignInRefused> sign_in(const Access& access,
                                                        const SignInForm& form);

struct CodeForm {
  std::string token;  ///< of the session that needs the code
  std::string code;   ///< six digits, or a recovery code
  std::string device;
};
/// Checks the code of the second factor and replaces the session by one with a new token. What went
/// wrong before is forgiven here, not when the password was right.
[[nodiscard]] Result<NewSession, SignInRefused> sign_in_code(const Access& access,
                                                             const CodeForm& form);

/// Checks the password of somebody who is signed in, before a grave step; counts failures and slows
/// apart from signing in.
[[nodiscard]] Result<void, SignInRefused> check_password(const Access& access, UserId user,
                                                         std::string_view password);
/// As check_password(), and then the code, or a recovery code, where a second factor is on.
[[nodiscard]] Result<void, SignInRefused> check_password_and_code(const Access& access, UserId user,
                                                                  std::string_view password,
                                                                  std::string_view code);

// --- sessions -----------------------------------------------------------------------------------

struct Session {
  std::string token_hash;  ///< SHA-256 of the token
  UserId user;
  SessionState state = SessionState::whole;
  Proof proof = Proof::password;
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
/// Removes what has expired, and what a clock that was ahead has made: sessions, links, counts of
/// failures, devices. A job calls it every hour, and soon after the clock was set back.
void sweep(db::Tx& tx, const Clock& clock, const Settings& settings);

}  // namespace gandan::people
