#include "lib/search/tsvector.hpp"

#include <algorithm>
#include <cstdint>
#include <string_view>

namespace gandan::search {
namespace {

constexpr std::size_t last_position = 16'383;  // MAXENTRYPOS - 1: what comes later stands there
constexpr std::size_t most_positions = 255;    // MAXNUMPOS - 1, of one lexeme

struct Place {
  std::string_view lexeme;
  std::uint16_t position;
  auto operator<=>(const Place&) const = default;
};

void append(std::string& out, std::size_t number, int bytes) {
  for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8)
    out += static_cast<char>(number >> shift & 0xff);
}

}  // namespace

std::string binary_tsvector(const Keys& keys) {
  std::string marked;  // every exact word behind its mark
  for (const std::string& word : keys.exact) (marked += exact_mark) += word;
  std::vector<Place> places;
  places.reserve(2 * keys.exact.size());
  std::size_t begin = 0;
  for (std::size_t i = 0; i < keys.exact.size(); ++i) {
    const auto position = static_cast<std::uint16_t>(std::min(i + 1, last_position));
    const std::size_t size = 1 + keys.exact[i].size();
    places.push_back({std::string_view(marked).substr(begin, size), position});
    places.push_back({keys.folded[i], position});
    begin += size;
  }
  std::sort(places.begin(), places.end());
  places.erase(std::unique(places.begin(), places.end()), places.end());

  std::string out(4, '\0');
  std::size_t lexemes = 0;
  for (auto first = places.begin(); first != places.end(); ++lexemes) {
    const auto end = std::find_if(
        first, places.end(), [&](const Place& place) { return place.lexeme != first->lexeme; });
    const auto positions = std::min(static_cast<std::size_t>(end - first), most_positions);
    (out += first->lexeme) += '\0';
    append(out, positions, 2);
    for (std::size_t i = 0; i < positions; ++i)
      append(out, first[static_cast<std::ptrdiff_t>(i)].position, 2);
    first = end;
  }
  std::string count;
  append(count, lexemes, 4);
  return out.replace(0, 4, count);
}

}  // namespace gandan::search
