#include "kernel/receipts/proof.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/string.hpp>
#include <charconv>

#include "lib/base/utf8.hpp"
#include "lib/crypto/encoding.hpp"
#include "lib/json/json.hpp"
#include "lib/tlog/note.hpp"

namespace gandan::receipts {
namespace {

namespace bj = boost::json;

constexpr std::size_t salt_bytes = 16, key_bytes = 32;
constexpr std::size_t fields_of_an_entry = 8;

bj::object in_json(const journal::Part& part) {
  if (part.hidden) return {{"hash", tlog::base64_of(*part.hidden)}};
  return {{"name", part.name}, {"value", part.value}, {"key", crypto::base64(part.key)}};
}

/// Empty where there is none: the claim is not written so again.
std::string member(const bj::object& object, std::string_view name) {
  const bj::value* value = object.if_contains(name);
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

std::optional<journal::Part> parse_part(const bj::value& value) {
  if (!value.is_object()) return std::nullopt;
  const bj::object& object = value.get_object();
  if (object.contains("hash")) {
    const auto hash = tlog::hash_of_base64(member(object, "hash"));
    return hash ? std::optional(journal::Part{.hidden = hash}) : std::nullopt;
  }
  auto key = crypto::from_base64(member(object, "key"));
  if (!key || key->size() != key_bytes) return std::nullopt;
  return journal::Part{member(object, "name"), member(object, "value"), std::move(*key)};
}

std::optional<std::vector<journal::Part>> parse_parts(const bj::value* list) {
  if (list == nullptr || !list->is_array()) return std::nullopt;
  std::vector<journal::Part> parts;
  std::string last;  // of the names that are shown: each stands once
  for (const bj::value& each : list->get_array()) {
    auto part = parse_part(each);
    if (!part || (!part->hidden && part->name <= last)) return std::nullopt;
    if (!part->hidden) last = part->name;
    parts.push_back(std::move(*part));
  }
  return parts;
}

/// The next field of an entry, taken off.
std::optional<std::string> take_field(std::string_view& fields) {
  std::size_t size = 0;
  const char* end = fields.data() + fields.size();
  const auto read = std::from_chars(fields.data(), end, size);
  if (read.ec != std::errc() || read.ptr == end || *read.ptr != ':') return std::nullopt;
  fields.remove_prefix(static_cast<std::size_t>(read.ptr - fields.data()) + 1);
  if (size > fields.size()) return std::nullopt;
  std::string field(fields.substr(0, size));
  fields.remove_prefix(size);
  return field;
}

}  // namespace

Claim claim_of(journal::Opening opening, std::string log_key,
               const std::function<bool(std::string_view)>& shows) {
  for (journal::Part& part : opening.parts)
    if (!shows(part.name) || !is_utf8(part.value)) part = {.hidden = journal::hash_of(part)};
  return {std::move(opening), std::move(log_key)};
}

std::string json_of(const Claim& claim) {
  bj::array parts;
  for (const journal::Part& part : claim.opening.parts) parts.push_back(in_json(part));
  return json::serialize(bj::object{{"fields", claim.opening.fields},
                                    {"salt", crypto::base64(claim.opening.salt)},
                                    {"parts", std::move(parts)},
                                    {"log_key", claim.log_key}});
}

std::optional<Claim> parse_claim(std::string_view text) {
  const auto read = json::parse(text);
  if (!read || !read->is_object()) return std::nullopt;
  const bj::object& object = read->get_object();
  auto salt = crypto::from_base64(member(object, "salt"));
  auto parts = parse_parts(object.if_contains("parts"));
  if (!salt || salt->size() != salt_bytes || !parts) return std::nullopt;
  Claim claim{{member(object, "fields"), std::move(*salt), std::move(*parts), std::nullopt},
              member(object, "log_key")};
  if (json_of(claim) != text) return std::nullopt;
  return claim;
}

std::optional<Told> told_by(const Claim& claim) {
  std::string_view rest = claim.opening.fields;
  std::vector<std::string> fields;
  for (auto field = take_field(rest); field; field = take_field(rest))
    fields.push_back(std::move(*field));
  if (!rest.empty() || fields.size() != fields_of_an_entry) return std::nullopt;
  // As kernel/journal/leaf.cpp writes them: at, actor kind, actor, body, subject, verb, kind,
  // detail.
  Told told{.at = {}, .verb = fields[5], .kind = fields[6], .id = fields[4]};
  const char* end = fields[0].data() + fields[0].size();
  const auto number = std::from_chars(fields[0].data(), end, told.at.micros);
  if (number.ec != std::errc() || number.ptr != end) return std::nullopt;
  return told;
}

std::optional<std::string> proof_file(const Claim& claim, const std::string& checkpoint,
                                      const tlog::TileSource& tiles) {
  const auto note = tlog::parse_note(checkpoint);
  const auto head = note ? tlog::parse_checkpoint(note->text) : std::nullopt;
  const auto index = claim.opening.index;
  if (!head || !index || *index >= head->head.size) return std::nullopt;
  auto proof = tlog::TileReader(head->head.size, tiles).inclusion_proof(*index);
  if (!proof ||
      !tlog::verify_inclusion({*index, journal::leaf_of(claim.opening)}, head->head, *proof))
    return std::nullopt;
  return tlog::text_of(tlog::ProofFile{json_of(claim), *index, std::move(*proof), checkpoint});
}

}  // namespace gandan::receipts
