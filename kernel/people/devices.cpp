#include "kernel/people/devices.hpp"

#include "lib/crypto/hash.hpp"

namespace gandan::people {
namespace {

const db::Sql count_device{
    "select count(*) from devices where token_hash = :token_hash and user_id = :user "
    "and signed_in_at > :unused_since"};
const db::Sql upsert_device{
    "insert into devices (token_hash, user_id, signed_in_at) values (:token_hash, :user, :now) "
    "on conflict (token_hash) do update set user_id = excluded.user_id, "
    "signed_in_at = excluded.signed_in_at"};
const db::Sql delete_oldest{
    "delete from devices where user_id = :user and token_hash not in (select token_hash from "
    "devices where user_id = :user order by signed_in_at desc limit :most)"};
const db::Sql delete_devices{"delete from devices where user_id = :user"};

constexpr int most_devices = 20;  // of one account

}  // namespace

bool is_known_device(db::Tx& tx, const Clock& clock, const Settings& settings, UserId user,
                     std::string_view token) {
  if (token.empty()) return false;
  const std::string hash = crypto::sha256(token);
  return tx.one<int>(count_device, {{"token_hash", db::Bytes{hash}},
                                    {"user", user},
                                    {"unused_since", clock.now() + -settings.device_life}}) > 0;
}

void remember_device(db::Tx& tx, const Clock& clock, UserId user, std::string_view token) {
  const std::string hash = crypto::sha256(token);
  tx.run(upsert_device, {{"token_hash", db::Bytes{hash}}, {"user", user}, {"now", clock.now()}});
  tx.run(delete_oldest, {{"user", user}, {"most", most_devices}});
}

void forget_devices(db::Tx& tx, UserId user) {
  tx.run(delete_devices, {{"user", user}});
}

}  // namespace gandan::people
