#include "lib/grouping/explain.hpp"

#include <algorithm>
#include <set>
#include <tuple>

#include "lib/text/utf8.hpp"

namespace gandan::grouping {

namespace {

constexpr std::size_t kTerms = 6;
constexpr std::size_t kReferences = 4;
constexpr std::size_t kLongest = 6;  // words in a phrase

/// Words [begin, end) of a reading that the other text has in the same order.
struct Run {
  std::size_t begin = 0;
  std::size_t end = 0;
  double score = 0;
};

std::string_view spelling(const Reading& reading, const Run& run) {
  const std::string_view first = reading.words[run.begin].text;
  const std::string_view last = reading.words[run.end - 1].text;
  return {first.data(), static_cast<std::size_t>(last.data() + last.size() - first.data())};
}

std::uint32_t key_of(const Reading& reading, const Run& run) {
  std::uint32_t key = reading.words[run.begin].key;
  for (std::size_t i = run.begin + 1; i < run.end; ++i) key = phrase_key(key, reading.words[i].key);
  return key;
}

/// The part of a run, at most kLongest words, that tells most.
Run best_part(const std::vector<double>& rarity, Run run) {
  Run best;
  for (std::size_t begin = run.begin; begin < run.end; ++begin) {
    double sum = 0;
    for (std::size_t end = begin + 1; end <= std::min(run.end, begin + kLongest); ++end) {
      sum += rarity[end - 1];
      if (sum > best.score) best = {begin, end, sum};
    }
  }
  return best;
}

/// Two words or more that are words: "5 km" and half a word are no reason.
bool is_phrase(const std::vector<Word>& words, const Run& run) {
  std::size_t count = 0;
  for (std::size_t i = run.begin; i < run.end; ++i) {
    const std::string_view word = words[i].text;
    const bool has_digit = word.find_first_of("0123456789") != std::string_view::npos;
    count += !has_digit && text::length(word) >= 2 ? 1 : 0;
  }
  return count >= 2;
}

}  // namespace

Explanation explain(const Reading& reading, const Has& other_has, const Rarity& rarity) {
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
    if (shared[i] != 0) telling[i] = rarity(words[i].key);
  }
  std::vector<Run> runs;
  for (std::size_t i = 0; i < words.size();) {
    if (shared[i] == 0) {
      ++i;
      continue;
    }
    Run run{i, i + 1, 0};
    while (run.end < words.size() && shared[run.end] != 0 &&
           words[run.end].segment == words[run.end - 1].segment &&
           other_has(phrase_key(words[run.end - 1].key, words[run.end].key))) {
      ++run.end;
    }
    i = run.end;
    const Run best = best_part(telling, run);
    if (is_phrase(words, best)) runs.push_back(best);
  }
  std::sort(runs.begin(), runs.end(), [](const Run& a, const Run& b) {
    return std::tuple(-a.score, a.begin) < std::tuple(-b.score, b.begin);
  });
  for (const Run& run : runs) {
    if (out.terms.size() == kTerms) break;
    if (seen.insert(key_of(reading, run)).second) out.terms.emplace_back(spelling(reading, run));
  }
  return out;
}

void compare_hints(Explanation& explanation, const Hints& a, const Hints& b) {
  explanation.same_body = a.body != 0 && a.body == b.body;
  explanation.same_field = a.field != 0 && a.field == b.field;
  explanation.same_place = a.place != 0 && a.place == b.place;
}

}  // namespace gandan::grouping
