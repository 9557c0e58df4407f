#include "lib/grouping/phrases.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <unordered_set>

#include "lib/text/fold.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::grouping {

namespace {

constexpr double kEverybody = 0.05;  // of all texts: what so many write is nobody's own matter
constexpr double kFew = 20;          // texts, of which a share says nothing yet

/// Words that lead to what a phrase is about and close none: no phrase begins or ends with one. In
/// lower case but with their marks: without them "sách và" would be as good as "sách vở".
bool is_particle(const Word& word) {
  static const std::unordered_set<std::string> particles = [] {
    std::unordered_set<std::string> folded;
    for (const Word& each : read(R"(
và hoặc của cho với trong ngoài khi theo về tại ở từ đến để nhằm do vì bởi nên thì mà là có được bị
các những một mỗi mọi này đó đã đang sẽ vẫn còn cũng rất chưa ngày sau trước như nhưng tuy sớm
the a an of and or to in on at for with by from is are be that this our its)")
                                .words)
      folded.insert(text::fold(each.text, text::Fold::placement));
    return folded;
  }();
  return particles.contains(text::fold(word.text, text::Fold::placement));
}

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

/// The bond within a phrase: a name holds together, however seldom it is written.
double inner_bond(const std::vector<Word>& words, std::size_t i, const KnownTexts& known) {
  return is_capitalised(words[i]) && is_capitalised(words[i + 1]) ? 1 : bond(words, i, known);
}

/// Whether the first word belongs more to the one before the phrase.
bool is_pulled_left(const std::vector<Word>& words, const Phrase& phrase, const KnownTexts& known) {
  return phrase.begin > 0 &&
         bond(words, phrase.begin - 1, known) > inner_bond(words, phrase.begin, known);
}
/// Whether the last word belongs more to the one behind the phrase.
bool is_pulled_right(const std::vector<Word>& words, const Phrase& phrase,
                     const KnownTexts& known) {
  return bond(words, phrase.end - 1, known) > inner_bond(words, phrase.end - 2, known);
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
  while (phrase.size() > 1 &&
         (is_particle(words[phrase.begin]) || is_pulled_left(words, phrase, known)))
    ++phrase.begin;
  while (phrase.size() > 1 &&
         (is_particle(words[phrase.end - 1]) || is_pulled_right(words, phrase, known)))
    --phrase.end;
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
