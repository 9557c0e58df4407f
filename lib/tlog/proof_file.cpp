#include "lib/tlog/proof_file.hpp"

#include "lib/crypto/encoding.hpp"
#include "lib/tlog/lines.hpp"

namespace gandan::tlog {
namespace {

constexpr std::string_view proof_file_start = "c2sp.org/tlog-proof@v1";

/// Whether the bytes are a note whose text is a checkpoint.
bool is_checkpoint_note(std::string_view bytes) {
  const auto note = parse_note(bytes);
  return note && parse_checkpoint(note->text);
}

/// A line "key number".
std::optional<std::uint64_t> numbered(std::optional<std::string_view> line, std::string_view key) {
  const auto value = line ? value_of(*line, key) : std::nullopt;
  return value ? parse_number(*value) : std::nullopt;
}

}  // namespace

std::string text_of(const ProofFile& file) {
  std::string text(proof_file_start);
  text += '\n';
  if (file.extra) text += "extra " + crypto::base64(*file.extra) + '\n';
  return text + "index " + std::to_string(file.index) + '\n' + proof_lines(file.proof) +
         file.checkpoint;
}

std::optional<ProofFile> parse_proof_file(std::string_view text) {
  if (take_line(text) != proof_file_start) return std::nullopt;
  ProofFile file;
  auto line = take_line(text);
  if (const auto extra = line ? value_of(*line, "extra") : std::nullopt) {
    file.extra = crypto::from_base64(*extra);
    if (!file.extra) return std::nullopt;
    line = take_line(text);
  }
  const auto index = numbered(line, "index");
  auto proof = index ? take_proof(text) : std::nullopt;
  if (!proof || !is_checkpoint_note(text)) return std::nullopt;
  file.index = *index;
  file.proof = std::move(*proof);
  file.checkpoint = text;
  return file;
}

Result<VerifiedCheckpoint, Refusal> verify(const ProofFile& file, const Hash& leaf_hash,
                                           const Trust& trust) {
  auto opened = open_checkpoint(file.checkpoint, trust);
  if (opened && !verify_inclusion({file.index, leaf_hash}, opened->checkpoint.head, file.proof))
    return fail(Refusal{Fault::not_proved, {}});
  return opened;
}

std::string text_of(const AddCheckpoint& request) {
  return "old " + std::to_string(request.old_size) + '\n' + proof_lines(request.proof) +
         request.checkpoint;
}

std::optional<AddCheckpoint> parse_add_checkpoint(std::string_view text) {
  const auto old_size = numbered(take_line(text), "old");
  auto proof = old_size ? take_proof(text) : std::nullopt;
  if (!proof || (*old_size == 0 && !proof->empty()) || !is_checkpoint_note(text))
    return std::nullopt;
  return AddCheckpoint{*old_size, std::move(*proof), std::string(text)};
}

}  // namespace gandan::tlog
