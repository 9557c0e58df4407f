// What of a text was looked for: the passage that holds the most of the words, and which they are.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace gandan::search {

/// A piece of a text as it was written; the pieces one after another are the text.
struct Piece {
  std::string_view text;  ///< of the text that was searched
  bool hit = false;       ///< it was looked for
};

struct Passage {
  std::vector<Piece> pieces;  ///< empty where nothing of the query stands in the text
  bool is_cut_before = false, is_cut_after = false;
};

/// The whole text, its hits told apart. A word is hit as the index finds it: where it stands as it
/// was typed, so alone; else also without marks. Words that follow each other are one hit.
[[nodiscard]] Passage marked(std::string_view text, std::string_view query);

/// About `words` words of it, with the most different words of the query; the first of equals.
[[nodiscard]] Passage passage(std::string_view text, std::string_view query,
                              std::size_t words = 36);

}  // namespace gandan::search
