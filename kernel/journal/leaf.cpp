#include "kernel/journal/leaf.hpp"

#include "lib/crypto/encoding.hpp"
#include "lib/crypto/hash.hpp"

namespace gandan::journal {
namespace {

void add_field(std::string& to, std::string_view field) {
  to += std::to_string(field.size());
  to += ':';
  to += field;
}

/// All that an entry says but its number, and who did it as `actor` writes them.
std::string fields_of(const Recorded& e, std::string_view actor) {
  std::string bytes;
  auto add_number = [&](std::int64_t number) { add_field(bytes, std::to_string(number)); };
  add_number(e.at.micros);
  add_number(static_cast<std::int64_t>(e.actor_kind));
  add_field(bytes, actor);
  add_number(e.body_id);
  add_number(e.subject_id);
  for (std::string_view text :
       {std::string_view(e.verb), std::string_view(e.subject_kind), std::string_view(e.detail)})
    add_field(bytes, text);
  return bytes;
}

/// What an entry's commitment is made with, of which the opening tells the first half alone.
struct Secrets {
  std::string salt, actor_key;  // 16 bytes each
};

Secrets secrets_of(std::uint64_t index, std::string_view record_salt) {
  const std::string all = crypto::hmac_sha256(record_salt, "entry " + std::to_string(index));
  return {all.substr(0, 16), all.substr(16)};
}

std::string told_actor(const Recorded& e, const Secrets& secrets) {
  const std::string number = std::to_string(e.actor_id);
  return e.actor_id == 0 ? number : crypto::hex(crypto::sha256(secrets.actor_key + number));
}

}  // namespace

std::string leaf_hash(const Recorded& e) {
  return crypto::sha256(std::string(1, '\0') + fields_of(e, std::to_string(e.actor_id)));
}

Opening opening_of(const Recorded& entry, std::uint64_t index, std::string_view record_salt,
                   std::vector<Part> locked) {
  Secrets secrets = secrets_of(index, record_salt);
  return {.fields = fields_of(entry, told_actor(entry, secrets)),
          .salt = std::move(secrets.salt),
          .parts = std::move(locked),
          .index = index};
}

tlog::Hash commitment_to(const Recorded& entry, std::uint64_t index, std::string_view record_salt,
                         const tlog::Hash& content) {
  const Opening opening = opening_of(entry, index, record_salt);
  return commitment_of(opening.salt, opening.fields, content);
}

std::string next_head(std::string_view head, std::string_view leaf) {
  std::string bytes(1, '\1');
  bytes += head;
  bytes += leaf;
  return crypto::sha256(bytes);
}

std::string first_head() {
  return std::string(32, '\0');
}

}  // namespace gandan::journal
