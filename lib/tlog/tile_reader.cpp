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

/// Nothing where the log has no such node.
std::optional<TileName> TileReader::tile_of(Node node) const {
  if (node.level >= 63 || node.index >= size_ >> node.level) return std::nullopt;
  const unsigned level = node.level / tile_height;
  const std::uint64_t index = (node.index << node.level % tile_height) / tile_width;
  const std::uint64_t width = (size_ >> (level * tile_height)) - index * tile_width;
  return TileName{level, index, std::min(tile_width, width)};
}

std::optional<Hash> TileReader::hash(Node node) {
  const auto name = tile_of(node);
  const auto* held = name ? tile(*name->level, name->index) : nullptr;
  if (held == nullptr) return std::nullopt;
  const unsigned height = node.level % tile_height;  // above the hashes of its tile
  const std::uint64_t first = node.index << height;
  return tlog::root(std::span(*held).subspan(first % tile_width, std::size_t{1} << height));
}

/// Asks once for the tiles of all nodes that `ask` asks for; those that are not whole, or not
/// there, are looked for one by one.
void TileReader::read_ahead(const std::function<void(const HashSource&)>& ask) {
  if (!source_.many()) return;
  std::vector<TileName> names;
  ask([&](Node node) -> std::optional<Hash> {
    const auto name = tile_of(node);
    if (!name) return std::nullopt;
    const bool is_known = tiles_.contains({*name->level, name->index});
    if (!is_known && std::ranges::find(names, *name) == names.end()) names.push_back(*name);
    return Hash{};
  });
  if (names.empty()) return;
  const auto all = source_.many()(names);
  for (std::size_t i = 0; i < names.size(); ++i)
    if (all.at(i) && all[i]->size() == names[i].width * sizeof(Hash))
      if (auto hashes = parse_tile(*all[i]))
        tiles_.emplace(std::pair(*names[i].level, names[i].index), std::move(*hashes));
}

std::optional<Hash> TileReader::root() {
  read_ahead([&](const HashSource& named) { (void)tlog::root(size_, named); });
  return tlog::root(size_, hashes());
}

std::optional<Proof> TileReader::inclusion_proof(std::uint64_t index) {
  read_ahead([&](const HashSource& named) { (void)tlog::inclusion_proof(index, size_, named); });
  return tlog::inclusion_proof(index, size_, hashes());
}

std::optional<Proof> TileReader::consistency_proof(std::uint64_t old_size) {
  read_ahead(
      [&](const HashSource& named) { (void)tlog::consistency_proof(old_size, size_, named); });
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
