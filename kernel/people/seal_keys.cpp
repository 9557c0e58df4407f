#include "kernel/people/seal_keys.hpp"

#include <filesystem>

#include "kernel/journal/journal.hpp"
#include "kernel/people/second_factor.hpp"

namespace gandan::people {
namespace {

const db::Sql insert_key{
    "insert into seal_keys (id, public_key, published_at) values (:id, :public_key, :now) "
    "on conflict (id) do update set published_at = excluded.published_at"};
const db::Sql select_current_id{"select id from seal_keys order by published_at desc limit 1"};

void publish(db::Tx& tx, Instant now, const crypto::SealKey& key) {
  tx.run(insert_key, {{"id", key.id}, {"public_key", db::Bytes{key.public_key}}, {"now", now}});
}

crypto::SealKey key_of(const crypto::SealKey& key, UnitId body) {
  return crypto::derive_pair(key, "seal of body " + std::to_string(body.value));
}

[[noreturn]] void refuse(const std::string& path, const std::string& id, const char* why) {
  throw WrongKeyFile(
      "this database seals to the key " + id + ", and the key file " + path + " " + why +
      ". Name the right file with --keys FILE, or bring it here from the server that made it. Only "
      "if it is lost for good: gandan keys rotate --lost");
}

/// Publishes the file's key as the first one, unless another server was quicker. Returns the key
/// that the database seals to now.
std::string publish_first(db::Database& database, const Clock& clock, const crypto::SealKey& key) {
  return database.write([&](db::Tx& tx) {
    if (auto present = key_sealed_to(tx)) return *present;
    publish(tx, clock.now(), key);
    return key.id;
  });
}

void publish_next(db::Database& database, const Clock& clock, const crypto::SealKey& key,
                  std::string_view verb) {
  database.write([&](db::Tx& tx) {
    publish(tx, clock.now(), key);
    journal::append(tx, {.at = clock.now(), .verb = verb, .subject = {"seal_key", 0}});
  });
}

}  // namespace

std::optional<std::string> key_sealed_to(db::Tx& tx) {
  return tx.one<std::string>(select_current_id);
}

crypto::KeyFile open_key_file(db::Database& database, const Clock& clock, const std::string& path) {
  const bool is_there = std::filesystem::exists(path);
  auto known = database.read(key_sealed_to);
  if (known && !is_there) refuse(path, *known, "is not there");
  auto file = crypto::KeyFile::read_or_create(path);
  if (!known) known = publish_first(database, clock, file.current());
  if (file.find(*known) != nullptr) return file;
  if (!is_there) std::filesystem::remove(path);
  refuse(path, *known, "does not hold it");
}

void rotate_seal_key(db::Database& database, const Clock& clock, const std::string& path) {
  auto file = open_key_file(database, clock, path);
  publish_next(database, clock, file.rotate(), "people.rotate_seal_key");
}

void replace_lost_seal_key(db::Database& database, const Clock& clock, const std::string& path) {
  if (std::filesystem::exists(path))
    throw WrongKeyFile("the key file " + path +
                       " is there: name one that is not, or leave out --lost");
  auto file = crypto::KeyFile::read_or_create(path);
  publish_next(database, clock, file.current(), "people.replace_seal_key");
  // Nobody can check their codes any more: passwords open accounts until a new one is set up.
  database.write([&](db::Tx& tx) {
    for (const Account& account : list_accounts(tx))
      if (account.has_second_factor)
        (void)remove_second_factor(tx, clock, journal::Actor::system(), account.id);
  });
}

Sealed seal_to(db::Tx& tx, const crypto::KeyFile& keys, UnitId body, std::string_view plain) {
  const auto newest = key_sealed_to(tx);
  if (!newest) throw std::logic_error("no public key was published to seal with");
  // Never to a public half that stands in the database alone: whoever writes there could put in
  // their own.
  const crypto::SealKey* known = keys.find(*newest);
  const crypto::SealKey& key = known != nullptr ? *known : keys.current();
  return {key.id, body, crypto::seal(key_of(key, body).public_key, plain)};
}

std::optional<std::string> open_sealed(const crypto::KeyFile& keys, const Sealed& sealed) {
  const crypto::SealKey* key = keys.find(sealed.key_id);
  if (key == nullptr) return std::nullopt;
  return crypto::open(sealed.unit ? key_of(*key, *sealed.unit) : *key, sealed.box);
}

const crypto::KeyFile& KeyHolder::get() const {
  std::call_once(opened_, [&] { file_.emplace(open_key_file(database_, clock_, path_)); });
  return *file_;
}

}  // namespace gandan::people
