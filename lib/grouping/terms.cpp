#include "lib/grouping/terms.hpp"

#include <algorithm>
#include <cmath>

namespace gandan::grouping {

namespace {

constexpr float kBackground = 0.7F;  // what a word before the request counts, beside 1 within it
constexpr float kPhrase = 0.7F;      // a pair of words, which mostly repeats what its words said
constexpr float kDamping = 0.8F;     // how much less a second mention tells than the first
constexpr float kReference = 2;      // a cited document tells more than a pair of words

}  // namespace

Terms terms_of(const Reading& reading) {
  Terms out;
  std::vector<Term>& terms = out.terms;
  terms.reserve(reading.words.size() * 2);
  std::uint64_t text_key = 0xcbf29ce484222325ULL;
  const Word* before = nullptr;
  for (const Word& word : reading.words) {
    text_key = (text_key ^ word.key) * 0x9e3779b97f4a7c15ULL;
    text_key ^= text_key >> 29;
    if (word.cue) continue;
    const float count = word.request ? 1 : kBackground;
    terms.push_back({word.key, count});
    if (word.request) out.request.push_back(word.key);
    if (before != nullptr && before->segment == word.segment) {
      const std::uint32_t pair = phrase_key(before->key, word.key);
      terms.push_back({pair, kPhrase * count});
      if (word.request) out.request.push_back(pair);
    }
    before = &word;
  }
  out.text_key = text_key;
  for (const Reference& reference : reading.references)
    terms.push_back({reference.key, kReference});

  std::sort(out.request.begin(), out.request.end());
  out.request.erase(std::unique(out.request.begin(), out.request.end()), out.request.end());
  std::stable_sort(terms.begin(), terms.end(),
                   [](const Term& a, const Term& b) { return a.key < b.key; });
  std::size_t kept = 0;
  for (std::size_t i = 0; i < terms.size(); ++kept) {
    Term sum = terms[i++];
    while (i < terms.size() && terms[i].key == sum.key) sum.weight += terms[i++].weight;
    terms[kept] = sum;
  }
  terms.resize(kept);
  for (Term& term : terms) term.weight = std::pow(std::log2(1 + term.weight), kDamping);
  return out;
}

}  // namespace gandan::grouping
