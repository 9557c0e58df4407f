#include "lib/search/keys.hpp"

#include "lib/text/fold.hpp"
#include "lib/text/tokens.hpp"

namespace gandan::search {

Keys keys(std::string_view text, std::size_t most) {
  Keys out;
  thread_local std::vector<text::Token> tokens;
  std::string lower = text::fold(text, text::Fold::exact);
  text::tokens(lower, tokens);
  for (std::size_t i = 0; i < tokens.size() && out.exact.size() < most; ++i) {
    const text::Token& token = tokens[i];
    if (token.kind == text::TokenKind::reference) continue;  // its parts follow
    out.exact.emplace_back(token.text);
    out.folded.push_back(text::fold(token.text));
  }
  return out;
}

}  // namespace gandan::search
