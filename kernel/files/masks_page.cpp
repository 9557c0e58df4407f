#include "kernel/files/masks_page.hpp"

#include <algorithm>

#include "kernel/files/masks.hpp"

namespace gandan::files {
namespace {

std::vector<MaskSquare> squares_to_tick(const i18n::Locale& locale, Grid grid,
                                        const std::vector<std::string_view>& ticked) {
  std::vector<MaskSquare> squares;
  for (int row = 1; row <= grid.rows; ++row)
    for (int column = 1; column <= grid.columns; ++column) {
      const std::string in_row = std::to_string(row), in_column = std::to_string(column);
      std::string value = in_row + "-" + in_column;
      const bool is_ticked = std::find(ticked.begin(), ticked.end(), value) != ticked.end();
      squares.push_back(
          {std::move(value),
           locale.tr(N_("Row {row}, column {column}"), {{"row", in_row}, {"column", in_column}}),
           is_ticked});
    }
  return squares;
}

}  // namespace

MaskForm mask_form_of(const i18n::Locale& locale, const File& picture, const http::Fields& form) {
  constexpr int longest = 8000, rows = 4;
  const auto areas = masked_areas(picture);
  return {.action = {},
          .cancel_href = {},
          .picture_href = "/files/" + std::to_string(picture.id.value) + "/whole",
          .width = picture.width.value_or(0),
          .height = picture.height.value_or(0),
          .areas = areas,
          .squares = squares_to_tick(locale, grid_of(picture), form.all("square")),
          .typed = {.name = "areas",
                    .label = std::string(locale.tr(N_("Rectangles"))),
                    .hint = std::string(locale.tr(
                        N_("One a line, as four percentages of the picture: from the left, from "
                           "the top, width, height. For example 40 25.5 12 15."))),
                    .value = form.has("areas") ? std::string(form.get("areas")) : in_lines(areas),
                    .optional = true,
                    .max_length = longest,
                    .rows = rows},
          .reason = {.name = "reason",
                     .label = std::string(locale.tr(N_("Why the masks come off"))),
                     .hint = std::string(locale.tr(N_("The officers who read the matter see it."))),
                     .value = std::string(form.get("reason")),
                     .rows = 2}};
}

}  // namespace gandan::files
