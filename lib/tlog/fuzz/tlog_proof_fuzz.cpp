// Any bytes as a proof file and as a request to a witness: what is read is written again byte for
// byte. And any hashes as proofs: none of them proves what is not there.
#include <cstdint>
#include <cstdlib>
#include <cstring>

#include "lib/tlog/proof_file.hpp"
#include "lib/tlog/tile.hpp"

using namespace gandan::tlog;

namespace {

/// Two numbers, then hashes.
void prove_nothing(std::string_view bytes) {
  std::uint64_t numbers[2];
  if (bytes.size() < sizeof numbers) return;
  std::memcpy(numbers, bytes.data(), sizeof numbers);
  bytes.remove_prefix(sizeof numbers);
  const Proof proof = *parse_tile(bytes.substr(0, bytes.size() / sizeof(Hash) * sizeof(Hash)));
  // A root that was made of nothing else: SHA-256 is broken where a proof leads to it.
  const TreeHead head{numbers[1], leaf_hash("the root of no tree")};
  if (verify_inclusion({numbers[0], leaf_hash("an entry")}, head, proof)) std::abort();
  if (numbers[0] != numbers[1] &&
      verify_consistency({numbers[0], leaf_hash("another root")}, head, proof))
    std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (const auto file = parse_proof_file(bytes); file && text_of(*file) != bytes) std::abort();
  if (const auto request = parse_add_checkpoint(bytes); request && text_of(*request) != bytes)
    std::abort();
  prove_nothing(bytes);
  return 0;
}
