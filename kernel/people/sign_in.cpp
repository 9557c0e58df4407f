#include <algorithm>

#include "kernel/people/people.hpp"
#include "kernel/people/sessions.hpp"
#include "lib/crypto/hash.hpp"
#include "lib/crypto/random.hpp"
#include "lib/crypto/totp.hpp"

namespace gandan::people {
namespace {

struct Credentials {
  UserId user;
  std::string password_hash;
  db::Blob totp_secret;
  std::int64_t totp_step;
  bool disabled;
};
struct Failures {
  int failures = 0;
  Instant failed_at;
  std::optional<Instant> locked_until;
};

const db::Sql select_credentials{
    "select id, password_hash, totp_secret, totp_step, disabled from accounts "
    "where username = :username"};
const db::Sql select_username{"select username from accounts where id = :user"};
const db::Sql select_failures{
    "select failures, failed_at, locked_until from sign_in_failures where username = :username"};
const db::Sql upsert_failures{
    "insert into sign_in_failures (username, failures, failed_at, locked_until) "
    "values (:username, :failures, :now, :locked_until) on conflict (username) do update set "
    "failures = excluded.failures, failed_at = excluded.failed_at, "
    "locked_until = excluded.locked_until"};
const db::Sql delete_failures{"delete from sign_in_failures where username = :username"};
const db::Sql update_signed_in{"update accounts set signed_in_at = :now where id = :user"};
const db::Sql update_hash{"update accounts set password_hash = :hash where id = :user"};
const db::Sql update_totp_step{
    "update accounts set totp_step = :step where id = :user and totp_step < :step"};

constexpr std::size_t longest_username = 80;  // bytes: what a failure is counted under

/// As typed on a telephone: without the spaces around it and the capital at its start.
std::string tidy(std::string_view typed) {
  std::string name(typed.substr(0, longest_username));
  std::erase_if(name, [](char c) { return c == ' ' || static_cast<unsigned char>(c) >= 0x80; });
  std::transform(name.begin(), name.end(), name.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return name;
}

Failures failures_of(db::Tx& tx, std::string_view username) {
  return tx.one<Failures>(select_failures, {{"username", username}}).value_or(Failures{});
}

std::optional<Instant> locked(const Failures& failures, Instant now) {
  return failures.locked_until && *failures.locked_until > now ? failures.locked_until
                                                               : std::nullopt;
}

/// An attempt under a name without an account is noted against account 0: never under the name,
/// which may be a password typed into the wrong field.
void note(db::Tx& tx, Instant now, std::string_view verb, UserId user) {
  journal::append(tx, {.at = now,
                       .actor = user ? journal::Actor::officer(user.value) : journal::Actor{},
                       .verb = verb,
                       .subject = {"account", user.value}});
}

/// Counts a failure; from the allowed number on, each one locks the name for twice as long.
SignInRefused count_failure(db::Tx& tx, const Settings& settings, std::string_view username,
                            UserId user, Instant now) {
  const int count = failures_of(tx, username).failures + 1;
  std::optional<Instant> until;
  if (count >= settings.failures_allowed) {
    const int doublings = std::min(count - settings.failures_allowed, 20);
    until = now + std::min(settings.longest_lock, settings.first_lock * (1 << doublings));
  }
  tx.run(upsert_failures,
         {{"username", username}, {"failures", count}, {"now", now}, {"locked_until", until}});
  note(tx, now, until ? "people.lock_out" : "people.sign_in_failed", user);
  tx.keep_despite_error();
  return {.locked_until = until};
}

/// What a name without an account is compared with, so that it takes the same time.
const std::string& decoy_hash(const Settings& settings) {
  static const std::string hash =
      crypto::hash_password(crypto::random_token(), settings.password_cost);
  return hash;
}

/// One attempt under a name, examined outside of any transaction: Argon2id takes 60 ms.
struct Attempt {
  std::optional<Credentials> known;
  std::optional<Instant> lock;  ///< the name was locked already; nothing was compared
  bool right = false;
};
Attempt examine(db::Database& database, const Settings& settings, const std::string& username,
                std::string_view password, Instant now) {
  Attempt attempt;
  database.read([&](db::Tx& tx) {
    attempt.known = tx.one<Credentials>(select_credentials, {{"username", username}});
    attempt.lock = locked(failures_of(tx, username), now);
  });
  if (attempt.lock) return attempt;
  const auto& known = attempt.known;
  const bool usable = known && !known->disabled && !known->password_hash.empty();
  const bool matches =
      crypto::verify_password(usable ? known->password_hash : decoy_hash(settings), password);
  attempt.right = usable && matches;
  return attempt;
}

/// Counts what the attempt came to. A refusal, or nothing where it was right.
std::optional<SignInRefused> conclude(db::Tx& tx, const Settings& settings,
                                      const std::string& username, const Attempt& attempt,
                                      Instant now) {
  // Others may have failed under this name meanwhile; a lock holds for the right password too.
  if (auto later = locked(failures_of(tx, username), now)) return SignInRefused{later};
  if (!attempt.right)
    return count_failure(tx, settings, username, attempt.known ? attempt.known->user : UserId{},
                         now);
  tx.run(delete_failures, {{"username", username}});
  return std::nullopt;
}

}  // namespace

Result<NewSession, SignInRefused> sign_in(db::Database& database, const Clock& clock,
                                          const Settings& settings, const SignInForm& form) {
  const std::string username = tidy(form.username);
  const Instant now = clock.now();
  const Attempt attempt = examine(database, settings, username, form.password, now);
  if (attempt.lock) return fail(SignInRefused{attempt.lock});
  std::string fresh_hash;
  if (attempt.right && crypto::needs_rehash(attempt.known->password_hash, settings.password_cost))
    fresh_hash = crypto::hash_password(form.password, settings.password_cost);
  const std::string token = crypto::random_token();

  return database.write([&](db::Tx& tx) -> Result<NewSession, SignInRefused> {
    if (auto refused = conclude(tx, settings, username, attempt, now)) return fail(*refused);
    const Credentials& known = *attempt.known;
    if (!fresh_hash.empty()) tx.run(update_hash, {{"hash", fresh_hash}, {"user", known.user}});
    NewSession session{
        .token = token, .user = known.user, .needs_code = !known.totp_secret.data.empty()};
    begin_session(tx, clock, settings, session, form.user_agent, form.client);
    if (!session.needs_code) {
      tx.run(update_signed_in, {{"now", now}, {"user", known.user}});
      note(tx, now, "people.sign_in", known.user);
    }
    return session;
  });
}

Result<void, SignInRefused> check_password(db::Database& database, const Clock& clock,
                                           const Settings& settings, UserId user,
                                           std::string_view password) {
  const Instant now = clock.now();
  const std::string username = database.read([&](db::Tx& tx) {
    return tx.one<std::string>(select_username, {{"user", user}}).value_or("");
  });
  const Attempt attempt = examine(database, settings, username, password, now);
  if (attempt.lock) return fail(SignInRefused{attempt.lock});
  return database.write([&](db::Tx& tx) -> Result<void, SignInRefused> {
    if (auto refused = conclude(tx, settings, username, attempt, now)) return fail(*refused);
    return {};
  });
}

Result<NewSession, SignInRefused> sign_in_code(db::Database& database, const Clock& clock,
                                               const Settings& settings, std::string_view token,
                                               std::string_view code) {
  const Instant now = clock.now();
  const std::string old_hash = crypto::sha256(token);
  const std::string fresh_token = crypto::random_token();
  return database.write([&](db::Tx& tx) -> Result<NewSession, SignInRefused> {
    auto session = find_session(tx, clock, settings, old_hash);
    if (!session || !session->needs_code) return fail(SignInRefused{});
    const auto username = tx.one<std::string>(select_username, {{"user", session->user}}).value();
    if (auto until = locked(failures_of(tx, username), now)) return fail(SignInRefused{until});
    const auto known = tx.one<Credentials>(select_credentials, {{"username", username}}).value();
    const auto step = crypto::verify_totp(known.totp_secret.data, code, now, known.totp_step);
    if (known.disabled || !step)
      return fail(count_failure(tx, settings, username, known.user, now));
    tx.run(update_totp_step, {{"step", *step}, {"user", known.user}});
    tx.run(delete_failures, {{"username", username}});
    tx.run(update_signed_in, {{"now", now}, {"user", known.user}});
    end_session(tx, old_hash);
    NewSession fresh{.token = fresh_token, .user = known.user};
    begin_session(tx, clock, settings, fresh, session->user_agent, session->client);
    note(tx, now, "people.sign_in", known.user);
    return fresh;
  });
}

}  // namespace gandan::people
