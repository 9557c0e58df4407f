#include "kernel/people/set_up_factor.hpp"

#include "kernel/people/devices.hpp"
#include "kernel/people/seal_keys.hpp"
#include "kernel/people/second_factor.hpp"
#include "kernel/people/sessions.hpp"
#include "lib/crypto/encoding.hpp"
#include "lib/crypto/secret_box.hpp"
#include "lib/crypto/totp.hpp"

namespace gandan::people {
namespace {

struct NewSecretRow {
  db::Blob secret;
  std::string key;
};

const db::Sql update_new_secret{
    "update sessions set new_totp_secret = :secret, new_totp_key = :key, new_totp_at = :now "
    "where token_hash = :token_hash"};
const db::Sql select_new_secret{
    "select new_totp_secret, new_totp_key from sessions "
    "where token_hash = :token_hash and new_totp_secret is not null and new_totp_at > :since "
    "and new_totp_at <= :now"};

/// Of one session: a row copied into another's place does not open.
std::string key_for(const crypto::SealKey& key, std::string_view token_hash) {
  return crypto::derive(key, "new totp " + crypto::hex(token_hash));
}

std::optional<std::string> held_secret(db::Tx& tx, const Access& access,
                                       std::string_view token_hash) {
  const Instant now = access.clock.now();
  auto row = tx.one<NewSecretRow>(select_new_secret, {{"token_hash", db::Bytes{token_hash}},
                                                      {"since", now + -access.settings.set_up_life},
                                                      {"now", now}});
  const crypto::SealKey* key = row ? access.keys.get().find(row->key) : nullptr;
  if (key == nullptr) return std::nullopt;
  return crypto::decrypt(key_for(*key, token_hash), row->secret.data);
}

/// A session that may set one up: it is whole, or waits for just that.
std::optional<Session> may_set_up(db::Tx& tx, const Access& access, std::string_view token_hash) {
  auto session = find_session(tx, access.clock, access.settings, token_hash);
  if (!session || session->state == SessionState::needs_code) return std::nullopt;
  return session;
}

/// Who sets it up, and with which secret.
struct Holder {
  Session session;
  std::string secret;
};
std::optional<Holder> holder(db::Tx& tx, const Access& access, std::string_view token_hash) {
  auto session = may_set_up(tx, access, token_hash);
  auto secret = session ? held_secret(tx, access, token_hash) : std::nullopt;
  if (!secret) return std::nullopt;
  return Holder{std::move(*session), std::move(*secret)};
}

}  // namespace

std::optional<std::string> secret_to_set_up(const Access& access, std::string_view token_hash) {
  const crypto::SealKey& key = access.keys.get().current();
  if (auto held = access.database.read([&](db::Tx& tx) { return holder(tx, access, token_hash); }))
    return std::move(held->secret);
  const std::string fresh = crypto::make_totp_secret();
  const std::string locked = crypto::encrypt(key_for(key, token_hash), fresh);
  return access.database.write([&](db::Tx& tx) -> std::optional<std::string> {
    if (auto held = holder(tx, access, token_hash)) return held->secret;  // asked for twice at once
    if (!may_set_up(tx, access, token_hash)) return std::nullopt;
    tx.run(update_new_secret, {{"secret", db::Bytes{locked}},
                               {"key", key.id},
                               {"now", access.clock.now()},
                               {"token_hash", db::Bytes{token_hash}}});
    return fresh;
  });
}

Result<SetUp, SetUpRefused> set_up_second_factor(const Access& access, const SetUpForm& form) {
  using Part = SetUpRefused::Part;
  (void)access.keys.get();  // the first time not from inside a transaction
  auto held = access.database.read([&](db::Tx& tx) { return holder(tx, access, form.token_hash); });
  if (!held) return fail(SetUpRefused{Part::secret, {}});
  const UserId user = held->session.user;
  const auto step = crypto::verify_totp(held->secret, form.code, access.clock.now(), 0);
  if (!step) return fail(SetUpRefused{Part::code, {}});
  auto checked = check_password_and_code(access, user, form.password, form.old_code);
  if (!checked)
    return fail(SetUpRefused{
        checked.error().part == SignInRefused::Part::code ? Part::old_code : Part::password,
        checked.error().wait_until});
  const NewSession session = new_session_of(user, Proof::second_factor);
  const auto by = journal::Actor::officer(user.value);
  return access.database.write([&](db::Tx& tx) -> Result<SetUp, SetUpRefused> {
    if (!holder(tx, access, form.token_hash)) return fail(SetUpRefused{Part::secret, {}});
    end_sessions(tx, user);
    forget_devices(tx, user);
    set_totp_secret(tx, access.clock, access.keys.get(), by, user, held->secret, *step);
    auto codes = make_recovery_codes(tx, access.clock, by, user);
    continue_session(tx, access, session, form.user_agent, form.client);
    if (held->session.state == SessionState::needs_factor)
      finish_sign_in(tx, access, {.session = session, .client = form.client, .known_device = ""});
    return SetUp{session, find_account(tx, user).value().username, std::move(codes)};
  });
}

}  // namespace gandan::people
