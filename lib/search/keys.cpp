#include "lib/search/keys.hpp"

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

}  // namespace

Keys keys(std::string_view text, std::size_t most) {
  Keys out;
  thread_local std::vector<text::Token> tokens;
  std::string lower = text::fold(text, text::Fold::exact);
  text::tokens(lower, tokens);
  for (std::size_t i = 0; i < tokens.size() && out.exact.size() < most; ++i) {
    const text::Token& token = tokens[i];
    if (token.kind == text::TokenKind::reference) continue;  // its parts follow
    const std::string_view word = cut(token.text);
    std::string folded = text::fold(word);
    if (folded.empty()) continue;  // a mark without a letter: no engine can look for nothing
    out.exact.emplace_back(word);
    out.folded.push_back(std::move(folded));
  }
  return out;
}

}  // namespace gandan::search
