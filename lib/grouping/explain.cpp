#include "lib/grouping/explain.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>

#include "lib/grouping/talk.hpp"

namespace gandan::grouping {

namespace {

constexpr std::size_t kTerms = 6;
constexpr std::size_t kReferences = 4;

/// A phrase that the other text has in the same order.
struct Run {
  Phrase phrase;
  double score = 0;
};

/// The part of a run, at most longest_phrase words, that tells most.
Run best_part(const std::vector<double>& rarity, const Phrase& run) {
  Run best;
  for (std::size_t begin = run.begin; begin < run.end; ++begin) {
    double sum = 0;
    for (std::size_t end = begin + 1; end <= std::min(run.end, begin + longest_phrase); ++end) {
      sum += rarity[end - 1];
      if (sum > best.score) best = {{begin, end}, sum};
    }
  }
  return best;
}

/// How many different words of those that are shared are not what everybody says; no more are
/// counted than tell that it is not one word of two syllables.
std::size_t words_of_the_matter(const std::vector<Word>& words, const std::vector<char>& shared) {
  std::set<std::uint32_t> keys;
  for (std::size_t i = 0; i < words.size() && keys.size() <= syllables_of_a_word;) {
    if (shared[i] == 0) {
      ++i;
      continue;
    }
    const std::size_t talk = std::max(
        {formulae().match(words, i), particles().match(words, i), adjuncts().match(words, i)});
    if (talk == 0) keys.insert(words[i].key);
    i += std::max<std::size_t>(talk, 1);
  }
  return keys.size();
}

}  // namespace

bool Explanation::says_enough() const {
  std::size_t syllables = 0;
  for (const std::string& term : terms) syllables += read(term).words.size();
  return same_text || !references.empty() || syllables > syllables_of_a_word;
}

Explanation explain(const Reading& reading, const Has& other_has, const KnownTexts& known) {
  Explanation out;
  std::set<std::uint32_t> seen;
  for (const Reference& reference : reading.references) {
    if (out.references.size() < kReferences && other_has(reference.key) &&
        seen.insert(reference.key).second) {
      out.references.emplace_back(reference.text);
    }
  }

  const auto& words = reading.words;
  std::vector<double> telling(words.size(), 0);
  std::vector<char> shared(words.size(), 0);
  for (std::size_t i = 0; i < words.size(); ++i) {
    shared[i] = !words[i].cue && other_has(words[i].key) ? 1 : 0;
    const double share = shared[i] != 0 ? known.share(words[i].key) : 0;
    if (share > 0) telling[i] = -std::log(share);
  }
  out.words = words_of_the_matter(words, shared);
  std::vector<Run> runs;
  for (std::size_t i = 0; i < words.size();) {
    if (shared[i] == 0) {
      ++i;
      continue;
    }
    Phrase run{i, i + 1};
    while (run.end < words.size() && shared[run.end] != 0 &&
           are_joined(words[run.end - 1], words[run.end]) &&
           other_has(phrase_key(words[run.end - 1].key, words[run.end].key))) {
      ++run.end;
    }
    i = run.end;
    Run best = best_part(telling, run);
    if (best.score == 0) continue;
    best.phrase = trimmed(words, best.phrase, known);
    if (says_something(words, best.phrase, known)) runs.push_back(best);
  }
  std::sort(runs.begin(), runs.end(), [](const Run& a, const Run& b) {
    return std::tuple(-a.score, a.phrase.begin) < std::tuple(-b.score, b.phrase.begin);
  });
  for (const Run& run : runs) say(out.terms, spelling(words, run.phrase), kTerms);
  return out;
}

void compare_hints(Explanation& explanation, const Hints& a, const Hints& b) {
  explanation.same_body = a.body != 0 && a.body == b.body;
  explanation.same_field = a.field != 0 && a.field == b.field;
  explanation.same_place = a.place != 0 && a.place == b.place;
}

}  // namespace gandan::grouping
