#include <algorithm>
#include <string>
#include <unordered_set>

#include "lib/grouping/group.hpp"
#include "lib/grouping/reading.hpp"
#include "lib/text/fold.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::grouping {

namespace {

/// Words with which requests begin in public language and that say nothing of their matter: a title
/// starts after them.
const std::unordered_set<std::uint32_t>& opening_words() {
  static const auto words = [] {
    std::unordered_set<std::uint32_t> keys;
    std::string folded = text::fold(
        "cử tri nhân dân người dân rất cần nên được sớm tiếp tục quan tâm xem xét nghiên cứu chỉ "
        "đạo "
        "tham mưu đề xuất trình rà soát kịp thời khẩn trương phối hợp cùng với và các cơ quan chức "
        "năng liên quan có thẩm quyền cấp bộ ban ngành chính phủ quốc hội trung ương thủ tướng "
        "việc để "
        "please that the to we you");
    for (const Word& word : read(folded).words) keys.insert(word.key);
    return keys;
  }();
  return words;
}

/// The span from one word's beginning to the end of its clause, at most to the end of the text.
std::string_view clause_from(std::string_view text, const std::vector<Word>& words,
                             std::size_t at) {
  const auto begin = static_cast<std::size_t>(words[at].text.data() - text.data());
  const std::size_t end = text.find_first_of(".;!?\n", begin);
  return text.substr(begin, end == std::string_view::npos ? end : end - begin);
}

std::string capitalised(std::string_view phrase) {
  const text::Decoded first = text::decode(phrase, 0);
  std::string upper;
  char32_t c = first.code_point;
  // Letters of Vietnamese: ASCII, Latin-1, then pairs of capital (even) and small (odd) letter.
  if ((c >= 'a' && c <= 'z') || (c >= 0xE0 && c <= 0xFE && c != 0xF7)) {
    c -= 0x20;
  } else if ((c == 0x111 || c == 0x103 || c == 0x129 || c == 0x169 ||
              (c >= 0x1EA0 && c <= 0x1EF9)) &&
             c % 2 == 1) {
    c -= 1;
  } else if (c == 0x1A1 || c == 0x1B0) {
    c -= 1;
  }
  text::append(upper, c);
  return upper.append(phrase.substr(first.size));
}

}  // namespace

std::string title_of(std::string_view text, std::size_t max_characters) {
  const Reading reading = read(text);
  const auto& words = reading.words;
  if (words.empty()) return {};
  const auto request =
      std::find_if(words.begin(), words.end(), [](const Word& word) { return word.request; });
  std::size_t at = request == words.end() ? 0 : static_cast<std::size_t>(request - words.begin());
  if (request != words.end()) {
    std::size_t skip = at;
    while (skip < words.size() && words[skip].segment == words[at].segment &&
           (words[skip].cue || opening_words().contains(words[skip].key))) {
      ++skip;
    }
    constexpr std::size_t kEnough = 3;  // words that must be left of the clause
    if (skip + kEnough <= words.size() && words[skip].segment == words[at].segment) at = skip;
  }
  std::string_view phrase = clause_from(text, words, at);
  if (text::length(phrase) > max_characters) {
    std::string cut = capitalised(text::shorten(phrase, max_characters - 1));
    while (!cut.empty() && (cut.back() == ' ' || cut.back() == ',')) cut.pop_back();
    return cut + "…";
  }
  while (!phrase.empty() &&
         (phrase.back() == ' ' || phrase.back() == ',' || phrase.back() == ':')) {
    phrase.remove_suffix(1);
  }
  return capitalised(phrase);
}

}  // namespace gandan::grouping
