#include <algorithm>

#include "kernel/people/devices.hpp"
#include "kernel/people/guesses.hpp"
#include "kernel/people/people.hpp"
#include "kernel/people/seal_keys.hpp"
#include "kernel/people/second_factor.hpp"
#include "kernel/people/sessions.hpp"
#include "lib/crypto/hash.hpp"
#include "lib/crypto/random.hpp"
#include "lib/http/address.hpp"

namespace gandan::people {
namespace {

struct Credentials {
  UserId user;
  std::string password_hash;
  bool disabled;
};

const db::Sql select_credentials{
    "select id, password_hash, disabled from accounts where username = :username"};
const db::Sql select_username{"select username from accounts where id = :user"};
const db::Sql update_signed_in{"update accounts set signed_in_at = :now where id = :user"};
const db::Sql update_hash{"update accounts set password_hash = :hash where id = :user"};

constexpr std::size_t longest_username = 80;  // bytes: what a failure is counted under

/// As typed on a telephone: without the spaces around it and the capital at its start.
std::string tidy_name(std::string_view typed) {
  std::string name(typed.substr(0, longest_username));
  std::erase_if(name, [](char c) { return c == ' ' || static_cast<unsigned char>(c) >= 0x80; });
  std::transform(name.begin(), name.end(), name.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return name;
}

std::string username_of(db::Tx& tx, UserId user) {
  return tx.one<std::string>(select_username, {{"user", user}}).value_or("");
}

/// An attempt under a name without an account is noted against account 0: never under the name,
/// which may be a password typed into the wrong field.
void note(db::Tx& tx, Instant now, std::string_view verb, UserId user) {
  journal::append(tx, {.at = now,
                       .actor = user ? journal::Actor::officer(user.value) : journal::Actor{},
                       .verb = verb,
                       .subject = {"account", user.value}});
}

/// By what a sign-in is counted: a device that the account knows by itself, everybody else by the
/// name with the network, and by the name alone.
struct Counters {
  std::vector<Counter> device, stranger;
};
Counters counters_of(const KeyHolder& keys, const std::string& username, std::string_view client,
                     std::string_view device) {
  const auto address = http::Address::parse(client);
  const std::string network = address ? address->network() : std::string(client);
  return {.device = {counter(keys, CountedBy::device, device)},
          .stranger = {counter(keys, CountedBy::name_and_network, username + '\n' + network),
                       counter(keys, CountedBy::name, username)}};
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
  std::vector<Counter> counters;
  std::optional<Instant> wait;  ///< it came too soon; nothing was compared
  bool from_known_device = false;
  bool right = false;

  [[nodiscard]] UserId user() const { return known ? known->user : UserId{}; }
};
void compare(Attempt& attempt, const Settings& settings, std::string_view password) {
  if (attempt.wait) return;
  const auto& known = attempt.known;
  const bool usable = known && !known->disabled && !known->password_hash.empty();
  const bool matches =
      crypto::verify_password(usable ? known->password_hash : decoy_hash(settings), password);
  attempt.right = usable && matches;
}

/// Counts what the attempt came to. A refusal, or nothing where it was right: nothing is forgiven
/// before the whole sign-in has succeeded.
std::optional<SignInRefused> conclude(db::Tx& tx, const Settings& settings, const Attempt& attempt,
                                      Instant now) {
  // Others may have failed under this name meanwhile; who must wait waits with the right password.
  if (auto wait = wait_of(tx, attempt.counters, now)) return SignInRefused{wait};
  if (attempt.right) return std::nullopt;
  const auto wait = count_failure(tx, settings, attempt.counters, now);
  note(tx, now, wait ? "people.slow_down" : "people.sign_in_failed", attempt.user());
  tx.keep_despite_error();
  return SignInRefused{wait};
}

SessionState state_after_password(db::Tx& tx, UserId user) {
  if (has_second_factor(tx, user)) return SessionState::needs_code;
  return needs_second_factor(tx, user) ? SessionState::needs_factor : SessionState::whole;
}

Attempt examine(const Access& access, const SignInForm& form, Instant now) {
  const std::string username = tidy_name(form.username);
  Counters counters = counters_of(access.keys, username, form.client, form.device);
  Attempt attempt;
  access.database.read([&](db::Tx& tx) {
    attempt.known = tx.one<Credentials>(select_credentials, {{"username", username}});
    attempt.from_known_device =
        is_known_device(tx, access.clock, access.settings, attempt.user(), form.device);
    attempt.counters = attempt.from_known_device ? counters.device : counters.stranger;
    attempt.wait = wait_of(tx, attempt.counters, now);
  });
  compare(attempt, access.settings, form.password);
  return attempt;
}

}  // namespace

void finish_sign_in(db::Tx& tx, const Access& access, const Finished& finished) {
  const Instant now = access.clock.now();
  const std::string username = username_of(tx, finished.session.user);
  const Counters counters =
      counters_of(access.keys, username, finished.client, finished.known_device);
  // A device that was known failed as itself alone: what its network failed is others'.
  const bool was_known = finished.session.device.empty();
  forgive(tx, was_known ? counters.device : counters.stranger);
  remember_device(tx, access.clock, finished.session.user,
                  was_known ? finished.known_device : finished.session.device);
  tx.run(update_signed_in, {{"now", now}, {"user", finished.session.user}});
  note(tx, now, "people.sign_in", finished.session.user);
}

Result<NewSession, SignInRefused> sign_in(const Access& access, const SignInForm& form) {
  const Settings& settings = access.settings;
  const Instant now = access.clock.now();
  const Attempt attempt = examine(access, form, now);
  if (attempt.wait) return fail(SignInRefused{attempt.wait});
  std::string fresh_hash;
  if (attempt.right && crypto::needs_rehash(attempt.known->password_hash, settings.password_cost))
    fresh_hash = crypto::hash_password(form.password, settings.password_cost);
  const std::string token = crypto::random_token(), device = crypto::random_token();

  return access.database.write([&](db::Tx& tx) -> Result<NewSession, SignInRefused> {
    if (auto refused = conclude(tx, settings, attempt, now)) return fail(*refused);
    const UserId user = attempt.user();
    if (!fresh_hash.empty()) tx.run(update_hash, {{"hash", fresh_hash}, {"user", user}});
    NewSession session{.token = token, .user = user, .state = state_after_password(tx, user)};
    begin_session(tx, access.clock, settings, session, form.user_agent, form.client);
    if (session.state != SessionState::whole) return session;
    if (!attempt.from_known_device) session.device = device;
    finish_sign_in(tx, access,
                   {.session = session, .client = form.client, .known_device = form.device});
    return session;
  });
}

Result<void, SignInRefused> check_password(const Access& access, UserId user,
                                           std::string_view password) {
  const Instant now = access.clock.now();
  Attempt attempt{.known = {},
                  .counters = {counter(access.keys, CountedBy::inside, std::to_string(user.value))},
                  .wait = {}};
  access.database.read([&](db::Tx& tx) {
    attempt.known = tx.one<Credentials>(select_credentials, {{"username", username_of(tx, user)}});
    attempt.wait = wait_of(tx, attempt.counters, now);
  });
  compare(attempt, access.settings, password);
  return access.database.write([&](db::Tx& tx) -> Result<void, SignInRefused> {
    if (auto refused = conclude(tx, access.settings, attempt, now)) return fail(*refused);
    return {};
  });
}

Result<void, SignInRefused> check_password_and_code(const Access& access, UserId user,
                                                    std::string_view password,
                                                    std::string_view code) {
  auto checked = check_password(access, user, password);
  if (!checked) return checked;
  const std::vector<Counter> counters = {
      counter(access.keys, CountedBy::inside, std::to_string(user.value))};
  const Instant now = access.clock.now();
  return access.database.write([&](db::Tx& tx) -> Result<void, SignInRefused> {
    if (auto wait = wait_of(tx, counters, now)) return fail(SignInRefused{wait});
    if (has_second_factor(tx, user) &&
        !spend_code(tx, access.clock, access.keys.get(), user, code)) {
      const auto wait = count_failure(tx, access.settings, counters, now);
      note(tx, now, wait ? "people.slow_down" : "people.wrong_code", user);
      tx.keep_despite_error();
      return fail(SignInRefused{wait, SignInRefused::Part::code});
    }
    forgive(tx, counters);
    return {};
  });
}

Result<NewSession, SignInRefused> sign_in_code(const Access& access, const CodeForm& form) {
  const Instant now = access.clock.now();
  const std::string old_hash = crypto::sha256(form.token);
  const std::string token = crypto::random_token(), device = crypto::random_token();
  const Counter by_device = counter(access.keys, CountedBy::code_from_device, form.device);
  return access.database.write([&](db::Tx& tx) -> Result<NewSession, SignInRefused> {
    auto half = find_session(tx, access.clock, access.settings, old_hash);
    if (!half || half->state != SessionState::needs_code) return fail(SignInRefused{});
    const UserId user = half->user;
    const bool known_device = is_known_device(tx, access.clock, access.settings, user, form.device);
    const std::vector<Counter> counters = {
        known_device ? by_device
                     : counter(access.keys, CountedBy::code, std::to_string(user.value))};
    if (auto wait = wait_of(tx, counters, now)) return fail(SignInRefused{wait});
    if (!load_principal(tx, user) ||
        !spend_code(tx, access.clock, access.keys.get(), user, form.code)) {
      const auto wait = count_failure(tx, access.settings, counters, now);
      note(tx, now, wait ? "people.slow_down" : "people.wrong_code", user);
      tx.keep_despite_error();
      return fail(SignInRefused{wait, SignInRefused::Part::code});
    }
    forgive(tx, counters);
    end_session(tx, old_hash);
    NewSession session{.token = token,
                       .user = user,
                       .proof = Proof::second_factor,
                       .device = known_device ? "" : device};
    begin_session(tx, access.clock, access.settings, session, half->user_agent, half->client);
    finish_sign_in(tx, access,
                   {.session = session, .client = half->client, .known_device = form.device});
    return session;
  });
}

}  // namespace gandan::people
