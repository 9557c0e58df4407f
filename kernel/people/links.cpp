#include "kernel/people/people.hpp"
#include "lib/crypto/hash.hpp"
#include "lib/crypto/random.hpp"

namespace gandan::people {
namespace {

const db::Sql delete_links{
    "delete from one_time_links where purpose = :purpose and user_id = :user"};
const db::Sql insert_link{
    "insert into one_time_links (token_hash, purpose, user_id, expires_at, made_by) "
    "values (:token_hash, :purpose, :user, :expires_at, :made_by)"};
const db::Sql select_link{
    "select purpose, user_id, expires_at, made_by from one_time_links "
    "where token_hash = :token_hash and used_at is null and expires_at > :now"};
const db::Sql spend_link{
    "update one_time_links set used_at = :now "
    "where token_hash = :token_hash and used_at is null and expires_at > :now"};
const db::Sql insert_hand{
    "insert into account_hands (user_id, hand_id) values (:user, :hand) "
    "on conflict (user_id, hand_id) do nothing"};
const db::Sql delete_hands{"delete from account_hands where user_id = :user"};
const db::Sql count_accounts{"select count(*) from accounts"};

/// A new link in place of earlier ones for the same purpose and account.
std::string make_link(db::Tx& tx, const Clock& clock, const Settings& settings, LinkPurpose purpose,
                      UserId user, UserId made_by, std::string_view given = {}) {
  const std::string token = given.empty() ? crypto::random_token() : std::string(given);
  tx.run(delete_links, {{"purpose", purpose}, {"user", user}});
  tx.run(insert_link, {{"token_hash", db::Bytes{crypto::sha256(token)}},
                       {"purpose", purpose},
                       {"user", user},
                       {"expires_at", clock.now() + settings.link_life},
                       {"made_by", made_by}});
  return "/set-password/" + token;
}

}  // namespace

std::string make_password_link(db::Tx& tx, const Clock& clock, const Settings& settings,
                               journal::Actor by, UserId user, std::string_view token) {
  journal::append(tx, {.at = clock.now(),
                       .actor = by,
                       .verb = "people.make_password_link",
                       .subject = {"account", user.value}});
  return make_link(tx, clock, settings, LinkPurpose::set_password, user,
                   by.kind == journal::ActorKind::officer ? UserId{by.id} : UserId{}, token);
}

std::optional<std::string> first_admin_link(db::Tx& tx, const Clock& clock,
                                            const Settings& settings) {
  if (tx.one<int>(count_accounts) > 0) return std::nullopt;
  return make_link(tx, clock, settings, LinkPurpose::first_administrator, {}, {});
}

std::optional<Link> find_link(db::Tx& tx, const Clock& clock, std::string_view token) {
  const std::string hash = crypto::sha256(token);
  auto link = tx.one<Link>(select_link, {{"token_hash", db::Bytes{hash}}, {"now", clock.now()}});
  // The first administrator's link ends with the first account, however that came to be.
  if (link && link->purpose == LinkPurpose::first_administrator && tx.one<int>(count_accounts) > 0)
    return std::nullopt;
  return link;
}

void note_password_from(db::Tx& tx, UserId user, const Link& link) {
  if (!link.made_by) {
    tx.run(delete_hands, {{"user", user}});
  } else if (link.made_by != user) {
    tx.run(insert_hand, {{"user", user}, {"hand", link.made_by}});
  }
}

bool use_link(db::Tx& tx, const Clock& clock, std::string_view token) {
  const std::string hash = crypto::sha256(token);
  return tx.run(spend_link, {{"token_hash", db::Bytes{hash}}, {"now", clock.now()}}) == 1;
}

}  // namespace gandan::people
