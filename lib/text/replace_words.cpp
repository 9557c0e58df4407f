#include "lib/text/replace_words.hpp"

#include <vector>

#include "lib/text/fold.hpp"
#include "lib/text/tokens.hpp"

namespace gandan::text {
namespace {

struct Words {
  std::vector<std::string_view> as_written;
  std::vector<std::string> keys;
};

Words words_of(std::string_view text) {
  Words words;
  for (const Token& token : tokens(text)) {
    if (token.is_part) continue;
    words.as_written.push_back(token.text);
    words.keys.push_back(fold(token.text, Fold::exact));
  }
  return words;
}

bool stand_at(const Words& sought, const Words& all, std::size_t at) {
  if (at + sought.keys.size() > all.keys.size()) return false;
  for (std::size_t i = 0; i < sought.keys.size(); ++i)
    if (all.keys[at + i] != sought.keys[i]) return false;
  return true;
}

std::string replace_as_written(std::string text, std::string_view words, std::string_view with) {
  for (std::size_t at = text.find(words); at != std::string::npos;
       at = text.find(words, at + with.size()))
    text.replace(at, words.size(), with);
  return text;
}

}  // namespace

std::string replace_words(std::string_view text, std::string_view words, std::string_view with) {
  if (words.empty()) return std::string(text);
  const Words sought = words_of(words);
  const Words all = words_of(text);
  std::string out;
  std::size_t kept_from = 0;
  for (std::size_t at = 0; !sought.keys.empty() && at < all.keys.size();) {
    if (!stand_at(sought, all, at)) {
      ++at;
      continue;
    }
    const std::string_view last = all.as_written[at + sought.keys.size() - 1];
    const auto begin = static_cast<std::size_t>(all.as_written[at].data() - text.data());
    const auto end = static_cast<std::size_t>(last.data() + last.size() - text.data());
    out.append(text.substr(kept_from, begin - kept_from)).append(with);
    kept_from = end;
    at += sought.keys.size();
  }
  out.append(text.substr(kept_from));
  return replace_as_written(std::move(out), words, with);
}

}  // namespace gandan::text
