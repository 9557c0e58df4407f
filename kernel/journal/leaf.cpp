#include "kernel/journal/leaf.hpp"

#include "lib/crypto/hash.hpp"

namespace gandan::journal {
namespace {

void add(std::string& to, std::string_view field) {
  to += std::to_string(field.size());
  to += ':';
  to += field;
}

}  // namespace

std::string leaf_hash(const Recorded& e) {
  std::string bytes(1, '\0');
  for (std::int64_t number :
       {e.at.micros, static_cast<std::int64_t>(e.actor_kind), e.actor_id, e.body_id, e.subject_id})
    add(bytes, std::to_string(number));
  for (std::string_view text :
       {std::string_view(e.verb), std::string_view(e.subject_kind), std::string_view(e.detail)})
    add(bytes, text);
  return crypto::sha256(bytes);
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
