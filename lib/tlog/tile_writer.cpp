#include "lib/tlog/tile_writer.hpp"

#include <bit>
#include <span>
#include <stdexcept>
#include <utility>

namespace gandan::tlog {

std::optional<TileWriter> TileWriter::resume(std::uint64_t size, const TileSource& source) {
  if (size > max_size) return std::nullopt;
  TileWriter writer;
  writer.size_ = writer.taken_ = size;
  for (unsigned level = 0; level < tile_levels; ++level, size /= tile_width) {
    const std::uint64_t width = size % tile_width;
    if (width == 0) continue;
    auto tile = read_tile({level, size / tile_width, width}, source);
    if (!tile) return std::nullopt;
    writer.edge_[level] = std::move(*tile);
  }
  return writer;
}

void TileWriter::append(const Hash& leaf) {
  if (size_ == max_size) throw std::length_error("a log has at most 2^63 - 1 leaves");
  ++size_;
  Hash hash = leaf;
  std::uint64_t index = size_;
  for (unsigned level = 0; level < tile_levels; ++level) {
    std::vector<Hash>& tile = edge_[level];
    tile.push_back(hash);
    if (tile.size() < tile_width) return;
    index /= tile_width;
    full_.push_back({{level, index - 1}, tile_bytes(tile)});
    hash = root(tile);
    tile.clear();
  }
}

TreeHead TileWriter::head() const {
  std::optional<Hash> hash;
  for (const std::vector<Hash>& tile : edge_) {
    // From the right: its perfect subtrees, the smallest first.
    for (std::size_t end = tile.size(); end > 0; end &= end - 1) {
      const std::size_t width = std::size_t{1} << std::countr_zero(end);
      const Hash left = root(std::span(tile).subspan(end - width, width));
      hash = hash ? node_hash(left, *hash) : left;
    }
  }
  return {size_, hash ? *hash : empty_root()};
}

std::vector<Tile> TileWriter::take_changed() {
  std::vector<Tile> changed = std::exchange(full_, {});
  std::uint64_t before = taken_, now = size_;
  for (unsigned level = 0; level < tile_levels && before < now; ++level) {
    const std::vector<Hash>& tile = edge_[level];
    if (!tile.empty())
      changed.push_back({{level, now / tile_width, tile.size()}, tile_bytes(tile)});
    before /= tile_width;
    now /= tile_width;
  }
  taken_ = size_;
  return changed;
}

}  // namespace gandan::tlog
