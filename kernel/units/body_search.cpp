#include "kernel/units/body_search.hpp"

#include <algorithm>
#include <string>

#include "kernel/units/names.hpp"
#include "lib/text/fold.hpp"

namespace gandan::units {
namespace {

/// " uy ban nhan dan xa dong dang": each word after a space, so that " d" finds a word's beginning.
std::string spaced_words(std::string_view name) {
  return " " + text::fold(name_key(name));
}

}  // namespace

std::vector<const Unit*> bodies_named(const Directory& directory, std::string_view typed) {
  std::vector<std::string> wanted;
  std::string folded = spaced_words(typed);
  for (std::size_t at = 0; at < folded.size();) {
    std::size_t end = std::min(folded.find(' ', at + 1), folded.size());
    if (end > at + 1) wanted.push_back(folded.substr(at, end - at));
    at = end;
  }
  std::vector<const Unit*> found;
  for (const Unit& body : directory.bodies()) {
    std::string name = wanted.empty() ? "" : spaced_words(body.name + " " + body.code);
    if (std::all_of(wanted.begin(), wanted.end(),
                    [&](const std::string& word) { return name.find(word) != std::string::npos; }))
      found.push_back(&body);
  }
  return found;
}

}  // namespace gandan::units
