#include "lib/tlog/merkle.hpp"

#include <algorithm>
#include <bit>

namespace gandan::tlog {
namespace {

/// Leaves [first, end).
struct Range {
  std::uint64_t first = 0;
  std::uint64_t end = 0;

  [[nodiscard]] std::uint64_t size() const { return end - first; }
  /// Where RFC 6962 parts it: after the largest power of two smaller than its size.
  [[nodiscard]] std::uint64_t split() const { return first + std::bit_floor(size() - 1); }
};

/// The hash over a range that begins at a multiple of its size's next power of two, as every range
/// does that split() makes of a whole tree. Goes from its right end, where the smallest perfect
/// subtree is.
std::optional<Hash> range_hash(Range range, const HashSource& source) {
  std::optional<Hash> hash;
  while (range.size() > 0) {
    const auto level = static_cast<unsigned>(std::countr_zero(range.size()));
    const auto left = source({level, (range.end >> level) - 1});
    if (!left) return std::nullopt;
    hash = hash ? node_hash(*left, *hash) : *left;
    range.end -= std::uint64_t{1} << level;
  }
  return hash;
}

/// The hashes over the ranges, the last one first.
std::optional<Proof> proof_over(const std::vector<Range>& ranges, const HashSource& source) {
  Proof proof;
  for (auto range = ranges.rbegin(); range != ranges.rend(); ++range) {
    const auto hash = range_hash(*range, source);
    if (!hash) return std::nullopt;
    proof.push_back(*hash);
  }
  return proof;
}

/// A way up from a leaf beside the last leaf's: each step goes to the parents of both.
struct Climb {
  std::uint64_t leaf;
  std::uint64_t last;

  void up() {
    leaf >>= 1;
    last >>= 1;
  }
  [[nodiscard]] bool is_right_child() const { return (leaf & 1) != 0; }
  /// Whether the next hash of a proof stands to the left. The last node of a level without a
  /// sibling goes up until it is a right child.
  [[nodiscard]] bool takes_left() {
    if (!is_right_child() && leaf != last) return false;
    while (!is_right_child() && leaf != 0) up();
    return true;
  }
};

}  // namespace

Hash root(std::span<const Hash> leaves) {
  if (leaves.empty()) return empty_root();
  if (leaves.size() == 1) return leaves[0];
  const std::size_t split = std::bit_floor(leaves.size() - 1);
  return node_hash(root(leaves.first(split)), root(leaves.subspan(split)));
}

std::optional<Hash> root(std::uint64_t size, const HashSource& source) {
  if (size > max_size) return std::nullopt;
  return size == 0 ? empty_root() : range_hash({0, size}, source);
}

std::optional<Proof> inclusion_proof(std::uint64_t index, std::uint64_t size,
                                     const HashSource& source) {
  if (index >= size || size > max_size) return std::nullopt;
  std::vector<Range> siblings;
  for (Range range{0, size}; range.size() > 1;) {
    const std::uint64_t split = range.split();
    if (index < split) {
      siblings.push_back({split, range.end});
      range.end = split;
    } else {
      siblings.push_back({range.first, split});
      range.first = split;
    }
  }
  return proof_over(siblings, source);
}

std::optional<Proof> consistency_proof(std::uint64_t old_size, std::uint64_t size,
                                       const HashSource& source) {
  if (old_size > size || size > max_size) return std::nullopt;
  if (old_size == 0) return Proof{};
  std::vector<Range> parts;
  Range range{0, size};
  while (range.end != old_size) {
    const std::uint64_t split = range.split();
    if (old_size <= split) {
      parts.push_back({split, range.end});
      range.end = split;
    } else {
      parts.push_back({range.first, split});
      range.first = split;
    }
  }
  if (range.first != 0) parts.push_back(range);  // else it is the old root, which is known
  return proof_over(parts, source);
}

bool verify_inclusion(const Leaf& leaf, const TreeHead& head, std::span<const Hash> proof) {
  if (leaf.index >= head.size || head.size > max_size) return false;
  Climb climb{leaf.index, head.size - 1};
  Hash hash = leaf.hash;
  for (const Hash& sibling : proof) {
    if (climb.last == 0) return false;
    hash = climb.takes_left() ? node_hash(sibling, hash) : node_hash(hash, sibling);
    climb.up();
  }
  return climb.last == 0 && hash == head.root;
}

bool verify_consistency(const TreeHead& earlier, const TreeHead& later,
                        std::span<const Hash> proof) {
  if (earlier.size == 0 || earlier.size > later.size || later.size > max_size) return false;
  if (earlier.size == later.size) return proof.empty() && earlier.root == later.root;
  // The climb starts at the largest perfect subtree that ends the earlier tree. Where it is the
  // whole of it, its hash is the earlier root, else the first of the proof.
  Climb climb{earlier.size - 1, later.size - 1};
  while (climb.is_right_child()) climb.up();
  Hash start = earlier.root;
  if (!std::has_single_bit(earlier.size)) {
    if (proof.empty()) return false;
    start = proof.front();
    proof = proof.subspan(1);
  }
  Hash old_root = start, new_root = start;
  for (const Hash& sibling : proof) {
    if (climb.last == 0) return false;
    if (climb.takes_left()) {
      old_root = node_hash(sibling, old_root);
      new_root = node_hash(sibling, new_root);
    } else {
      new_root = node_hash(new_root, sibling);
    }
    climb.up();
  }
  return climb.last == 0 && old_root == earlier.root && new_root == later.root;
}

}  // namespace gandan::tlog
