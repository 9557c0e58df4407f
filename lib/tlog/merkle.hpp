// The Merkle tree of a log (RFC 6962, 2.1): roots, proofs that a leaf is in it, proofs that it only
// grew. Proofs are made from any source of hashes and verified without one (RFC 9162, 2.1).
#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "lib/tlog/hash.hpp"

namespace gandan::tlog {

/// Leaves a log can have: so many that no arithmetic on them overflows.
inline constexpr std::uint64_t max_size = (std::uint64_t{1} << 63) - 1;

/// What a checkpoint tells of a tree.
struct TreeHead {
  std::uint64_t size = 0;  ///< leaves
  Hash root{};
  bool operator==(const TreeHead&) const = default;
};

struct Leaf {
  std::uint64_t index = 0;  ///< the first is 0
  Hash hash{};              ///< leaf_hash() of the entry
};

/// The root of the perfect subtree over the leaves [index << level, (index + 1) << level). The hash
/// of such a one never changes.
struct Node {
  unsigned level = 0;
  std::uint64_t index = 0;
};

/// The hash of a node whose leaves are all in the log; nothing where it cannot be had. Whatever it
/// gives is believed, so what is made of a stranger's hashes is to be verified against a root.
using HashSource = std::function<std::optional<Hash>(Node)>;

/// From the sibling of the leaf up to a child of the root.
using Proof = std::vector<Hash>;

/// The root of a tree of these leaf hashes; of any nodes of one level, what they make together.
[[nodiscard]] Hash root(std::span<const Hash> leaves);

/// The three below: nothing where the source lacks a hash or a number is out of range.
[[nodiscard]] std::optional<Hash> root(std::uint64_t size, const HashSource& source);
/// That the leaf with this index is in the tree of `size` leaves.
[[nodiscard]] std::optional<Proof> inclusion_proof(std::uint64_t index, std::uint64_t size,
                                                   const HashSource& source);
/// That the tree of `size` leaves begins with the tree of `old_size`. Empty from a tree without
/// leaves, with which all begin: verify_consistency() refuses it, as it proves nothing.
[[nodiscard]] std::optional<Proof> consistency_proof(std::uint64_t old_size, std::uint64_t size,
                                                     const HashSource& source);

[[nodiscard]] bool verify_inclusion(const Leaf& leaf, const TreeHead& head,
                                    std::span<const Hash> proof);
/// Refuses an `earlier` head without leaves.
[[nodiscard]] bool verify_consistency(const TreeHead& earlier, const TreeHead& later,
                                      std::span<const Hash> proof);

}  // namespace gandan::tlog
