#include "lib/tlog/checkpoint.hpp"

#include <algorithm>
#include <stdexcept>

#include "lib/tlog/lines.hpp"

namespace gandan::tlog {

std::string text_of(const Checkpoint& checkpoint) {
  std::string text = checkpoint.origin + '\n' + std::to_string(checkpoint.head.size) + '\n' +
                     base64_of(checkpoint.head.root) + '\n';
  for (const std::string& line : checkpoint.extensions) text += line + '\n';
  return text;
}

std::optional<Checkpoint> parse_checkpoint(std::string_view text) {
  if (!is_note_text(text)) return std::nullopt;
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    lines.push_back(*take_line(text));
    if (lines.back().empty()) return std::nullopt;
  }
  if (lines.size() < 3) return std::nullopt;
  const auto size = parse_number(lines[1]);
  const auto root = hash_of_base64(lines[2]);
  if (!size || !root) return std::nullopt;
  return Checkpoint{std::string(lines[0]), {*size, *root}, {lines.begin() + 3, lines.end()}};
}

std::string signed_checkpoint(const Checkpoint& checkpoint, std::span<const Signer> signers,
                              std::chrono::sys_seconds at) {
  Note note{text_of(checkpoint), {}};
  for (const Signer& signer : signers)
    note.signatures.push_back(signature_of(signer, note.text, at));
  std::string bytes = text_of(note);
  if (!parse_note(bytes) || parse_checkpoint(note.text) != checkpoint)
    throw std::invalid_argument("a checkpoint that nobody could read");
  return bytes;
}

Result<VerifiedCheckpoint, Refusal> open_checkpoint(std::string_view note, const Trust& trust) {
  std::vector<VerifierKey> known = trust.log_keys;
  known.insert(known.end(), trust.witnesses.begin(), trust.witnesses.end());
  const auto opened = open_note(note, known);
  if (!opened) return fail(opened.error());
  const auto of = [](const Signature& signature, const std::vector<VerifierKey>& keys) {
    return std::ranges::any_of(keys, [&](const auto& key) { return names(signature, key); });
  };
  VerifiedCheckpoint verified;
  bool is_of_log = false;
  for (const Signature& signature : opened->verified) {
    if (of(signature, trust.log_keys)) is_of_log = true;
    const auto at = cosigned_at(signature.bytes);
    if (at && of(signature, trust.witnesses))
      verified.cosignatures.push_back({signature.key_name, *at});
  }
  if (!is_of_log) return fail(Refusal{Fault::no_known_key, {}});
  auto checkpoint = parse_checkpoint(opened->text);
  if (!checkpoint) return fail(Refusal{Fault::malformed, {}});
  if (checkpoint->origin != trust.origin) return fail(Refusal{Fault::other_log, {}});
  verified.checkpoint = std::move(*checkpoint);
  return verified;
}

}  // namespace gandan::tlog
