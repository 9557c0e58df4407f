// Which words that follow one another are a phrase that a person would say. In Vietnamese most
// words are two syllables, and no mark tells where one ends: what else is written tells it.
#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "lib/grouping/reading.hpp"

namespace gandan::grouping {

/// The texts that are known, as far as phrases depend on them.
struct KnownTexts {
  std::function<double(std::uint32_t key)> share;  ///< of those that use a term: 0 none … 1 all
  double count = 0;
};

/// Words [begin, end) of a reading.
struct Phrase {
  std::size_t begin = 0;
  std::size_t end = 0;

  [[nodiscard]] std::size_t size() const { return end - begin; }
};

inline constexpr std::size_t longest_phrase = 7;  // words

/// Whether two words that follow one another can be of one phrase: nothing stands between them, and
/// neither is a number or a date.
[[nodiscard]] bool are_joined(const Word& word, const Word& next);

/// How much word `i` and the one behind it belong together: 0 nobody writes them so … 1 none is
/// ever written without the other. 0 at the end of the text and across a mark.
[[nodiscard]] double bond(const std::vector<Word>& words, std::size_t i, const KnownTexts& known);

/// Takes off at both ends what belongs more to the word outside, and particles: of "điểm tiếp",
/// before "nhận", "điểm" is left, and of "nông nghiệp trong" "nông nghiệp".
[[nodiscard]] Phrase trimmed(const std::vector<Word>& words, Phrase phrase,
                             const KnownTexts& known);
/// Takes in what belongs more to its ends than these to what stands within: "nhận hồ" becomes
/// "tiếp nhận hồ sơ". At most longest_phrase words.
[[nodiscard]] Phrase grown(const std::vector<Word>& words, Phrase phrase, const KnownTexts& known);

/// Whether it can be a reason: two words or more that are words ("5 km" and half a word are none),
/// of which some pair is not what everybody writes.
[[nodiscard]] bool says_something(const std::vector<Word>& words, const Phrase& phrase,
                                  const KnownTexts& known);

/// As it is written.
[[nodiscard]] std::string_view spelling(const std::vector<Word>& words, const Phrase& phrase);
/// Adds a phrase to those that were said; of two of which one is part of the other, the longer
/// stays.
void say(std::vector<std::string>& said, std::string_view phrase, std::size_t most);

}  // namespace gandan::grouping
