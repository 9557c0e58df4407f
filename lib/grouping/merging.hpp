// Joins units into clusters by the mean similarity of their pairs (average link, UPGMA): a chain of
// neighbours does not pull two unlike ends together.
#pragma once
#include <cstdint>
#include <vector>

#include "lib/grouping/neighbours.hpp"

namespace gandan::grouping {

/// The cluster of each unit: the least number of its units. `graph` holds each pair once, at its
/// smaller unit; a pair that is not there counts as 0. Clusters are joined while the mean over the
/// pairs between them is at least `threshold`.
[[nodiscard]] std::vector<std::uint32_t> merge(const Graph& graph, float threshold);

}  // namespace gandan::grouping
