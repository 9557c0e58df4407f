// Any bytes as the text of a checkpoint: what is read is written again byte for byte, and can be
// signed, cosigned and opened.
#include <cstdint>
#include <cstdlib>

#include "lib/tlog/checkpoint.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gandan::tlog;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  static const std::vector<Signer> signers{
      make_signer("log", Algorithm::note, std::string(32, 'l')),
      make_signer("witness", Algorithm::cosignature, std::string(32, 'w'))};
  const auto checkpoint = parse_checkpoint(bytes);
  if (!checkpoint) return 0;
  if (text_of(*checkpoint) != bytes) std::abort();
  const auto opened = open_checkpoint(signed_checkpoint(*checkpoint, signers, {}),
                                      {checkpoint->origin, {signers[0].key}, {signers[1].key}});
  if (!opened || opened->checkpoint != *checkpoint || opened->cosignatures.size() != 1)
    std::abort();
  return 0;
}
