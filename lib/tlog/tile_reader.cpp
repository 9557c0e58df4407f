#include "lib/tlog/tile_reader.hpp"

#include <algorithm>
#include <span>

namespace gandan::tlog {

std::optional<std::vector<Hash>> read_tile(const TileName& name, const TileSource& source) {
  TileName found = name;
  auto bytes = source(found);
  if (!bytes && name.is_partial()) {
    found.width = tile_width;
    bytes = source(found);
  }
  if (!bytes || bytes->size() != found.width * sizeof(Hash)) return std::nullopt;
  bytes->resize(name.width * sizeof(Hash));
  return parse_tile(*bytes);
}

std::optional<Hash> TileReader::hash(Node node) {
  const unsigned level = node.level / tile_height;
  const unsigned height = node.level % tile_height;  // above the hashes of its tile
  const std::uint64_t first = node.index << height;
  if (node.level >= 63 || node.index >= size_ >> node.level) return std::nullopt;
  const auto* held = tile(level, first / tile_width);
  if (held == nullptr) return std::nullopt;
  return tlog::root(std::span(*held).subspan(first % tile_width, std::size_t{1} << height));
}

std::optional<Hash> TileReader::root() {
  return tlog::root(size_, hashes());
}

std::optional<Proof> TileReader::inclusion_proof(std::uint64_t index) {
  return tlog::inclusion_proof(index, size_, hashes());
}

std::optional<Proof> TileReader::consistency_proof(std::uint64_t old_size) {
  return tlog::consistency_proof(old_size, size_, hashes());
}

const std::vector<Hash>* TileReader::tile(unsigned level, std::uint64_t index) {
  if (const auto known = tiles_.find({level, index}); known != tiles_.end()) return &known->second;
  const std::uint64_t width = (size_ >> (level * tile_height)) - index * tile_width;
  auto read = read_tile({level, index, std::min(tile_width, width)}, source_);
  return read ? &tiles_.emplace(std::pair(level, index), std::move(*read)).first->second : nullptr;
}

HashSource TileReader::hashes() {
  return [this](Node node) { return hash(node); };
}

}  // namespace gandan::tlog
