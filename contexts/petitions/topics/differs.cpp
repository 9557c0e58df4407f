#include "contexts/petitions/topics/differs.hpp"

#include <algorithm>
#include <set>

#include "lib/text/fold.hpp"
#include "lib/text/tokens.hpp"
#include "lib/text/utf8.hpp"

namespace gandan::petitions {
namespace {

/// Of a text: its tokens without the parts of references, and what stands between them.
class TokensOfText {
 public:
  explicit TokensOfText(std::string_view text) : text_(text) {
    for (const text::Token& token : text::tokens(text))
      if (!token.is_part) all_.push_back(token);
  }
  [[nodiscard]] std::size_t size() const { return all_.size(); }
  [[nodiscard]] const text::Token& at(std::size_t i) const { return all_[i]; }
  /// One space alone parts it from the word before.
  [[nodiscard]] bool follows(std::size_t i) const { return i > 0 && before(i) == " "; }
  [[nodiscard]] bool begins_sentence(std::size_t i) const {
    return i == 0 || before(i).find_first_of(".!?:;\n") != std::string_view::npos;
  }
  [[nodiscard]] std::string from_to(std::size_t first, std::size_t last) const {
    const char* begin = all_[first].text.data();
    const std::string_view end = all_[last].text;
    return {begin, end.data() + end.size()};
  }

 private:
  [[nodiscard]] std::string_view before(std::size_t i) const {
    const std::string_view last = all_[i - 1].text;
    const auto begin = static_cast<std::size_t>(last.data() + last.size() - text_.data());
    return text_.substr(begin,
                        static_cast<std::size_t>(all_[i].text.data() - text_.data()) - begin);
  }
  std::string_view text_;
  std::vector<text::Token> all_;
};

bool is_capital(std::string_view word) {
  const std::string written = text::nfc(word), lower = text::fold(word, text::Fold::exact);
  return !written.empty() && !lower.empty() &&
         text::decode(written, 0).code_point != text::decode(lower, 0).code_point;
}

}  // namespace

std::vector<std::string> only_in(std::string_view text, std::string_view other, std::size_t most) {
  std::set<std::string> known;
  for (const text::Token& token : text::tokens(other)) known.insert(text::fold(token.text));
  const TokensOfText words(text);
  std::vector<std::string> found;
  std::set<std::string> said;
  auto is_name = [&](std::size_t i) {
    return words.at(i).kind == text::TokenKind::word && is_capital(words.at(i).text);
  };
  for (std::size_t i = 0; i < words.size() && found.size() < most; ++i) {
    const bool is_word = words.at(i).kind == text::TokenKind::word;
    if (is_word && (!is_name(i) || words.begins_sentence(i))) continue;
    if (known.contains(text::fold(words.at(i).text))) continue;
    std::size_t first = i, last = i;
    if (is_word) {
      while (words.follows(first) && is_name(first - 1) && !words.begins_sentence(first - 1))
        --first;
      while (last + 1 < words.size() && words.follows(last + 1) && is_name(last + 1)) ++last;
    } else {
      if (words.follows(first)) --first;
      if (last + 1 < words.size() && words.follows(last + 1)) ++last;
    }
    std::string phrase = words.from_to(first, last);
    if (said.insert(text::fold(phrase)).second) found.push_back(std::move(phrase));
    i = last;
  }
  return found;
}

}  // namespace gandan::petitions
