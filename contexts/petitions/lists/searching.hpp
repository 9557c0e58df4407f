// What of a petition can be found by its words.
#pragma once
#include <string_view>

#include "lib/search/index.hpp"

namespace gandan::petitions {

inline const search::Index search_index{"petition_search"};

/// The same text must give the same keys whenever a petition enters or leaves the index.
[[nodiscard]] inline search::Keys search_keys(std::string_view title, std::string_view text) {
  // Where the title is only the beginning of the text, its words are counted once.
  if (text.substr(0, 40) == title.substr(0, 40)) return search::keys(text);
  return search::keys(std::string(title) + "\n" + std::string(text));
}

}  // namespace gandan::petitions
