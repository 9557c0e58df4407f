#include "contexts/petitions/idempotency.hpp"

#include "lib/crypto/encoding.hpp"
#include "lib/crypto/hash.hpp"

namespace gandan::petitions {
namespace {

constexpr std::string_view prefix = "hmac:";
constexpr std::chrono::hours kept_for{24};

const db::Sql insert_deed{
    "insert into petition_deeds (key, done_at) values (:key, :now) on conflict do nothing"};
const db::Sql delete_deed{"delete from petition_deeds where key = :key"};
const db::Sql delete_deeds{"delete from petition_deeds where done_at < :before"};

/// Under the first key, so that what came before a rotation is known after it.
std::string digest(const crypto::KeyFile& keys, std::string_view purpose, std::string_view sent) {
  return crypto::hex(crypto::hmac_sha256(crypto::derive(keys.first(), purpose), sent));
}

}  // namespace

std::string stored_key(const crypto::KeyFile& keys, std::string_view key,
                       std::initializer_list<std::string_view> sent) {
  if (key.empty()) return {};
  std::string all(key);
  for (std::string_view part : sent) (all += '\0') += part;
  return digest(keys, "idempotency keys", all);
}

std::string sealed_source_id(const crypto::KeyFile& keys, std::string_view id) {
  if (id.starts_with(prefix)) return std::string(id);
  return std::string(prefix) + digest(keys, "ids of imported rows", id);
}

bool was_done(db::Tx& tx, const Env& env, SentForm form) {
  const Instant now = env.clock.now();
  const std::string key = stored_key(env.keys, form.purpose, {form.said});
  tx.run(delete_deeds, {{"before", now + -kept_for}});
  return tx.run(insert_deed, {{"key", key}, {"now", now}}) == 0;
}

void forget_deed(db::Tx& tx, const Env& env, SentForm form) {
  tx.run(delete_deed, {{"key", stored_key(env.keys, form.purpose, {form.said})}});
}

}  // namespace gandan::petitions
