// Any bytes as what a receipt claims: what is read is written again byte for byte, makes one leaf,
// and says when or nothing.
#include <cstdint>
#include <cstdlib>

#include "kernel/receipts/proof.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gandan;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto claim = receipts::parse_claim(bytes);
  if (!claim) return 0;
  if (receipts::json_of(*claim) != bytes) std::abort();
  (void)receipts::told_by(*claim);
  if (receipts::proof_file(*claim, "", {})) std::abort();
  // Of a log with this one leaf the proof is empty, and it is that leaf alone that it proves.
  const auto leaf = journal::leaf_of(claim->opening);
  journal::Opening other = claim->opening;
  other.salt[0] = static_cast<char>(other.salt[0] ^ 1);
  if (journal::leaf_of(other) == leaf) std::abort();
  if (!tlog::verify_inclusion({0, leaf}, {1, leaf}, {})) std::abort();
  return 0;
}
