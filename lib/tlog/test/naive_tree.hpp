// The definitions of RFC 6962, 2.1, word for word and without a thought of speed: what the library
// is compared with. Tests only.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "lib/tlog/merkle.hpp"

namespace gandan::tlog::naive {

using Leaves = std::span<const Hash>;

/// Different leaves, as many as asked for.
inline std::vector<Hash> leaves(std::size_t count) {
  std::vector<Hash> out;
  for (std::size_t i = 0; i < count; ++i) out.push_back(leaf_hash("entry " + std::to_string(i)));
  return out;
}

/// The largest power of two smaller than n.
inline std::size_t power_below(std::size_t n) {
  std::size_t k = 1;
  while (k * 2 < n) k *= 2;
  return k;
}

inline Hash mth(Leaves d) {
  if (d.empty()) return empty_root();
  if (d.size() == 1) return d[0];
  const std::size_t k = power_below(d.size());
  return node_hash(mth(d.first(k)), mth(d.subspan(k)));
}

inline Proof path(std::size_t m, Leaves d) {
  if (d.size() <= 1) return {};
  const std::size_t k = power_below(d.size());
  Proof proof = m < k ? path(m, d.first(k)) : path(m - k, d.subspan(k));
  proof.push_back(m < k ? mth(d.subspan(k)) : mth(d.first(k)));
  return proof;
}

inline Proof subproof(std::size_t m, Leaves d, bool is_known) {
  if (m == d.size()) return is_known ? Proof{} : Proof{mth(d)};
  const std::size_t k = power_below(d.size());
  Proof proof = m <= k ? subproof(m, d.first(k), is_known) : subproof(m - k, d.subspan(k), false);
  proof.push_back(m <= k ? mth(d.subspan(k)) : mth(d.first(k)));
  return proof;
}

/// A source of hashes over leaves.
inline HashSource source(Leaves d) {
  return [d](Node node) -> std::optional<Hash> {
    const std::uint64_t width = std::uint64_t{1} << node.level;
    if ((node.index + 1) * width > d.size()) return std::nullopt;
    return mth(d.subspan(node.index * width, width));
  };
}

}  // namespace gandan::tlog::naive
