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

/// Similarities seen through the neighbours: each text speaks with its nearest ones, so two
/// wordings of one request meet over a third. Cosines, so that the scale is the same in small and
/// large corpora. Only pairs above `floor` are kept, each with the unit of the lesser number.
[[nodiscard]] Graph diffuse(const Graph& similar, float floor, unsigned threads);

}  // namespace gandan::grouping
