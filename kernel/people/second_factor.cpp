#include "kernel/people/second_factor.hpp"

#include <algorithm>

#include "kernel/people/devices.hpp"
#include "lib/crypto/hash.hpp"
#include "lib/crypto/random.hpp"
#include "lib/crypto/secret_box.hpp"
#include "lib/crypto/totp.hpp"

namespace gandan::people {
namespace {

struct SecretRow {
  UserId user;
  db::Blob secret;
  std::string key;
  std::int64_t step;
};

const db::Sql update_totp{
    "update accounts set totp_secret = :secret, totp_key = :key, totp_step = :step "
    "where id = :user"};
const db::Sql select_totp{
    "select id, totp_secret, totp_key, totp_step from accounts "
    "where id = :user and length(totp_secret) > 0"};
const db::Sql select_totp_of_other_keys{
    "select id, totp_secret, totp_key, totp_step from accounts "
    "where length(totp_secret) > 0 and totp_key <> :key"};
const db::Sql update_totp_step{
    "update accounts set totp_step = :step where id = :user and totp_step < :step"};
const db::Sql delete_codes{"delete from recovery_codes where user_id = :user"};
const db::Sql insert_code{
    "insert into recovery_codes (user_id, code_hash) values (:user, :code_hash)"};
const db::Sql spend_recovery_code{
    "update recovery_codes set used_at = :now "
    "where user_id = :user and code_hash = :code_hash and used_at is null"};
const db::Sql count_codes{
    "select count(*) from recovery_codes where user_id = :user and used_at is null"};

constexpr int recovery_codes = 10;
constexpr int few_codes = 2;
// No O and 0, no I, L and 1: they are read off paper. (Codes of before had base32's.)
constexpr std::string_view recovery_symbols = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";
constexpr std::size_t recovery_length = 16;  // 79 bits: a hash of it cannot be guessed

void note_factor(db::Tx& tx, const Clock& clock, journal::Actor by, std::string_view verb,
                 UserId user) {
  journal::append(
      tx, {.at = clock.now(), .actor = by, .verb = verb, .subject = {"account", user.value}});
}

/// Of one account: a row copied into another's place does not open.
std::string key_for(const crypto::SealKey& key, UserId user) {
  return crypto::derive(key, "totp " + std::to_string(user.value));
}

void store(db::Tx& tx, const crypto::SealKey& key, UserId user, std::string_view secret,
           std::int64_t step) {
  const std::string locked = crypto::encrypt(key_for(key, user), secret);
  tx.run(update_totp,
         {{"secret", db::Bytes{locked}}, {"key", key.id}, {"step", step}, {"user", user}});
}

std::optional<std::string> open(const crypto::KeyFile& keys, const SecretRow& row) {
  if (row.key.empty()) return row.secret.data;
  const crypto::SealKey* key = keys.find(row.key);
  if (key == nullptr) return std::nullopt;
  return crypto::decrypt(key_for(*key, row.user), row.secret.data);
}

/// As it was made: without dashes and spaces, in capitals.
std::string tidy_code(std::string_view typed) {
  std::string code;
  for (char c : typed) {
    if (c == '-' || c == ' ') continue;
    code += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  return code;
}

std::string make_recovery_code() {
  // Bytes beyond the largest multiple of the number of symbols would favour the first ones.
  constexpr std::size_t fair = 256 / recovery_symbols.size() * recovery_symbols.size();
  std::string code;
  while (code.size() < recovery_length)
    for (char c : crypto::random_bytes(recovery_length)) {
      const auto byte = static_cast<unsigned char>(c);
      if (byte < fair && code.size() < recovery_length)
        code += recovery_symbols[byte % recovery_symbols.size()];
    }
  return code;
}

bool spend_recovery(db::Tx& tx, const Clock& clock, UserId user, std::string_view code) {
  const std::string hash = crypto::sha256(code);
  if (tx.run(spend_recovery_code,
             {{"now", clock.now()}, {"user", user}, {"code_hash", db::Bytes{hash}}}) != 1)
    return false;
  note_factor(tx, clock, journal::Actor::officer(user.value), "people.use_recovery_code", user);
  return true;
}

}  // namespace

void set_totp_secret(db::Tx& tx, const Clock& clock, const crypto::KeyFile& keys, journal::Actor by,
                     UserId user, std::string_view secret, std::int64_t used_step) {
  store(tx, keys.current(), user, secret, used_step);
  note_factor(tx, clock, by, "people.set_second_factor", user);
}

Result<void, AccountError> remove_second_factor(db::Tx& tx, const Clock& clock, journal::Actor by,
                                                UserId user) {
  if (!has_second_factor(tx, user)) return fail(AccountError::no_second_factor);
  tx.run(update_totp, {{"secret", db::Bytes{}}, {"key", ""}, {"step", 0}, {"user", user}});
  tx.run(delete_codes, {{"user", user}});
  end_sessions(tx, user);
  forget_devices(tx, user);
  note_factor(tx, clock, by, "people.remove_second_factor", user);
  return {};
}

bool needs_second_factor(db::Tx& tx, UserId user) {
  const auto grants = grants_of(tx, user);
  return std::any_of(grants.begin(), grants.end(),
                     [](const Grant& grant) { return opens_what_is_sealed(grant.role); });
}

bool has_second_factor(db::Tx& tx, UserId user) {
  return tx.one<SecretRow>(select_totp, {{"user", user}}).has_value();
}

std::optional<TotpSecret> totp_secret_of(db::Tx& tx, const crypto::KeyFile& keys, UserId user) {
  auto row = tx.one<SecretRow>(select_totp, {{"user", user}});
  auto secret = row ? open(keys, *row) : std::nullopt;
  if (!secret) return std::nullopt;
  return TotpSecret{std::move(*secret), row->step};
}

bool spend_code(db::Tx& tx, const Clock& clock, const crypto::KeyFile& keys, UserId user,
                std::string_view typed) {
  const std::string code = tidy_code(typed);
  if (code.size() == recovery_length) return spend_recovery(tx, clock, user, code);
  const auto known = totp_secret_of(tx, keys, user);
  if (!known) return false;
  const auto step = crypto::verify_totp(known->secret, code, clock.now(), known->used_step);
  return step && tx.run(update_totp_step, {{"step", *step}, {"user", user}}) == 1;
}

std::vector<std::string> make_recovery_codes(db::Tx& tx, const Clock& clock, journal::Actor by,
                                             UserId user) {
  tx.run(delete_codes, {{"user", user}});
  std::vector<std::string> codes;
  for (int i = 0; i < recovery_codes; ++i) {
    const std::string code = make_recovery_code();
    const std::string hash = crypto::sha256(code);
    tx.run(insert_code, {{"user", user}, {"code_hash", db::Bytes{hash}}});
    codes.push_back(in_fours(code, '-'));
  }
  note_factor(tx, clock, by, "people.make_recovery_codes", user);
  return codes;
}

std::string in_fours(std::string_view symbols, char between) {
  std::string groups;
  for (std::size_t at = 0; at < symbols.size(); at += 4) {
    if (at > 0) groups += between;
    groups += symbols.substr(at, 4);
  }
  return groups;
}

int recovery_codes_left(db::Tx& tx, UserId user) {
  return tx.one<int>(count_codes, {{"user", user}}).value_or(0);
}

bool has_few_recovery_codes(db::Tx& tx, UserId user) {
  return has_second_factor(tx, user) && recovery_codes_left(tx, user) <= few_codes;
}

int lock_totp_secrets(db::Database& database, const crypto::KeyFile& keys) {
  return database.write([&](db::Tx& tx) {
    int locked = 0;
    for (const SecretRow& row :
         tx.all<SecretRow>(select_totp_of_other_keys, {{"key", keys.current().id}})) {
      auto secret = open(keys, row);
      if (!secret) continue;  // its key is lost: a new second factor takes its place
      store(tx, keys.current(), row.user, *secret, row.step);
      ++locked;
    }
    return locked;
  });
}

}  // namespace gandan::people
