#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "lib/grouping/group.hpp"
#include "lib/grouping/reading.hpp"
#include "lib/text/fold.hpp"

namespace gandan::grouping {

namespace {

/// The words as keys, each as often as it stands, in rising order.
std::vector<std::uint32_t> words_of(const Reading& reading, text::Fold level) {
  std::vector<std::uint32_t> keys;
  keys.reserve(reading.words.size());
  for (const Word& word : reading.words) keys.push_back(word_key(text::fold(word.text, level)));
  std::sort(keys.begin(), keys.end());
  return keys;
}

double dice(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b) {
  if (a.empty() || b.empty()) return 0;
  std::size_t shared = 0;
  for (auto x = a.begin(), y = b.begin(); x != a.end() && y != b.end();) {
    if (*x == *y) {
      ++shared, ++x, ++y;
    } else if (*x < *y) {
      ++x;
    } else {
      ++y;
    }
  }
  return 2 * static_cast<double>(shared) / static_cast<double>(a.size() + b.size());
}

}  // namespace

double similarity(const Document& a, const Document& b) {
  const Reading x = read(a.text);
  const Reading y = read(b.text);
  double sum = 0;
  for (const text::Fold level : {text::Fold::placement, text::Fold::markless})
    sum += dice(words_of(x, level), words_of(y, level));
  return sum / 2;
}

}  // namespace gandan::grouping
