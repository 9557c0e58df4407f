// Reads a log from its tiles, wherever they lie: a folder, a table, a server.
#pragma once
#include <concepts>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "lib/tlog/merkle.hpp"
#include "lib/tlog/tile.hpp"

namespace gandan::tlog {

/// The bytes of a tile; nothing where there is none of this name. Where to ask costs more than to
/// read, a proof asks for all of its tiles at once.
class TileSource {
 public:
  using One = std::function<std::optional<std::string>(const TileName&)>;
  /// As many as there are names, in their order.
  using Many = std::function<std::vector<std::optional<std::string>>(std::span<const TileName>)>;

  template <std::convertible_to<One> Function>
  TileSource(Function one) : one_(std::move(one)) {}  // NOLINT: a function is one
  TileSource(One one, Many many) : one_(std::move(one)), many_(std::move(many)) {}

  [[nodiscard]] std::optional<std::string> operator()(const TileName& name) const {
    return one_(name);
  }
  [[nodiscard]] const Many& many() const { return many_; }

 private:
  One one_;
  Many many_;
};

/// The hashes of a tile. A partial one that is gone is cut from the full one that followed it.
/// Nothing where both are gone or have another length than their name says.
[[nodiscard]] std::optional<std::vector<Hash>> read_tile(const TileName& name,
                                                         const TileSource& source);

/// The log as it was with `size` leaves. Keeps the tiles that it read, so it serves one question,
/// and one thread. What it says rests on its tiles: of a stranger's, verify it against a
/// checkpoint.
class TileReader {
 public:
  TileReader(std::uint64_t size, TileSource source) : size_(size), source_(std::move(source)) {}

  /// All of them: nothing where a tile is missing or malformed, or the log has not so many leaves.
  [[nodiscard]] std::optional<Hash> hash(Node node);
  [[nodiscard]] std::optional<Hash> root();
  [[nodiscard]] std::optional<Proof> inclusion_proof(std::uint64_t index);
  [[nodiscard]] std::optional<Proof> consistency_proof(std::uint64_t old_size);

 private:
  [[nodiscard]] const std::vector<Hash>* tile(unsigned level, std::uint64_t index);
  [[nodiscard]] HashSource hashes();
  [[nodiscard]] std::optional<TileName> tile_of(Node node) const;
  void read_ahead(const std::function<void(const HashSource&)>& ask);

  std::uint64_t size_;
  TileSource source_;
  std::map<std::pair<unsigned, std::uint64_t>, std::vector<Hash>> tiles_;
};

}  // namespace gandan::tlog
