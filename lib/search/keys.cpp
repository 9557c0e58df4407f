#include "lib/search/keys.hpp"

#include <algorithm>

#include "lib/text/fold.hpp"
#include "lib/text/tokens.hpp"

namespace gandan::search {
namespace {

/// Bytes; PostgreSQL takes lexemes of 2046 at most. Longer than any word, a link's part or a
/// number.
constexpr std::size_t longest_word = 255;

std::string_view cut(std::string_view word) {
  if (word.size() <= longest_word) return word;
  std::size_t end = longest_word;
  while (end > 0 && (word[end] & 0xc0) == 0x80) --end;  // not inside a letter
  return word.substr(0, end);
}

/// Takes the first part off a number or a date: "1.234,5" is looked for by 1, 234 and 5. A word has
/// no such marks inside.
std::string_view take_part(std::string_view& word) {
  std::size_t end = std::min(word.find_first_of(".,/-"), word.size());
  std::string_view part = word.substr(0, end);
  word.remove_prefix(std::min(end + 1, word.size()));
  return part;
}

}  // namespace

Keys keys(std::string_view text, std::size_t most) {
  Keys out;
  thread_local std::vector<text::Token> tokens;
  std::string lower = text::fold(text, text::Fold::exact);
  text::tokens(lower, tokens);
  for (const text::Token& token : tokens) {
    if (token.kind == text::TokenKind::reference) continue;  // its parts follow
    for (std::string_view rest = token.text; !rest.empty();) {
      if (out.exact.size() == most) return out;
      const std::string_view word = cut(take_part(rest));
      std::string folded = text::fold(word);
      if (folded.empty()) continue;  // a mark without a letter: no engine can look for nothing
      out.exact.emplace_back(word);
      out.folded.push_back(std::move(folded));
    }
  }
  return out;
}

}  // namespace gandan::search
