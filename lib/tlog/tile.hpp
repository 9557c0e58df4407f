// The files of a log (C2SP tlog-tiles): tiles of 256 hashes, bundles of 256 entries, their paths,
// and which of them a log of some size has.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lib/tlog/hash.hpp"

namespace gandan::tlog {

/// Levels of a tree that one tile spans.
inline constexpr unsigned tile_height = 8;
/// Hashes in a full tile, entries in a full bundle.
inline constexpr std::uint64_t tile_width = 1 << tile_height;
/// Levels of tiles that a log of max_size leaves has.
inline constexpr unsigned tile_levels = 8;

/// A tile's hash `i` is the root of the perfect subtree of 256^level leaves with the index
/// `index` · 256 + i.
struct TileName {
  std::optional<unsigned> level;  ///< nothing: a bundle of entries, beside the tile of level 0
  std::uint64_t index = 0;
  std::uint64_t width = tile_width;  ///< 1…256; fewer than 256 are a partial tile

  [[nodiscard]] bool is_partial() const { return width < tile_width; }
  bool operator==(const TileName&) const = default;
};

struct Tile {
  TileName name;
  std::string bytes;
};

/// "tile/0/x001/x234/067", "tile/1/000.p/17", "tile/entries/000": as it stands after a log's
/// address.
[[nodiscard]] std::string path_of(const TileName& name);
/// Nothing for whatever path_of() does not write.
[[nodiscard]] std::optional<TileName> parse_tile_path(std::string_view path);

/// The tiles of hashes that a log of `size` leaves has and one of `old_size` had not, level by
/// level. From 0: all of them. `size` is at most max_size.
[[nodiscard]] std::vector<TileName> tiles_between(std::uint64_t old_size, std::uint64_t size);

/// The bytes of a tile: its hashes one after the other.
[[nodiscard]] std::string tile_bytes(std::span<const Hash> hashes);
/// Nothing where the bytes are no whole number of hashes.
[[nodiscard]] std::optional<std::vector<Hash>> parse_tile(std::string_view bytes);

/// Appends an entry to a bundle: its length in two bytes, then its bytes. Throws
/// std::invalid_argument for an entry of more than 65,535 bytes.
void put_entry(std::string& bundle, std::string_view entry);
/// Views into the bundle; nothing where it does not end with an entry's end.
[[nodiscard]] std::optional<std::vector<std::string_view>> parse_entries(std::string_view bundle);

}  // namespace gandan::tlog
