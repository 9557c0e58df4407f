#include "lib/grouping/phrases.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "lib/grouping/talk.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::grouping {

namespace {

constexpr double kEverybody = 0.05;  // of all texts: what so many write is nobody's own matter
constexpr double kFew = 20;          // texts, of which a share says nothing yet
constexpr double kWord = 0.3;        // bond of two syllables of one word
constexpr double kMostly = 0.4;      // of a syllable's uses, that are beside another
constexpr double kSeen = 3;          // texts with a pair, of which a share says something
constexpr double kPull = 0.8;        // of the bond within, that is enough of one to the outside

std::uint32_t pair_key(const std::vector<Word>& words, std::size_t i) {
  return phrase_key(words[i].key, words[i + 1].key);
}

bool has_letter(const Word& word) {
  return word.text.find_first_not_of("0123456789.,/-") != std::string_view::npos;
}

bool is_word(const Word& word) {
  return word.text.find_first_of("0123456789") == std::string_view::npos &&
         text::length(word.text) >= 2;
}

bool is_name(const std::vector<Word>& words, std::size_t i) {
  return i + 1 < words.size() && are_joined(words[i], words[i + 1]) && is_capitalised(words[i]) &&
         is_capitalised(words[i + 1]);
}

/// The bond within a phrase: a name holds together, however seldom it is written.
double inner_bond(const std::vector<Word>& words, std::size_t i, const KnownTexts& known) {
  return is_name(words, i) ? 1 : bond(words, i, known);
}

/// Whether the word at one end of a phrase belongs more to the one outside, by the pairs that it
/// makes with either: its bond is firmer, or about as firm where enough write it, or more write it.
/// Half of a name is as bad as half of a word.
bool is_pulled(const std::vector<Word>& words, std::size_t outside, std::size_t inside,
               const KnownTexts& known) {
  if (is_name(words, inside)) return false;
  if (is_name(words, outside)) return true;
  const double out = bond(words, outside, known), in = bond(words, inside, known);
  const double share = known.share(pair_key(words, outside));
  if (out == 0 || share * known.count < kSeen) return out > in;
  return out > kPull * in || share >= known.share(pair_key(words, inside));
}
bool is_particle(const std::vector<Word>& words, std::size_t i) {
  return particles().match(words, i, i + 1) > 0;
}
/// Whether the first word belongs more to the one before the phrase.
bool is_pulled_left(const std::vector<Word>& words, const Phrase& phrase, const KnownTexts& known) {
  return phrase.begin > 0 && !is_particle(words, phrase.begin - 1) &&
         is_pulled(words, phrase.begin - 1, phrase.begin, known);
}
/// Whether the last word belongs more to the one behind the phrase.
bool is_pulled_right(const std::vector<Word>& words, const Phrase& phrase,
                     const KnownTexts& known) {
  return phrase.end < words.size() && !is_particle(words, phrase.end) &&
         is_pulled(words, phrase.end - 1, phrase.end - 2, known);
}

bool is_adjunct(const std::vector<Word>& words, std::size_t i) {
  return adjuncts().match(words, i, i + 1) > 0;
}

/// Whether an adjunct and its neighbour within the phrase are one word: "nhà văn hóa", "thiểu số".
bool is_one_word(const std::vector<Word>& words, std::size_t pair, std::size_t neighbour,
                 const KnownTexts& known) {
  if (is_adjunct(words, neighbour)) return false;
  return bond(words, pair, known) >= kWord ||
         known.share(pair_key(words, pair)) >= kMostly * known.share(words[neighbour].key);
}

/// How many words at the beginning say nothing of the matter.
std::size_t talk_at_begin(const std::vector<Word>& words, const Phrase& phrase,
                          const KnownTexts& known) {
  const std::size_t talk = std::max(formulae().match(words, phrase.begin, phrase.end),
                                    particles().match(words, phrase.begin, phrase.end));
  if (talk > 0) return talk;
  return is_adjunct(words, phrase.begin) &&
                 !is_one_word(words, phrase.begin, phrase.begin + 1, known)
             ? 1
             : 0;
}
/// The same at its end.
std::size_t talk_at_end(const std::vector<Word>& words, const Phrase& phrase,
                        const KnownTexts& known) {
  const std::size_t talk = std::max(formulae().match_end(words, phrase.begin, phrase.end),
                                    particles().match_end(words, phrase.begin, phrase.end));
  if (talk > 0) return talk;
  return is_adjunct(words, phrase.end - 1) &&
                 !is_one_word(words, phrase.end - 2, phrase.end - 2, known)
             ? 1
             : 0;
}

/// Where a phrase falls in two; its end where it does not.
std::size_t joint_of(const std::vector<Word>& words, const Phrase& phrase) {
  std::size_t i = phrase.begin;
  while (i < phrase.end && joints().match(words, i, i + 1) == 0) ++i;
  return i;
}

/// Whether it names somebody or a place ("thôn Nà Pài") and says no more: what the matter is stays
/// unknown. In a text in capitals nobody can tell.
bool is_only_a_name(const std::vector<Word>& words, const Phrase& phrase) {
  std::size_t i = phrase.begin;
  while (i < phrase.end && (is_capitalised(words[i]) || is_adjunct(words, i))) ++i;
  return i == phrase.end && is_capitalised(words[i - 1]) &&
         !std::all_of(words.begin(), words.end(), is_capitalised);
}

}  // namespace

