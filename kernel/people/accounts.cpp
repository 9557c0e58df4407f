#include <algorithm>

#include "kernel/people/devices.hpp"
#include "kernel/people/people.hpp"
#include "lib/mail/address.hpp"
#include "lib/text/fold.hpp"

namespace gandan::people {
namespace {

const db::Sql insert_account{
    "insert into accounts (id, username, name, email, password_hash, totp_secret, totp_step, "
    "disabled, created_at) values (:id, :username, :name, :email, '', :totp_secret, 0, 0, :now)"};
const db::Sql count_username{"select count(*) from accounts where username = :username"};
const db::Sql count_account{"select count(*) from accounts where id = :id"};
const db::Sql update_password{"update accounts set password_hash = :hash where id = :id"};
const db::Sql update_disabled{"update accounts set disabled = :disabled where id = :id"};
const db::Sql update_email{"update accounts set email = :email where id = :id"};
const db::Sql delete_grants{"delete from role_grants where user_id = :id"};
const db::Sql insert_grant{
    "insert into role_grants (user_id, role, unit_id, reach) values (:user, :role, :unit, :reach) "
    "on conflict (user_id, role, unit_id) do update set reach = excluded.reach"};
const db::Sql select_grants{
    "select role, unit_id, reach from role_grants where user_id = :id order by role, unit_id"};
const db::Sql count_other_administrators{
    "select count(*) from accounts a join role_grants g on g.user_id = a.id "
    "where a.id <> :id and a.disabled = 0 and g.role = :role and g.unit_id = 0"};
const db::Sql select_roles_held{
    "select g.role, g.unit_id, count(*) from role_grants g join accounts a on a.id = g.user_id "
    "where a.disabled = 0 group by g.role, g.unit_id order by g.role, g.unit_id"};
const db::Sql select_principal{
    "select username, name from accounts where id = :id and disabled = 0"};
const db::Sql select_by_id{
    "select id, username, name, email, disabled, case when password_hash = '' then 0 else 1 end, "
    "case when length(totp_secret) = 0 then 0 else 1 end, created_at, signed_in_at from accounts "
    "where id = :id"};
const db::Sql select_by_username{
    "select id, username, name, email, disabled, case when password_hash = '' then 0 else 1 end, "
    "case when length(totp_secret) = 0 then 0 else 1 end, created_at, signed_in_at from accounts "
    "where username = :username"};
const db::Sql select_all{
    "select id, username, name, email, disabled, case when password_hash = '' then 0 else 1 end, "
    "case when length(totp_secret) = 0 then 0 else 1 end, created_at, signed_in_at from accounts "
    "order by username"};

constexpr std::size_t shortest_password = 12;   // code points
constexpr std::size_t longest_password = 1024;  // bytes

bool is_username(std::string_view text) {
  return text.size() >= 2 && text.size() <= 40 && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' ||
                  c == '-';
         });
}

std::size_t code_points(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

bool is_whole_administrator(const Grant& grant) {
  return grant.role == Role::administrator && !grant.unit;
}

/// Somebody must be left who can give roles.
bool another_administrator(db::Tx& tx, UserId user) {
  return tx.one<int>(count_other_administrators, {{"id", user}, {"role", Role::administrator}}) > 0;
}

bool exists(db::Tx& tx, UserId user) {
  return tx.one<int>(count_account, {{"id", user}}) > 0;
}

void insert_grants(db::Tx& tx, UserId user, std::span<const Grant> grants) {
  for (const Grant& grant : grants)
    tx.run(insert_grant,
           {{"user", user}, {"role", grant.role}, {"unit", grant.unit}, {"reach", grant.reach}});
}

/// Each of `grants` that `others` does not hold, under the verb.
void note_grants(db::Tx& tx, const Clock& clock, journal::Actor by, std::string_view verb,
                 UserId user, std::span<const Grant> grants, std::span<const Grant> others) {
  for (const Grant& grant : grants) {
    if (std::find(others.begin(), others.end(), grant) != others.end()) continue;
    const std::string detail = "{" + in_numbers(grant) + "}";
    journal::append(tx, {.at = clock.now(),
                         .actor = by,
                         .verb = verb,
                         .subject = {"account", user.value},
                         .detail = detail});
  }
}

void note(db::Tx& tx, const Clock& clock, journal::Actor by, std::string_view verb, UserId user) {
  journal::append(
      tx, {.at = clock.now(), .actor = by, .verb = verb, .subject = {"account", user.value}});
}

}  // namespace

std::string in_numbers(const Grant& grant) {
  auto number = [](auto value) { return std::to_string(static_cast<std::int64_t>(value)); };
  return "\"role\":" + number(grant.role) + ",\"unit\":" + number(grant.unit.value) +
         ",\"reach\":" + number(grant.reach);
}

journal::Actor actor_of_account(UserId user) {
  return user ? journal::Actor::officer(user.value) : journal::Actor::system();
}

journal::Actor actor_of(const Principal& principal) {
  return journal::Actor::officer(principal.user.value);
}

