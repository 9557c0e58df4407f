// Terms: what two texts are compared by. Words, pairs of words that follow one another (in
// Vietnamese most words are two syllables), and references, each with a damped count.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "lib/grouping/reading.hpp"

namespace gandan::grouping {

struct Term {
  std::uint32_t key = 0;
  float weight = 0;  // damped count; background and pairs count less than words of the request
};

/// A text as terms, sorted by key, each key once.
struct Terms {
  std::vector<Term> terms;
  std::vector<std::uint32_t> request;  // keys of the terms after a cue, sorted, each once
  std::uint64_t text_key = 0;  // equal for texts that differ in case, marks and punctuation alone
};

[[nodiscard]] Terms terms_of(const Reading& reading);
[[nodiscard]] inline Terms terms_of(std::string_view text) {
  return terms_of(read(text));
}

}  // namespace gandan::grouping
