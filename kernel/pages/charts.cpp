#include "kernel/pages/charts.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <map>
#include <numeric>
#include <string_view>

namespace gandan::pages {
namespace {

constexpr double axis_y = 200;
constexpr double axis_height = 180;

/// Where each province lies on the grid: column and row. Drawn by hand after the map of 1 July
/// 2025.
struct Spot {
  std::string_view code;
  int column, row;
};
constexpr std::array<Spot, 34> spots{{
    {"12", 1, 0},  {"15", 2, 0},  {"08", 3, 0},  {"04", 4, 0},  // Lai Châu … Cao Bằng
    {"11", 0, 1},  {"14", 1, 1},  {"25", 2, 1},  {"19", 3, 1},  // Điện Biên … Thái Nguyên
    {"20", 4, 1},  {"22", 5, 1},                                // Lạng Sơn, Quảng Ninh
    {"01", 2, 2},  {"24", 3, 2},  {"31", 4, 2},  // Hà Nội, Bắc Ninh, Hải Phòng
    {"37", 2, 3},  {"33", 3, 3},                 // Ninh Bình, Hưng Yên
    {"38", 2, 4},  {"40", 2, 5},  {"42", 2, 6},  // Thanh Hoá, Nghệ An, Hà Tĩnh
    {"44", 3, 7},  {"46", 4, 7},  {"48", 4, 8},  {"51", 4, 9},   // Quảng Trị … Quảng Ngãi
    {"52", 4, 10}, {"66", 4, 11},                                // Gia Lai, Đắk Lắk
    {"80", 2, 12}, {"75", 3, 12}, {"68", 4, 12}, {"56", 5, 12},  // Tây Ninh … Khánh Hoà
    {"91", 1, 13}, {"82", 2, 13}, {"79", 3, 13},                 // An Giang, Đồng Tháp, TP. HCM
    {"92", 1, 14}, {"86", 2, 14}, {"96", 1, 15},                 // Cần Thơ, Vĩnh Long, Cà Mau
}};
/// So many stand in a row of a drawing of tiles that have no place of their own.
constexpr int tiles_in_row = 6;
constexpr int multiple_pitch = 10, multiple_height = 40;

/// A name in two lines, broken at the space nearest its middle.
std::pair<std::string, std::string> two_lines(const std::string& name) {
  std::size_t best = std::string::npos;
  const auto distance = [&](std::size_t at) {
    return at * 2 > name.size() ? at * 2 - name.size() : name.size() - at * 2;
  };
  for (auto at = name.find(' '); at != std::string::npos; at = name.find(' ', at + 1))
    if (best == std::string::npos || distance(at) < distance(best)) best = at;
  if (best == std::string::npos) return {name, {}};
  return {name.substr(0, best), name.substr(best + 1)};
}

/// A band between two vertical edges, its ends level so that it leaves and arrives straight.
std::string ribbon(double x1, double y1, double x2, double y2, double height) {
  const double middle = (x1 + x2) / 2;
  char path[256];
  std::snprintf(path, sizeof path,
                "M%.1f %.1fC%.1f %.1f %.1f %.1f %.1f %.1fV%.1fC%.1f %.1f %.1f %.1f %.1f %.1fZ", x1,
                y1, middle, y1, middle, y2, x2, y2, y2 + height, middle, y2 + height, middle,
                y1 + height, x1, y1 + height);
  return path;
}

}  // namespace

std::string_view name_of(Tone tone) {
  switch (tone) {
    case Tone::plain:
      return "plain";
    case Tone::open:
      return "open";
    case Tone::waiting:
      return "waiting";
    case Tone::settled:
      return "settled";
    case Tone::late:
      return "late";
  }
  return "plain";
}

std::int64_t axis_end(std::int64_t value) {
  for (std::int64_t unit = 1;; unit *= 10)
    for (const std::int64_t step : {unit, 2 * unit, 5 * unit})
      if (2 * step >= value) return 2 * step;
}

ColumnPlot plot(const ColumnChart& chart) {
  std::int64_t most = 0;
  for (const auto& column : chart.columns) most = std::max({most, column.first, column.second});
  const auto end = axis_end(most);
  ColumnPlot plot;
  for (const std::int64_t value : {std::int64_t{0}, end / 2, end}) {
    const double share = static_cast<double>(value) / static_cast<double>(end);
    plot.ticks.push_back({value, axis_y - share * axis_height});
  }
  if (chart.columns.empty()) return plot;
  const double pitch = 100.0 / static_cast<double>(chart.columns.size());
  const double width = chart.second_series.empty() ? pitch * 0.7 : pitch * 0.36;
  const auto box = [&](double x, std::int64_t value) {
    const double height = axis_height * static_cast<double>(value) / static_cast<double>(end);
    return ColumnPlot::Box{x, width, axis_y - height, height};
  };
  constexpr std::size_t most_ticks = 12;
  const std::size_t every = (chart.columns.size() + most_ticks - 1) / most_ticks;
  for (std::size_t i = 0; i < chart.columns.size(); ++i) {
    const double x = pitch * (static_cast<double>(i) + 0.12);
    plot.pairs.push_back({.first = box(x, chart.columns[i].first),
                          .second = box(x + pitch * 0.4, chart.columns[i].second),
                          .middle = pitch * (static_cast<double>(i) + 0.5),
                          .has_tick = i % every == 0});
  }
  return plot;
}

MultiplesPlot plot(const Multiples& chart) {
  MultiplesPlot plot;
  std::size_t longest = 1;
  for (const Multiple& each : chart.all) {
    longest = std::max(longest, each.values.size());
    for (std::int64_t value : each.values) plot.most = std::max(plot.most, value);
  }
  plot.width = static_cast<int>(longest) * multiple_pitch;
  for (const Multiple& each : chart.all) {
    std::string path;
    for (std::size_t i = 0; i < each.values.size(); ++i) {
      if (each.values[i] <= 0) continue;
      // One that is there is seen, however small beside the others.
      const auto height = std::max<std::int64_t>(1, each.values[i] * multiple_height / plot.most);
      path += "M" + std::to_string(static_cast<int>(i) * multiple_pitch + 1) + " " +
              std::to_string(multiple_height) + "v-" + std::to_string(height) + "h8v" +
              std::to_string(height) + "z";
    }
    plot.paths.push_back(std::move(path));
  }
  return plot;
}

TilePlot plot(const TileMap& map) {
  std::vector<std::int64_t> values;
  for (const auto& tile : map.tiles)
    if (tile.value > 0) values.push_back(tile.value);
  std::sort(values.begin(), values.end());
  // Quarters by rank; equal values have one colour.
  const auto step_of = [&](std::int64_t value) {
    if (value <= 0) return 0;
    const auto rank = std::lower_bound(values.begin(), values.end(), value) - values.begin();
    return 1 + static_cast<int>(4 * rank / static_cast<std::ptrdiff_t>(values.size()));
  };
  TilePlot plot;
  int next = 0;
  for (const auto& tile : map.tiles) {
    const auto spot = std::find_if(spots.begin(), spots.end(),
                                   [&](const Spot& s) { return s.code == tile.code; });
    if (!map.in_order && spot == spots.end()) continue;
    auto [first, second] = two_lines(tile.name);
    plot.tiles.push_back({.tile = &tile,
                          .column = map.in_order ? next % tiles_in_row : spot->column,
                          .row = map.in_order ? next / tiles_in_row : spot->row,
                          .step = step_of(tile.value),
                          .first_line = std::move(first),
                          .second_line = std::move(second)});
    ++next;
  }
  // Read from north to south, as the map is.
  std::stable_sort(plot.tiles.begin(), plot.tiles.end(), [](const auto& a, const auto& b) {
    return std::pair(a.row, a.column) < std::pair(b.row, b.column);
  });
  std::map<int, TileStep> legend;
  for (const auto value : values) {
    auto [it, fresh] = legend.try_emplace(step_of(value), TileStep{step_of(value), value, value});
    if (!fresh) it->second.most = value;
  }
  for (const auto& [step, entry] : legend) plot.legend.push_back(entry);
  return plot;
}

FlowPlot plot(const FlowChart& chart) {
  constexpr double left_edge = 0, right_edge = 100, gap = 16, full = 320, least = 2;
  FlowPlot plot;
  std::vector<std::int64_t> from(chart.left.size()), to(chart.right.size());
  for (const auto& link : chart.links) {
    from.at(link.from) += link.count;
    to.at(link.to) += link.count;
  }
  const auto total = std::accumulate(from.begin(), from.end(), std::int64_t{0});
  const double scale = total ? full / static_cast<double>(total) : 0;
  double lowest = 0;
  const auto stack = [&](const std::vector<FlowNode>& nodes, const std::vector<std::int64_t>& sums,
                         std::vector<FlowPlot::Node>& out) {
    double y = 4;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      const double height = std::max(least, static_cast<double>(sums[i]) * scale);
      out.push_back({&nodes[i], sums[i], y, height});
      // A label needs its two lines, however thin its node.
      y += std::max(height, 34.0) + gap;
    }
    lowest = std::max(lowest, y);
  };
  stack(chart.left, from, plot.left);
  stack(chart.right, to, plot.right);
  std::vector<double> left_used(chart.left.size()), right_used(chart.right.size());
  for (const auto& link : chart.links) {
    if (link.count <= 0) continue;
    const double height = static_cast<double>(link.count) * scale;
    plot.ribbons.push_back(
        {&link, ribbon(left_edge, plot.left[link.from].y + left_used[link.from], right_edge,
                       plot.right[link.to].y + right_used[link.to], height)});
    left_used[link.from] += height;
    right_used[link.to] += height;
  }
  plot.height = static_cast<int>(lowest);
  return plot;
}

}  // namespace gandan::pages
