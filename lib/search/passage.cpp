#include "lib/search/passage.hpp"

#include <algorithm>
#include <set>

#include "lib/search/keys.hpp"
#include "lib/text/fold.hpp"
#include "lib/text/tokens.hpp"

namespace gandan::search {
namespace {

/// A word of the text and which of the query's it is; -1: none.
struct Found {
  std::size_t begin = 0, end = 0;  ///< bytes
  int word = -1;
};

/// The words of the query, each once.
struct Wanted {
  std::vector<std::string> exact, folded;
  std::vector<bool> stands_as_typed;  ///< somewhere in the text
};

Wanted wanted_of(std::string_view query) {
  Keys typed = keys(query, 24);
  Wanted wanted;
  for (std::size_t i = 0; i < typed.exact.size(); ++i) {
    if (std::ranges::find(wanted.exact, typed.exact[i]) != wanted.exact.end()) continue;
    wanted.exact.push_back(std::move(typed.exact[i]));
    wanted.folded.push_back(std::move(typed.folded[i]));
  }
  wanted.stands_as_typed.resize(wanted.exact.size());
  return wanted;
}

/// By a token's own words: of a date or a number it has several.
int which_of(const std::vector<std::string>& wanted, const std::vector<std::string>& own) {
  for (std::size_t i = 0; i < wanted.size(); ++i)
    if (std::ranges::find(own, wanted[i]) != own.end()) return static_cast<int>(i);
  return -1;
}

std::vector<Found> words_of(std::string_view text, const std::string& query) {
  Wanted wanted = wanted_of(query);
  std::vector<Found> found;
  std::vector<int> exact_word;
  if (wanted.exact.empty()) return found;
  for (const text::Token& token : text::tokens(text)) {
    if (token.kind == text::TokenKind::reference) continue;  // its parts follow
    const Keys own = keys(token.text);
    const int exact = which_of(wanted.exact, own.exact);
    if (exact >= 0) wanted.stands_as_typed[static_cast<std::size_t>(exact)] = true;
    const auto begin = static_cast<std::size_t>(token.text.data() - text.data());
    found.push_back({begin, begin + token.text.size(),
                     exact >= 0 ? exact : which_of(wanted.folded, own.folded)});
    exact_word.push_back(exact);
  }
  for (std::size_t i = 0; i < found.size(); ++i) {
    const int word = found[i].word;
    if (word >= 0 && exact_word[i] < 0 && wanted.stands_as_typed[static_cast<std::size_t>(word)])
      found[i].word = -1;
  }
  return found;
}

bool is_space(std::string_view between) {
  return between.find_first_not_of(" \t\n\r") == std::string_view::npos;
}

/// text[begin, end) in pieces; `words` are those inside.
std::vector<Piece> pieces_of(std::string_view text, std::size_t begin, std::size_t end,
                             std::vector<Found>::const_iterator first,
                             std::vector<Found>::const_iterator last) {
  std::vector<Piece> pieces;
  std::size_t at = begin;
  for (; first != last; ++first) {
    if (first->word < 0) continue;
    const std::string_view before = text.substr(at, first->begin - at);
    if (!pieces.empty() && pieces.back().hit && is_space(before)) {
      const char* from = pieces.back().text.data();
      pieces.back().text = {from, static_cast<std::size_t>(text.data() + first->end - from)};
    } else {
      if (!before.empty()) pieces.push_back({before});
      pieces.push_back({text.substr(first->begin, first->end - first->begin), true});
    }
    at = first->end;
  }
  if (pieces.empty()) return pieces;
  if (at < end) pieces.push_back({text.substr(at, end - at)});
  return pieces;
}

}  // namespace

Passage marked(std::string_view text, std::string_view query) {
  const std::vector<Found> all = words_of(text, std::string(query));
  return {pieces_of(text, 0, text.size(), all.begin(), all.end())};
}

Passage passage(std::string_view text, std::string_view query, std::size_t words) {
  const std::vector<Found> all = words_of(text, std::string(query));
  const std::size_t before = words / 5;  // what leads to a hit is read with it
  std::size_t best = 0, most = 0;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i].word < 0) continue;
    std::set<int> different;
    for (std::size_t j = i; j < std::min(all.size(), i + words - before); ++j)
      if (all[j].word >= 0) different.insert(all[j].word);
    if (different.size() <= most) continue;
    most = different.size();
    best = i;
  }
  if (most == 0) return {};
  const std::size_t first = best > before ? best - before : 0;
  const std::size_t last = std::min(all.size(), first + words);
  const bool is_cut_before = first > 0, is_cut_after = last < all.size();
  const std::size_t begin = is_cut_before ? all[first].begin : 0;
  const std::size_t end = is_cut_after ? all[last - 1].end : text.size();
  return {pieces_of(text, begin, end, all.begin() + static_cast<std::ptrdiff_t>(first),
                    all.begin() + static_cast<std::ptrdiff_t>(last)),
          is_cut_before, is_cut_after};
}

}  // namespace gandan::search
