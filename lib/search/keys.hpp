// What is indexed of a text, and what is looked for: words as written, and words without marks.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace gandan::search {

/// The words of one text in two spellings, in order: as written in lower case, and folded.
struct Keys {
  std::vector<std::string> exact;
  std::vector<std::string> folded;
  [[nodiscard]] bool empty() const { return folded.empty(); }
};

/// Splits by lib/text's tokens; document references, numbers and dates count by their parts, as
/// FTS5 splits them. `most` bounds the words; one of more than 255 bytes counts by how it begins.
[[nodiscard]] Keys keys(std::string_view text, std::size_t most = 4000);

}  // namespace gandan::search
