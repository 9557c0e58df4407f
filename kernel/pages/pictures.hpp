// A chart as a picture to take away: an SVG file that stands by itself, with its title, what it
// says, and where it is from.
#pragma once
#include <string>
#include <vector>

#include "kernel/pages/charts.hpp"
#include "lib/i18n/locale.hpp"

namespace gandan::pages {

/// What is written around the chart.
struct PictureWords {
  std::string title;
  std::vector<std::string> lines;  ///< beneath the title: what it says, and of when it is
  std::string source;              ///< beneath the chart
};

/// 720 wide, light, as on paper.
[[nodiscard]] std::string picture(const i18n::Locale& locale, const PictureWords& words,
                                  const ColumnChart& chart);
[[nodiscard]] std::string picture(const i18n::Locale& locale, const PictureWords& words,
                                  const BarChart& chart);
[[nodiscard]] std::string picture(const i18n::Locale& locale, const PictureWords& words,
                                  const TileMap& map);
[[nodiscard]] std::string picture(const i18n::Locale& locale, const PictureWords& words,
                                  const FlowChart& chart);

}  // namespace gandan::pages
