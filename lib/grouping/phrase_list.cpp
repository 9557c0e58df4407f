#include "lib/grouping/phrase_list.hpp"

#include <algorithm>

#include "lib/text/fold.hpp"

namespace gandan::grouping {

PhraseList::PhraseList(std::string_view list) {
  while (!list.empty()) {
    const std::size_t end = std::min(list.find(','), list.size());
    std::string phrase;
    for (const Word& word : read(list.substr(0, end)).words) {
      if (!phrase.empty()) phrase += ' ';
      text::fold_append(phrase, word.text, text::Fold::placement);
    }
    keys_.insert(phrase);
    list.remove_prefix(std::min(end + 1, list.size()));
  }
}

std::size_t PhraseList::match(const std::vector<Word>& words, std::size_t at,
                              std::size_t end) const {
  std::string phrase;
  std::size_t found = 0;
  for (std::size_t n = 0; n < longest && at + n < end; ++n) {
    if (words[at + n].segment != words[at].segment) break;
    if (n > 0) phrase += ' ';
    text::fold_append(phrase, words[at + n].text, text::Fold::placement);
    if (keys_.contains(phrase)) found = n + 1;
  }
  return found;
}

std::size_t PhraseList::match_end(const std::vector<Word>& words, std::size_t begin,
                                  std::size_t end) const {
  for (std::size_t n = std::min(longest, end - begin); n > 0; --n)
    if (match(words, end - n, end) == n) return n;
  return 0;
}

}  // namespace gandan::grouping
