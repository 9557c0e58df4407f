// What of a document stands where: what DOCX and PDF share, so that both are the same. Lengths are
// in points.
#pragma once
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "lib/documents/document.hpp"

namespace gandan::documents {

constexpr double points(double millimetres) {
  return millimetres * 72 / 25.4;
}

/// Margins of the decree: top and bottom 20-25 mm, left 30-35, right 15-20.
struct Sheet {
  double width, height;
  double top, bottom, left, right;
  [[nodiscard]] double text_width() const { return width - left - right; }
  [[nodiscard]] double text_height() const { return height - top - bottom; }
};
inline constexpr double page_number_top = points(10);  ///< in the top margin
inline constexpr double body_size = 14, small_size = 12, list_size = 11, page_number_size = 13;
/// What Times New Roman takes for a line of one point.
inline constexpr double line_of_times = 1.149;

/// What a piece is to who reads by structure.
enum class Role { paragraph, heading, title };

/// A paragraph in its place.
struct Lines {
  Text text;
  double size = body_size;
  Align align = Align::centre;
  double left = 0, right = 0, first = 0;  ///< indents
  double before = 0, after = 0;
  double spacing = 1;       ///< of lines, of what the font takes
  bool keeps_next = false;  ///< stands on the page of what follows
  Role role = Role::paragraph;
  int heading = 0;
};
/// A line of ink, in the middle of its column.
struct Rule {
  double length = 0;
  double after = 0;
};
/// What is filled in by hand.
struct Dots {
  Blank blank;
};
using Part = std::variant<Lines, Rule, Dots>;
/// Two columns beside each other, on one page.
struct Columns {
  double left_width = 0;
  std::vector<Part> left, right;
};
/// A table with its columns' widths in points.
struct Grid {
  Table table;
  std::vector<double> widths;
};
using Piece = std::variant<Lines, Rule, Dots, Columns, Grid>;

inline constexpr double rule_height = 3;
inline constexpr double cell_padding = 5.4, cell_room = 2;  ///< at the sides; above and beneath
inline constexpr double body_spacing = 1.1, after_paragraph = 6;

struct Laid {
  Sheet sheet;
  std::vector<Piece> pieces;
};
[[nodiscard]] Laid lay_out(const Document& document);

/// In capitals, by the rules of Vietnamese.
[[nodiscard]] std::string capitals(std::string_view words);
/// How wide it is in Times New Roman, nearly: marks of letters take no room.
[[nodiscard]] double width_of(std::string_view words, double size, bool bold);
/// The words of the text, as they are read.
[[nodiscard]] std::string words_of(const Text& text);

}  // namespace gandan::documents
