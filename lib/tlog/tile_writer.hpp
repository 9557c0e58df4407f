// Appends leaves to a log and tells which tiles they changed. It holds the right edge of the tree
// only: at most 255 hashes a level.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "lib/tlog/merkle.hpp"
#include "lib/tlog/tile.hpp"
#include "lib/tlog/tile_reader.hpp"

namespace gandan::tlog {

class TileWriter {
 public:
  /// Of a log without leaves.
  TileWriter() = default;
  /// Goes on from the tiles of a log of `size` leaves; nothing where one of its right edge is
  /// missing or malformed.
  [[nodiscard]] static std::optional<TileWriter> resume(std::uint64_t size,
                                                        const TileSource& source);

  /// Throws std::length_error after max_size leaves.
  void append(const Hash& leaf);
  [[nodiscard]] TreeHead head() const;
  /// The tiles that tiles_between() names for what was appended since they were last taken. To be
  /// taken at times while many leaves are appended: 8 KiB wait for each 256 of them.
  [[nodiscard]] std::vector<Tile> take_changed();

 private:
  std::uint64_t size_ = 0;
  std::uint64_t taken_ = 0;                          // the size when tiles were last taken
  std::array<std::vector<Hash>, tile_levels> edge_;  // of each level, the tile that is not full
  std::vector<Tile> full_;                           // filled since
};

}  // namespace gandan::tlog
