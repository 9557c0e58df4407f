// What one text says that another does not: the numbers, days, documents and names by which an
// officer sees whether two that are alike ask the same.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace gandan::petitions {

/// As written, each once and in their order, at most `most`: a number with the words around it
/// ("ngõ 7"), a name whole ("Nà Mẫu"). A word at the beginning of a sentence is no name.
[[nodiscard]] std::vector<std::string> only_in(std::string_view text, std::string_view other,
                                               std::size_t most);

}  // namespace gandan::petitions
