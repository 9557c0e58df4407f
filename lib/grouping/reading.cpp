#include "lib/grouping/reading.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "lib/text/fold.hpp"
#include "lib/text/tokens.hpp"

namespace gandan::grouping {

namespace {

/// Phrases after which people say what they want. Formulae of public language, not of any one
/// petition: the background before them counts less (README, "Request").
constexpr auto kCues = std::to_array<std::array<std::string_view, 2>>({
    {"de", "nghi"},
    {"kien", "nghi"},
    {"de", "xuat"},
    {"mong", "muon"},
    {"yeu", "cau"},
    {"call", "on"},
    {"call", "upon"},
    {"ask", "that"},
    {"request", "that"},
    {"urge", "the"},
    {"petition", "the"},
    {"we", "ask"},
    {"we", "request"},
    {"we", "urge"},
    {"we", "demand"},
});

bool is_cue(std::uint32_t first, std::uint32_t second) {
  static const auto keys = [] {
    std::array<std::uint32_t, kCues.size()> table{};
    for (std::size_t i = 0; i < table.size(); ++i) {
      table[i] = phrase_key(word_key(kCues[i][0]), word_key(kCues[i][1]));
    }
    std::sort(table.begin(), table.end());
    return table;
  }();
  return std::binary_search(keys.begin(), keys.end(), phrase_key(first, second));
}

bool ends_clause(std::string_view between) {
  return between.find_first_of(".;:!?\n") != std::string_view::npos;
}

std::uint32_t finish(std::uint64_t h) {
  h ^= h >> 33;
  h *= 0xff51afd7ed558ccdULL;
  h ^= h >> 33;
  return static_cast<std::uint32_t>(h);
}

}  // namespace

bool is_capitalised(const Word& word) {
  return text::fold(word.text, text::Fold::exact) != text::nfc(word.text);
}

std::uint32_t word_key(std::string_view folded) {
  std::uint64_t h = 0xcbf29ce484222325ULL;  // FNV-1a
  for (const char c : folded) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
  return finish(h);
}

std::uint32_t phrase_key(std::uint32_t first, std::uint32_t second) {
  return finish((static_cast<std::uint64_t>(first) << 32 | second) * 0x9e3779b97f4a7c15ULL + 1);
}

Reading read(std::string_view text) {
  Reading out;
  thread_local std::vector<text::Token> tokens;
  thread_local std::string folded;
  text::tokens(text, tokens);
  out.words.reserve(tokens.size());

  const char* last = text.data();
  std::uint32_t segment = 0;
  bool request = false;
  for (const text::Token& token : tokens) {
    folded.clear();
    text::fold_append(folded, token.text, text::Fold::markless);
    const std::uint32_t key = word_key(folded);
    if (token.text.data() > last &&
        ends_clause({last, static_cast<std::size_t>(token.text.data() - last)})) {
      ++segment;
    }
    if (token.kind == text::TokenKind::reference && !token.is_part) {
      out.references.push_back({token.text, key});
      last = std::max(last, token.text.data());  // its parts follow
      continue;
    }
    last = std::max(last, token.text.data() + token.text.size());
    Word word{.text = token.text, .key = key, .segment = segment, .request = request};
    if (!out.words.empty()) {
      Word& before = out.words.back();
      if (!before.cue && before.segment == segment && is_cue(before.key, key)) {
        before.cue = word.cue = true;
        out.words.push_back(word);
        request = true;
        ++segment;
        continue;
      }
    }
    out.words.push_back(word);
  }
  return out;
}

}  // namespace gandan::grouping
