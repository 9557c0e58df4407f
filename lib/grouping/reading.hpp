// How the library reads a text: folded words with where they stand, what is background and what is
// the request, and the legal documents that are cited.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

namespace gandan::grouping {

/// One word (in Vietnamese: one syllable), number, or part of a reference.
struct Word {
  std::string_view text;      // as written; borrows from the text that was read
  std::uint32_t key = 0;      // of the folded form: equal for "Đề", "đề" and "de"
  std::uint32_t segment = 0;  // words of different segments (sentences, clauses) make no phrase
  bool request = false;       // after a cue such as "đề nghị": what is asked, not why
  bool cue = false;           // part of the cue itself
};

/// A document that the text cites: "05-HD/BTCTW", "154/2026/NĐ-CP".
struct Reference {
  std::string_view text;
  std::uint32_t key = 0;
};

struct Reading {
  std::vector<Word> words;
  std::vector<Reference> references;
};

/// Reads a text; any bytes are taken.
[[nodiscard]] Reading read(std::string_view text);

/// Whether it is written with a capital, as names are.
[[nodiscard]] bool is_capitalised(const Word& word);

/// The key of a word already folded, and of two that follow one another.
[[nodiscard]] std::uint32_t word_key(std::string_view folded);
[[nodiscard]] std::uint32_t phrase_key(std::uint32_t first, std::uint32_t second);

}  // namespace gandan::grouping
