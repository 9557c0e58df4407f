#include "kernel/receipts/once.hpp"

#include "lib/crypto/encoding.hpp"
#include "lib/crypto/hash.hpp"

namespace gandan::receipts {
namespace {

constexpr std::chrono::hours kept_for{24};

const db::Sql insert_form{
    "insert into done_forms (key, done_at) values (:key, :now) on conflict do nothing"};
const db::Sql delete_old{"delete from done_forms where done_at < :before"};

}  // namespace

std::string stored_key(const crypto::KeyFile& keys, std::string_view key,
                       const std::vector<std::string_view>& sent) {
  if (key.empty()) return {};
  std::string all(key);
  for (std::string_view part : sent) (all += '\0') += part;
  // Under the first key, so that what came before a rotation is known after it.
  return crypto::hex(crypto::hmac_sha256(crypto::derive(keys.first(), "idempotency keys"), all));
}

std::string said_by(std::int64_t account, const http::Request& request) {
  std::string all = std::to_string(account);
  all.append(" ").append(request.path);
  for (const http::Field& field : request.form)
    all.append("\n").append(field.name).append("=").append(field.value);
  return all;
}

bool was_done(db::Tx& tx, const Clock& clock, const crypto::KeyFile& keys, const SentForm& form) {
  const Instant now = clock.now();
  const std::string key = stored_key(keys, form.purpose, {form.said});
  tx.run(delete_old, {{"before", now + -kept_for}});
  return tx.run(insert_form, {{"key", key}, {"now", now}}) == 0;
}

}  // namespace gandan::receipts
