// A list of phrases of public language, looked up in the words of a text.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "lib/grouping/reading.hpp"

namespace gandan::grouping {

/// Phrases in lower case but with their marks: without them "bổ sung" would begin with "bộ".
class PhraseList {
 public:
  static constexpr std::size_t longest = 5;  // words

  /// With a comma between two phrases.
  explicit PhraseList(std::string_view list);

  /// How many words from `at` on, all before `end`, make the longest phrase of the list; 0 where
  /// none does.
  [[nodiscard]] std::size_t match(const std::vector<Word>& words, std::size_t at,
                                  std::size_t end) const;
  [[nodiscard]] std::size_t match(const std::vector<Word>& words, std::size_t at) const {
    return match(words, at, words.size());
  }
  /// The same of those before `end`, from `begin` on.
  [[nodiscard]] std::size_t match_end(const std::vector<Word>& words, std::size_t begin,
                                      std::size_t end) const;

 private:
  std::unordered_set<std::string> keys_;
};

}  // namespace gandan::grouping
