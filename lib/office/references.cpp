#include "lib/office/references.hpp"

#include <algorithm>

#include "lib/base/ascii.hpp"

namespace gandan::office {

std::optional<Place> parse_place(std::string_view text) {
  std::uint32_t row = 0, column = 0;
  std::size_t i = 0;
  for (; i < text.size() && is_letter(text[i]); ++i) {
    column = column * 26 + static_cast<std::uint32_t>((text[i] & 0x1F));  // A and a are 1
    if (column > most_columns) return {};
  }
  if (i == 0 || i == text.size()) return {};
  for (; i < text.size(); ++i) {
    if (!is_digit(text[i])) return {};
    row = row * 10 + static_cast<std::uint32_t>(text[i] - '0');
    if (row > most_rows) return {};
  }
  if (row == 0) return {};
  return Place{row - 1, column - 1};
}

std::optional<Area> parse_area(std::string_view text) {
  const std::size_t colon = text.find(':');
  const auto a = parse_place(text.substr(0, colon));
  const auto b = colon == std::string_view::npos ? a : parse_place(text.substr(colon + 1));
  if (!a || !b) return {};
  return Area{{std::min(a->row, b->row), std::min(a->column, b->column)},
              {std::max(a->row, b->row), std::max(a->column, b->column)}};
}

std::string name_of(Place place) {
  std::string letters;
  for (std::uint32_t n = place.column + 1; n > 0; n = (n - 1) / 26)
    letters.insert(letters.begin(), static_cast<char>('A' + (n - 1) % 26));
  return letters + std::to_string(place.row + 1);
}

}  // namespace gandan::office
