#include "kernel/journal/opening.hpp"

#include "lib/crypto/hash.hpp"

namespace gandan::journal {
namespace {

void add_counted(std::string& to, std::string_view bytes) {
  to += std::to_string(bytes.size());
  to += ':';
  to += bytes;
}

}  // namespace

std::string part_key(std::string_view record_salt, std::string_view name) {
  return crypto::hmac_sha256(record_salt, name);
}

tlog::Hash hash_of(const Part& part) {
  if (part.hidden) return *part.hidden;
  std::string bytes = part.key;
  add_counted(bytes, part.name);
  add_counted(bytes, part.value);
  return tlog::leaf_hash(bytes);
}

tlog::Hash content_of(std::span<const tlog::Hash> parts) {
  return tlog::root(parts);
}

tlog::Hash commitment_of(std::string_view salt, std::string_view fields,
                         const tlog::Hash& content) {
  return crypto::sha256_of({salt, fields, tlog::bytes_of(content)});
}

std::string log_entry(const tlog::Hash& commitment) {
  return "gandan log 2\n" + std::string(tlog::bytes_of(commitment));
}

tlog::Hash log_leaf(const tlog::Hash& commitment) {
  return tlog::leaf_hash(log_entry(commitment));
}

tlog::Hash leaf_of(const Opening& opening) {
  std::vector<tlog::Hash> hashes;
  for (const Part& part : opening.parts) hashes.push_back(hash_of(part));
  return log_leaf(commitment_of(opening.salt, opening.fields, content_of(hashes)));
}

}  // namespace gandan::journal
