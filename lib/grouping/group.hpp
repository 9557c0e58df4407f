// Grouping (tổng hợp): which petitions of a corpus ask substantially the same and can be answered
// once. A proposal for an officer, who confirms, splits or merges; nothing is merged by machine.
#pragma once
#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "lib/grouping/document.hpp"

namespace gandan::grouping {

/// The few numbers that steer grouping; README.md says how each was found. The defaults serve every
/// corpus alike: none is tuned to a data set.
struct Settings {
  double threshold = 0.46;  // mean similarity that two clusters need to be joined, 0 … 1
  unsigned threads = 2;     // the result does not depend on it
};

/// One document's place in a cluster. `document` is its index in the span that was grouped.
struct Member {
  std::size_t document = 0;
  Explanation explanation;  // beside the representative; similarity 1 for the representative itself
};

/// Documents that ask the same; of one document where nothing resembles it.
struct Cluster {
  std::size_t representative = 0;  // the member nearest to all others
  std::string title;               // a plain phrase from the representative's request
  double cohesion = 1;             // mean similarity of its pairs
  std::vector<Member> members;     // representative first, then by falling similarity
};

/// A partition: every document stands in exactly one cluster. Largest clusters first.
struct Grouping {
  std::vector<Cluster> clusters;
};

/// Groups the documents. Time grows almost linearly with their number; the same documents give the
/// same partition in whatever order they come and however many threads run.
[[nodiscard]] Grouping group(std::span<const Document> documents, const Settings& settings = {});

/// The share of words that two texts have in common, counted as often as they stand (Dice), without
/// a corpus that tells common words from rare ones: 0 … 1, the mean of with marks and without. From
/// `kSameMeaning` on two sentences say the same.
[[nodiscard]] double similarity(const Document& a, const Document& b);
inline constexpr double kSameMeaning = 0.49;

/// A title for a topic: the request of one text as a plain phrase, without the preamble, at most
/// `max_characters` code points and cut at a word.
[[nodiscard]] std::string title_of(std::string_view text, std::size_t max_characters = 120);

}  // namespace gandan::grouping
