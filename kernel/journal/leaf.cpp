#include "kernel/journal/leaf.hpp"

#include <charconv>
#include <concepts>

#include "lib/crypto/encoding.hpp"
#include "lib/crypto/hash.hpp"

namespace gandan::journal {
namespace {

void add_number(std::string& to, std::integral auto number) {
  char digits[24];
  to.append(digits, std::to_chars(digits, digits + sizeof digits, number).ptr);
}

void add_field(std::string& to, std::string_view field) {
  add_number(to, field.size());
  to += ':';
  to += field;
}

void add_field(std::string& to, std::int64_t number) {
  char digits[24];
  add_field(to,
            std::string_view(digits, std::to_chars(digits, digits + sizeof digits, number).ptr));
}

/// All that an entry says but its number, and who did it as `actor` writes them.
std::string fields_of(const Recorded& e, std::string_view actor) {
  constexpr std::size_t most_digits_and_lengths = 8 * 24;
  std::string bytes;
  bytes.reserve(most_digits_and_lengths + actor.size() + e.verb.size() + e.subject_kind.size() +
                e.detail.size());
  add_field(bytes, e.at.micros);
  add_field(bytes, static_cast<std::int64_t>(e.actor_kind));
  add_field(bytes, actor);
  add_field(bytes, e.body_id);
  add_field(bytes, e.subject_id);
  for (std::string_view text :
       {std::string_view(e.verb), std::string_view(e.subject_kind), std::string_view(e.detail)})
    add_field(bytes, text);
  return bytes;
}

/// What an entry's commitment is made with, of which the opening tells the first half alone.
class Secrets {
 public:
  Secrets(std::uint64_t index, std::string_view record_salt) {
    std::string message = "entry ";
    add_number(message, index);
    both_ = crypto::hmac_sha256(record_salt, message);
  }
  [[nodiscard]] std::string_view salt() const { return std::string_view(both_).substr(0, 16); }
  [[nodiscard]] std::string told_actor(const Recorded& e) const {
    const std::string number = std::to_string(e.actor_id);
    return e.actor_id == 0 ? number : crypto::hex(crypto::sha256(both_.substr(16) + number));
  }

 private:
  std::string both_;
};

}  // namespace

std::string leaf_hash(const Recorded& e) {
  return crypto::sha256(std::string(1, '\0') + fields_of(e, std::to_string(e.actor_id)));
}

Opening opening_of(const Recorded& entry, std::uint64_t index, std::string_view record_salt,
                   std::vector<Part> locked) {
  const Secrets secrets(index, record_salt);
  return {.fields = fields_of(entry, secrets.told_actor(entry)),
          .salt = std::string(secrets.salt()),
          .parts = std::move(locked),
          .index = index};
}

tlog::Hash commitment_to(const Recorded& entry, std::uint64_t index, std::string_view record_salt,
                         const tlog::Hash& content) {
  const Secrets secrets(index, record_salt);
  return commitment_of(secrets.salt(), fields_of(entry, secrets.told_actor(entry)), content);
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
