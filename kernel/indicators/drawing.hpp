// The chart of a report's breakdown: what a page shows, and a picture to take away.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "kernel/indicators/report.hpp"
#include "kernel/pages/charts.hpp"

namespace gandan::indicators {

/// What fits the breakdown; of a breakdown without rows nothing.
struct Drawing {
  std::optional<pages::ColumnChart> columns = {};
  std::optional<pages::BarChart> bars = {};
  std::optional<pages::TileMap> map = {};
  std::optional<pages::FlowChart> flow = {};
  std::optional<pages::Multiples> multiples = {};

  [[nodiscard]] bool is_empty() const { return !columns && !bars && !map && !flow && !multiples; }
};

/// Where the same report of a province is, by its communes; empty: a tile opens its records.
using WayInto = std::function<std::string(std::string_view province)>;

[[nodiscard]] Drawing drawing_of(const Report& report, const WayInto& way_into = {});

}  // namespace gandan::indicators
