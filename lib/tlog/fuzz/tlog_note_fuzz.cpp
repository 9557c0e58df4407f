// Any bytes as a note, a verifier key and a witness's answer: what is read is written again byte
// for byte, and nobody is taken for a signer.
#include <cstdint>
#include <cstdlib>

#include "lib/tlog/note.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gandan::tlog;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  static const Signer signer = make_signer("log", Algorithm::note, std::string(32, 's'));
  if (const auto note = parse_note(bytes)) {
    if (text_of(*note) != bytes) std::abort();
    std::vector<VerifierKey> keys{signer.key};
    keys[0].name = note->signatures[0].key_name;
    if (open_note(bytes, keys)) std::abort();
    Note resigned{note->text, {signature_of(signer, note->text, {})}};
    if (!open_note(text_of(resigned), std::vector{signer.key})) std::abort();
  }
  if (const auto signatures = parse_signatures(bytes); signatures && text_of(*signatures) != bytes)
    std::abort();
  if (const auto key = parse_verifier_key(bytes); key && text_of(*key) != bytes) std::abort();
  return 0;
}