Result<UserId, AccountError> create_account(db::Tx& tx, Ids& ids, const Clock& clock,
                                            journal::Actor by, const NewAccount& form) {
  if (!is_username(form.username)) return fail(AccountError::username_invalid);
  if (text::is_blank(form.name)) return fail(AccountError::name_missing);
  if (!form.email.empty() && !mail::parse_address(form.email))
    return fail(AccountError::email_invalid);
  if (tx.one<int>(count_username, {{"username", form.username}}) > 0)
    return fail(AccountError::username_taken);
  if (by.kind == journal::ActorKind::officer &&
      std::any_of(form.grants.begin(), form.grants.end(),
                  [](const Grant& grant) { return opens_what_is_sealed(grant.role); }))
    return fail(AccountError::needs_two_persons);
  UserId user = ids.next<UserId>();
  tx.run(insert_account, {{"id", user},
                          {"username", form.username},
                          {"name", form.name},
                          {"email", form.email},
                          {"totp_secret", db::Bytes{}},
                          {"now", clock.now()}});
  insert_grants(tx, user, form.grants);
  note(tx, clock, by, "people.create_account", user);
  note_grants(tx, clock, by, "people.give_role", user, grants_of(tx, user), {});
  return user;
}

Result<std::string, AccountError> make_password_hash(const Settings& settings,
                                                     std::string_view username,
                                                     std::string_view password) {
  if (code_points(password) < shortest_password || password.size() > longest_password)
    return fail(AccountError::password_short);
  if (!username.empty() && password.find(username) != std::string_view::npos)
    return fail(AccountError::password_obvious);
  return crypto::hash_password(password, settings.password_cost);
}

void set_password_hash(db::Tx& tx, const Clock& clock, journal::Actor by, UserId user,
                       std::string_view hash) {
  tx.run(update_password, {{"hash", hash}, {"id", user}});
  end_sessions(tx, user);
  forget_devices(tx, user);
  note(tx, clock, by, "people.set_password", user);
}

Result<void, AccountError> set_disabled(db::Tx& tx, const Clock& clock, journal::Actor by,
                                        UserId user, bool disabled) {
  if (!exists(tx, user)) return fail(AccountError::unknown_account);
  auto grants = grants_of(tx, user);
  if (disabled && std::any_of(grants.begin(), grants.end(), is_whole_administrator) &&
      !another_administrator(tx, user))
    return fail(AccountError::last_administrator);
  tx.run(update_disabled, {{"disabled", disabled}, {"id", user}});
  if (disabled) {
    end_sessions(tx, user);
    forget_devices(tx, user);
  }
  note(tx, clock, by, disabled ? "people.disable_account" : "people.enable_account", user);
  return {};
}

Result<void, AccountError> set_email(db::Tx& tx, const Clock& clock, journal::Actor by, UserId user,
                                     std::string_view email) {
  if (!email.empty() && !mail::parse_address(email)) return fail(AccountError::email_invalid);
  if (!exists(tx, user)) return fail(AccountError::unknown_account);
  tx.run(update_email, {{"email", email}, {"id", user}});
  note(tx, clock, by, "people.set_email", user);
  return {};
}

Result<void, AccountError> set_grants(db::Tx& tx, const Clock& clock, journal::Actor by,
                                      UserId user, std::span<const Grant> grants) {
  if (!exists(tx, user)) return fail(AccountError::unknown_account);
  auto had = grants_of(tx, user);
  if (std::any_of(had.begin(), had.end(), is_whole_administrator) &&
      std::none_of(grants.begin(), grants.end(), is_whole_administrator) &&
      !another_administrator(tx, user))
    return fail(AccountError::last_administrator);
  tx.run(delete_grants, {{"id", user}});
  insert_grants(tx, user, grants);
  end_sessions(tx, user);
  const auto has = grants_of(tx, user);  // not as typed: each role once at a unit
  note_grants(tx, clock, by, "people.take_role", user, had, has);
  note_grants(tx, clock, by, "people.give_role", user, has, had);
  return {};
}

std::optional<Account> find_account(db::Tx& tx, std::string_view username) {
  return tx.one<Account>(select_by_username, {{"username", username}});
}

std::optional<Account> find_account(db::Tx& tx, UserId user) {
  return tx.one<Account>(select_by_id, {{"id", user}});
}

std::vector<Account> list_accounts(db::Tx& tx) {
  return tx.all<Account>(select_all);
}

std::vector<RolesHeld> roles_held(db::Tx& tx) {
  return tx.all<RolesHeld>(select_roles_held);
}

std::vector<Grant> grants_of(db::Tx& tx, UserId user) {
  return tx.all<Grant>(select_grants, {{"id", user}});
}

std::optional<Principal> load_principal(db::Tx& tx, UserId user, Proof proof) {
  struct Row {
    std::string username;
    std::string name;
  };
  auto row = tx.one<Row>(select_principal, {{"id", user}});
  if (!row) return std::nullopt;
  auto grants = grants_of(tx, user);
  if (proof != Proof::second_factor)
    std::erase_if(grants, [](const Grant& grant) { return opens_what_is_sealed(grant.role); });
  return Principal{.user = user,
                   .username = std::move(row->username),
                   .name = std::move(row->name),
                   .grants = std::move(grants),
                   .proof = proof};
}

}  // namespace gandan::people
