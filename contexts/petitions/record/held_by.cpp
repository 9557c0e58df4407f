#include "contexts/petitions/record/held_by.hpp"

#include "contexts/petitions/record/visibility.hpp"

namespace gandan::petitions {

HeldBy held_by(const i18n::Locale& locale, std::string_view text) {
  HeldBy held;
  for (const Finding& found : findings_in(text))
    held.parts.push_back({std::string(text.substr(found.begin, found.end - found.begin)),
                          std::string(locale.tr(found.why))});
  return held;
}

std::string reasons_of(const HeldBy& held) {
  std::string out;
  for (const HeldBy::Part& part : held.parts) {
    if (out.find(part.why) != std::string::npos) continue;
    if (!out.empty()) out += ", ";
    out += part.why;
  }
  return out;
}

std::vector<pages::Piece> marked(std::string_view text) {
  std::vector<pages::Piece> pieces;
  std::size_t at = 0;
  for (const Finding& found : findings_in(text)) {
    if (found.end == found.begin) continue;
    pieces.push_back({std::string(text.substr(at, found.begin - at))});
    pieces.push_back({std::string(text.substr(found.begin, found.end - found.begin)), true});
    at = found.end;
  }
  if (at > 0) pieces.push_back({std::string(text.substr(at))});
  return pieces;
}

}  // namespace gandan::petitions
