// Invented petitions for measuring scale: requests × places × wordings, with known duplicates.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace gandan::grouping::bench {

struct Synthetic {
  std::string text;
  std::uint32_t request = 0;  // equal for wordings of one request at one place
};

/// The first `count` petitions of a fixed sequence. About a third ask what others ask: most in twos
/// to fives, a few in hundreds (campaigns). The vocabulary grows with the corpus, as it does in
/// life.
[[nodiscard]] std::vector<Synthetic> synthetic(std::size_t count, std::uint32_t seed = 1);

}  // namespace gandan::grouping::bench
