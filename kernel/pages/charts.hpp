// Charts drawn by the server: what a context fills in, and the geometry that the views print.
// Behind each chart stands a table with the same numbers, so nothing is in the drawing alone.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "kernel/pages/parts.hpp"

namespace gandan::pages {

// --- bars: a table whose rows carry a bar -------------------------------------------------------

struct Bar {
  std::string label;
  std::string href = {};
  double share = 0;   ///< of the bar's length, 0 to 1
  std::string value;  ///< by the locale
  std::string value_href = {};
  std::string second = {};  ///< a further number: "212 answered"
  std::string second_href = {};
};
struct BarChart {
  std::string label;    ///< the table's caption, read aloud
  std::string subject;  ///< heading of the labels: "Body"
  std::string measure;  ///< heading of the values: "On time"
  std::string second_measure = {};
  Tone tone = Tone::open;
  std::vector<Bar> bars;
};

// --- columns: one or two series over time -------------------------------------------------------

struct Column {
  std::string tick;   ///< under the axis: "7"
  std::string label;  ///< in the table: "July 2026"
  std::int64_t first = 0;
  std::int64_t second = 0;
  std::string first_href = {};
  std::string second_href = {};
};
struct ColumnChart {
  std::string label;
  std::string subject;  ///< heading of the labels: "Month"
  std::string first_series;
  std::string second_series;
  std::vector<Column> columns;
};

inline constexpr int columns_height = 236;
/// Across in per cent of the plot, down in pixels of a drawing of that height whose axis lies at
/// 200.
struct ColumnPlot {
  struct Tick {
    std::int64_t value;
    double y;
  };
  struct Box {
    double x, width, y, height;
  };
  struct Pair {
    Box first, second;
    double middle;
    bool has_tick;  ///< there is room for its word: at most twelve have one
  };
  std::vector<Tick> ticks;
  std::vector<Pair> pairs;  ///< one a column
};
[[nodiscard]] ColumnPlot plot(const ColumnChart& chart);
/// The least of 1, 2, 5, 10, 20, 50, … times two that is not under `value`; the axis has two steps.
[[nodiscard]] std::int64_t axis_end(std::int64_t value);

// --- small multiples: one series over time for each of many, all on one scale -------------------

struct Multiple {
  std::string label;
  std::string href = {};
  std::vector<std::int64_t> values;  ///< one a month, or whatever the series is over
  std::string value;                 ///< their sum, by the locale
  std::string value_href = {};
  std::string words = {};  ///< beside it: "85.4% in time"
};
struct Multiples {
  std::string label;  ///< what is drawn: "Received by month, January to November 2026"
  std::vector<Multiple> all;
};

/// In a drawing `width` wide and 40 high.
struct MultiplesPlot {
  int width = 0;
  std::int64_t most = 0;           ///< what is as high as the drawing
  std::vector<std::string> paths;  ///< one a multiple
};
[[nodiscard]] MultiplesPlot plot(const Multiples& chart);

// --- tile map: equal tiles, each about where it lies, or in the order given ---------------------

struct Tile {
  std::string code;  ///< of a province, of the list of 1 July 2025: "20"
  std::string name;
  std::int64_t value = 0;
  std::string href;
};
struct TileMap {
  std::string label;
  std::vector<Tile> tiles;
  bool in_order = false;  ///< communes, of which no place on a grid is known: as they come
};

struct PlacedTile {
  const Tile* tile;
  int column, row;
  int step;  ///< of colour: 0 is none, 1 to 4 are the quarters of those that have any
  std::string first_line, second_line;  ///< of the name, in a drawing
};
struct TileStep {
  int step;
  std::int64_t least, most;
};
struct TilePlot {
  std::vector<PlacedTile> tiles;  ///< a code that has no place is in the table only
  std::vector<TileStep> legend;
};
/// Points into `map`, which must outlive the plot.
[[nodiscard]] TilePlot plot(const TileMap& map);
TilePlot plot(TileMap&& map) = delete;

// --- flow: how what came in was dealt with ------------------------------------------------------

struct FlowNode {
  std::string label;
  std::string href = {};
  Tone tone = Tone::plain;
};
struct FlowLink {
  std::size_t from = 0;  ///< index into `left`
  std::size_t to = 0;    ///< index into `right`
  std::int64_t count = 0;
  std::string href = {};
};
struct FlowChart {
  std::string label;
  std::string left_title, right_title;  ///< headings of the table: "Kind", "Outcome"
  std::vector<FlowNode> left, right;
  std::vector<FlowLink> links;
};

/// Across in per cent, down in pixels, so that words keep their size on a telephone.
struct FlowPlot {
  struct Node {
    const FlowNode* node;
    std::int64_t count;
    double y, height;
  };
  struct Ribbon {
    const FlowLink* link;
    std::string path;
  };
  std::vector<Node> left, right;
  std::vector<Ribbon> ribbons;
  int height = 0;
};
/// Points into `chart`, which must outlive the plot.
[[nodiscard]] FlowPlot plot(const FlowChart& chart);
FlowPlot plot(FlowChart&& chart) = delete;

/// The style sheet's word for a tone: "settled".
[[nodiscard]] std::string_view name_of(Tone tone);

}  // namespace gandan::pages
