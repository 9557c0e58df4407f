#include "lib/grouping/hints.hpp"

#include <algorithm>

#include "lib/grouping/reading.hpp"

namespace gandan::grouping {

namespace {

constexpr float kOtherBody = 0.9F;    // where the bodies asked differ
constexpr float kOtherField = 0.65F;  // where the fields' names share no word

Label label_of(const std::vector<Word>& words) {
  Label label = 0;
  for (const Word& word : words) label = phrase_key(label, word.key) | 1U;
  return label;
}

}  // namespace

Hints hints_of(const Document& document) {
  const Reading field = read(document.field);
  Hints hints{.body = label_of(read(document.addressed_to).words),
              .field = label_of(field.words),
              .place = label_of(read(document.place).words)};
  auto& keys = hints.field_words;
  for (const Word& word : field.words) keys.push_back(word.key);
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  return hints;
}

float agreement(const Hints& a, const Hints& b) {
  float factor = 1;
  if (a.body != 0 && b.body != 0 && a.body != b.body) factor *= kOtherBody;
  if (a.field != b.field && !a.field_words.empty() && !b.field_words.empty()) {
    const auto shared =
        std::count_if(a.field_words.begin(), a.field_words.end(), [&](std::uint32_t key) {
          return std::binary_search(b.field_words.begin(), b.field_words.end(), key);
        });
    const float overlap = static_cast<float>(shared) /
                          static_cast<float>(std::min(a.field_words.size(), b.field_words.size()));
    factor *= kOtherField + (1 - kOtherField) * overlap;
  }
  return factor;
}

}  // namespace gandan::grouping
