// Any bytes as a path of a tile, as a bundle of entries, and as the one tile of a log.
#include <cstdint>
#include <cstdlib>

#include "lib/tlog/tile_reader.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gandan::tlog;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (const auto name = parse_tile_path(bytes); name && path_of(*name) != bytes) std::abort();
  if (const auto entries = parse_entries(bytes)) {
    std::string again;
    for (const std::string_view entry : *entries) put_entry(again, entry);
    if (again != bytes) std::abort();
  }
  const std::uint64_t leaves = size / sizeof(Hash);
  TileReader reader(leaves, [&](const TileName&) { return std::optional<std::string>(bytes); });
  const auto head = reader.root();
  const auto proof = reader.inclusion_proof(0);
  if (!head || !proof) return 0;
  if (!verify_inclusion({0, *reader.hash({0, 0})}, {leaves, *head}, *proof)) std::abort();
  return 0;
}