bool are_joined(const Word& word, const Word& next) {
  if (word.segment != next.segment || !has_letter(word) || !has_letter(next)) return false;
  const char* end = word.text.data() + word.text.size();
  return std::all_of(end, next.text.data(), [](char c) { return c == ' '; });
}

double bond(const std::vector<Word>& words, std::size_t i, const KnownTexts& known) {
  if (i + 1 >= words.size() || !are_joined(words[i], words[i + 1])) return 0;
  const double apart = known.share(words[i].key) * known.share(words[i + 1].key);
  return apart > 0 ? known.share(pair_key(words, i)) / std::sqrt(apart) : 0;
}

Phrase trimmed(const std::vector<Word>& words, Phrase phrase, const KnownTexts& known) {
  while (phrase.size() > 1) {
    if (is_pulled_left(words, phrase, known)) {
      ++phrase.begin;
    } else if (is_pulled_right(words, phrase, known)) {
      --phrase.end;
    } else if (const std::size_t front = talk_at_begin(words, phrase, known); front > 0) {
      phrase.begin += front;
    } else if (const std::size_t back = talk_at_end(words, phrase, known); back > 0) {
      phrase.end -= back;
    } else if (const std::size_t joint = joint_of(words, phrase); joint < phrase.end) {
      const Phrase left{phrase.begin, joint}, right{joint + 1, phrase.end};
      phrase = left.size() < right.size() ? right : left;
    } else {
      break;
    }
  }
  return phrase;
}

Phrase grown(const std::vector<Word>& words, Phrase phrase, const KnownTexts& known) {
  while (phrase.size() < longest_phrase && is_pulled_left(words, phrase, known)) --phrase.begin;
  while (phrase.size() < longest_phrase && is_pulled_right(words, phrase, known)) ++phrase.end;
  return phrase;
}

bool says_something(const std::vector<Word>& words, const Phrase& phrase, const KnownTexts& known) {
  const auto first = words.begin() + static_cast<std::ptrdiff_t>(phrase.begin);
  if (std::count_if(first, first + static_cast<std::ptrdiff_t>(phrase.size()), is_word) < 2)
    return false;
  if (vague_words().match(words, phrase.begin, phrase.end) == phrase.size() ||
      is_only_a_name(words, phrase))
    return false;
  for (std::size_t i = phrase.begin; i + 1 < phrase.end; ++i) {
    const double share = known.share(pair_key(words, i));
    if (share <= kEverybody || share * known.count <= kFew) return true;
  }
  return false;
}

std::string_view spelling(const std::vector<Word>& words, const Phrase& phrase) {
  const std::string_view first = words[phrase.begin].text, last = words[phrase.end - 1].text;
  return {first.data(), static_cast<std::size_t>(last.data() + last.size() - first.data())};
}

void say(std::vector<std::string>& said, std::string_view phrase, std::size_t most) {
  for (std::string& other : said) {
    if (other.find(phrase) != std::string::npos) return;
    if (phrase.find(other) == std::string_view::npos) continue;
    other = phrase;
    return;
  }
  if (said.size() < most) said.emplace_back(phrase);
}

}  // namespace gandan::grouping
