#include "lib/tlog/note.hpp"

#include <algorithm>
#include <functional>

#include "lib/base/utf8.hpp"
#include "lib/crypto/encoding.hpp"
#include "lib/tlog/big_endian.hpp"
#include "lib/tlog/lines.hpp"

namespace gandan::tlog {
namespace {

constexpr std::size_t most_bytes = 1 << 20;
constexpr std::size_t most_signatures = 100;
constexpr std::size_t id_bytes = 4;
constexpr std::string_view signature_mark = "— ";

std::optional<Signature> parse_signature(std::string_view line) {
  if (!line.starts_with(signature_mark)) return std::nullopt;
  line.remove_prefix(signature_mark.size());
  const std::size_t name_end = line.find(' ');
  if (name_end == std::string_view::npos || !is_key_name(line.substr(0, name_end)))
    return std::nullopt;
  const auto bytes = crypto::from_base64(line.substr(name_end + 1));
  if (!bytes || bytes->size() <= id_bytes) return std::nullopt;
  return Signature{std::string(line.substr(0, name_end)), from_big_endian<std::uint32_t>(*bytes),
                   bytes->substr(id_bytes)};
}

/// Adds it to those, unless one is there that `is_same` says is the same.
void add_once(std::vector<Signature>& list, const Signature& added, auto is_same) {
  if (std::ranges::none_of(list, [&](const Signature& each) { return is_same(each, added); }))
    list.push_back(added);
}

bool is_of_same_key(const Signature& one, const Signature& other) {
  return one.key_id == other.key_id && one.key_name == other.key_name;
}

}  // namespace

bool is_note_text(std::string_view text) {
  return text.ends_with('\n') && is_utf8(text) &&
         std::ranges::none_of(text, [](char c) { return c >= 0 && c < ' ' && c != '\n'; });
}

std::optional<Note> parse_note(std::string_view bytes) {
  if (bytes.size() > most_bytes || !is_note_text(bytes)) return std::nullopt;
  const std::size_t text_end = bytes.rfind("\n\n");
  if (text_end == std::string_view::npos) return std::nullopt;
  auto signatures = parse_signatures(bytes.substr(text_end + 2));
  if (!signatures || signatures->empty()) return std::nullopt;
  return Note{std::string(bytes.substr(0, text_end + 1)), std::move(*signatures)};
}

std::string text_of(const Note& note) {
  return note.text + '\n' + text_of(note.signatures);
}

std::optional<std::vector<Signature>> parse_signatures(std::string_view lines) {
  std::vector<Signature> signatures;
  while (!lines.empty()) {
    const auto line = take_line(lines);
    auto signature = line ? parse_signature(*line) : std::nullopt;
    if (!signature || signatures.size() == most_signatures) return std::nullopt;
    signatures.push_back(std::move(*signature));
  }
  return signatures;
}

std::string text_of(std::span<const Signature> signatures) {
  std::string text;
  for (const Signature& each : signatures) {
    text += signature_mark;
    text += each.key_name + ' ' + crypto::base64(big_endian(each.key_id) + each.bytes) + '\n';
  }
  return text;
}

Signature signature_of(const Signer& signer, std::string_view text, std::chrono::sys_seconds at) {
  return {signer.key.name, key_id(signer.key), sign(signer, text, at)};
}

bool names(const Signature& signature, const VerifierKey& key) {
  return signature.key_name == key.name && signature.key_id == key_id(key);
}

Result<VerifiedNote, Refusal> open_note(std::string_view bytes,
                                        std::span<const VerifierKey> known) {
  const auto note = parse_note(bytes);
  if (!note) return fail(Refusal{Fault::malformed, {}});
  VerifiedNote opened{note->text, {}, {}};
  for (const Signature& signature : note->signatures) {
    const auto is_its = [&](const VerifierKey& key) { return names(signature, key); };
    const auto key = std::ranges::find_if(known, is_its);
    if (key == known.end()) {
      add_once(opened.not_verified, signature, std::equal_to<>());
      continue;
    }
    if (std::ranges::count_if(known, is_its) > 1)
      return fail(Refusal{Fault::ambiguous_key, key->name});
    if (!verify(*key, note->text, signature.bytes))
      return fail(Refusal{Fault::invalid_signature, key->name});
    add_once(opened.verified, signature, is_of_same_key);
  }
  if (opened.verified.empty()) return fail(Refusal{Fault::no_known_key, {}});
  return opened;
}

}  // namespace gandan::tlog
