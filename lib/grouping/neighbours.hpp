// Which texts of a corpus lie near one another: found without comparing all pairs, then sharpened
// by what their neighbours say.
#pragma once
#include <cstdint>
#include <vector>

#include "lib/grouping/corpus.hpp"

namespace gandan::grouping {

struct Neighbour {
  std::uint32_t unit = 0;
  float similarity = 0;
};

/// For each unit its neighbours by rising number.
using Graph = std::vector<std::vector<Neighbour>>;

/// The nearest units of each by weighted cosine; mutual: where a names b, b names a.
[[nodiscard]] Graph nearest(const Corpus& corpus, unsigned threads);

/// Similarities seen through the neighbours: each text is half itself and half its nearest ones, so
/// two wordings of one request meet over a third. Only pairs above `floor` are kept.
[[nodiscard]] Graph diffuse(const Graph& graph, float floor, unsigned threads);

}  // namespace gandan::grouping
