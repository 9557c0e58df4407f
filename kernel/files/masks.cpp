#include "kernel/files/masks.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "lib/i18n/locale.hpp"
#include "lib/text/parse.hpp"

namespace gandan::files {
namespace {

using images::Area;

constexpr int whole = 1000;  // thousandths

const db::Sql set_masks{R"(
  update files set masks = :masks, masked_hash = :hash, masked_size = :size,
                   masked_small_hash = :small_hash, masked_small_size = :small_size
  where id = :id)"};
const db::Sql clear_masks{R"(
  update files set masks = null, masked_hash = null, masked_size = null,
                   masked_small_hash = null, masked_small_size = null
  where id = :id)"};

/// Words between any of `marks`.
std::vector<std::string_view> between(std::string_view text, std::string_view marks) {
  std::vector<std::string_view> words;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of(marks), text.size());
    if (end > 0) words.push_back(text.substr(0, end));
    text.remove_prefix(std::min(text.size(), end + 1));
  }
  return words;
}

/// Four numbers, each `scale` times as large; nothing where there are not four.
std::optional<std::array<double, 4>> four_numbers(std::string_view line, double scale) {
  std::array<double, 4> numbers{};
  const auto words = between(line, " \t%;");
  if (words.size() != numbers.size()) return std::nullopt;
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const auto number = text::parse_number(words[i]);
    if (!number) return std::nullopt;
    numbers[i] = *number * scale;
  }
  return numbers;
}

/// What of it is on the picture; nothing where nothing is.
std::optional<Area> on_picture(const std::array<double, 4>& numbers) {
  for (const double number : numbers)
    if (number < 0 || number > whole) return std::nullopt;
  if (numbers[2] <= 0 || numbers[3] <= 0) return std::nullopt;
  constexpr double error = 1e-6;  // of decimals: what is read back must not grow
  const auto begin = [](double at) { return static_cast<int>(std::floor(at + error)); };
  const auto end = [](double at) {
    return std::min(static_cast<int>(std::ceil(at - error)), whole);
  };
  const Area area{.left = begin(numbers[0]),
                  .top = begin(numbers[1]),
                  .width = end(numbers[0] + numbers[2]) - begin(numbers[0]),
                  .height = end(numbers[1] + numbers[3]) - begin(numbers[1])};
  if (area.width <= 0 || area.height <= 0) return std::nullopt;
  return area;
}

using Squares = std::vector<std::vector<bool>>;  // by row and column

Squares squares_of(Grid grid, std::span<const std::string_view> ticked) {
  Squares squares(static_cast<std::size_t>(grid.rows),
                  std::vector<bool>(static_cast<std::size_t>(grid.columns)));
  for (const std::string_view each : ticked) {
    const auto words = between(each, "-");
    if (words.size() != 2) continue;
    const double row = text::parse_number(words[0]).value_or(0);
    const double column = text::parse_number(words[1]).value_or(0);
    if (row < 1 || row > grid.rows || column < 1 || column > grid.columns) continue;
    squares[static_cast<std::size_t>(row) - 1][static_cast<std::size_t>(column) - 1] = true;
  }
  return squares;
}

/// From the square `begin` up to `end` of `count`, in thousandths, rounded outwards.
std::pair<int, int> from_and_length(std::size_t begin, std::size_t end, std::size_t count) {
  const std::size_t from = begin * whole / count, to = (end * whole + count - 1) / count;
  return {static_cast<int>(from), static_cast<int>(to - from)};
}

/// Neighbours of one row are one rectangle; so are such rows, one beneath another.
std::vector<Area> joined_squares(const Squares& squares) {
  struct Block {
    std::size_t row, end_row, begin, end;
  };
  std::vector<Block> blocks;
  for (std::size_t row = 0; row < squares.size(); ++row)
    for (std::size_t begin = 0; begin < squares[row].size(); ++begin) {
      if (!squares[row][begin]) continue;
      std::size_t end = begin;
      while (end < squares[row].size() && squares[row][end]) ++end;
      const auto above = std::find_if(blocks.begin(), blocks.end(), [&](const Block& each) {
        return each.end_row == row && each.begin == begin && each.end == end;
      });
      if (above != blocks.end()) {
        ++above->end_row;
      } else {
        blocks.push_back({row, row + 1, begin, end});
      }
      begin = end;
    }
  std::vector<Area> areas;
  for (const Block& each : blocks) {
    const auto [left, width] = from_and_length(each.begin, each.end, squares[each.row].size());
    const auto [top, height] = from_and_length(each.row, each.end_row, squares.size());
    areas.push_back({left, top, width, height});
  }
  return areas;
}

/// "12.5" of 125 thousandths.
std::string percent_of(int thousandths) {
  std::string text = std::to_string(thousandths / 10);
  if (thousandths % 10 != 0) text += "." + std::to_string(thousandths % 10);
  return text;
}

/// As they are stored.
std::string stored_text(std::span<const Area> areas) {
  std::string text;
  for (const Area& each : areas) {
    if (!text.empty()) text += ';';
    text += std::to_string(each.left) + " " + std::to_string(each.top) + " " +
            std::to_string(each.width) + " " + std::to_string(each.height);
  }
  return text;
}

std::string content_of(Reading reading) {
  std::string content;
  while (auto piece = reading.next()) content += *piece;
  return content;
}

}  // namespace

Grid grid_of(const File& picture) {
  constexpr int least = 3, most = 24;
  Grid grid;
  const int width = std::max(1, picture.width.value_or(1));
  const int height = std::max(1, picture.height.value_or(1));
  grid.rows = std::clamp((grid.columns * height + width / 2) / width, least, most);
  return grid;
}

const char* message_of(WrongAreas wrong) {
  switch (wrong) {
    case WrongAreas::none:
      return N_("Tick at least one square, or write a rectangle.");
    case WrongAreas::no_numbers:
      return N_(
          "This is no rectangle: {line}. Write four numbers: from the left, from the top, "
          "width and height.");
    case WrongAreas::outside:
      return N_("This is not on the picture: {line}. Each number is a percentage, from 0 to 100.");
    case WrongAreas::too_many:
      return N_("These are too many rectangles. Cover what lies side by side with one.");
  }
  return "";
}

Result<std::vector<Area>, WrongLine> areas_of(const File& picture, std::string_view typed,
                                              std::span<const std::string_view> ticked) {
  constexpr double percent = 10;  // thousandths
  std::vector<Area> areas;
  for (const std::string_view each : between(typed, "\r\n")) {
    const std::string_view line = text::trim(each);
    if (line.empty()) continue;
    const auto numbers = four_numbers(line, percent);
    if (!numbers) return fail(WrongLine{WrongAreas::no_numbers, std::string(line)});
    const auto area = on_picture(*numbers);
    if (!area) return fail(WrongLine{WrongAreas::outside, std::string(line)});
    areas.push_back(*area);
  }
  const auto squares = joined_squares(squares_of(grid_of(picture), ticked));
  areas.insert(areas.end(), squares.begin(), squares.end());
  if (areas.empty()) return fail(WrongLine{WrongAreas::none});
  if (areas.size() > most_areas) return fail(WrongLine{WrongAreas::too_many});
  return areas;
}

std::string in_lines(std::span<const Area> areas) {
  std::string lines;
  for (const Area& each : areas)
    lines += percent_of(each.left) + " " + percent_of(each.top) + " " + percent_of(each.width) +
             " " + percent_of(each.height) + "\n";
  return lines;
}

std::vector<Area> masked_areas(const File& picture) {
  const std::string stored = picture.masks.value_or("");
  std::vector<Area> areas;
  for (const std::string_view each : between(stored, ";"))
    if (const auto numbers = four_numbers(each, 1))
      if (const auto area = on_picture(*numbers)) areas.push_back(*area);
  return areas;
}

bool still_covers(const File& picture, std::span<const Area> areas) {
  const auto within = [](const Area& inner, const Area& outer) {
    return outer.left <= inner.left && outer.top <= inner.top &&
           inner.left + inner.width <= outer.left + outer.width &&
           inner.top + inner.height <= outer.top + outer.height;
  };
  return std::ranges::all_of(masked_areas(picture), [&](const Area& covered) {
    return std::ranges::any_of(areas, [&](const Area& each) { return within(covered, each); });
  });
}

std::optional<Masked> make_masked(const Folder& folder, const File& picture, std::string_view key,
                                  std::span<const Area> areas) {
  auto reading = folder.open(picture.hash, key);
  if (!reading) return std::nullopt;
  const auto copy = images::mask(content_of(std::move(*reading)), areas);
  if (!copy) return std::nullopt;
  return Masked{
      {areas.begin(), areas.end()}, folder.put(copy->bytes, key), folder.put(copy->small, key)};
}

void mask(db::Tx& tx, FileId id, const Masked& masked) {
  tx.run(set_masks, {{"masks", stored_text(masked.areas)},
                     {"hash", masked.content.hash},
                     {"size", masked.content.size},
                     {"small_hash", masked.small.hash},
                     {"small_size", masked.small.size},
                     {"id", id}});
}

void unmask(db::Tx& tx, FileId id) {
  tx.run(clear_masks, {{"id", id}});
}

}  // namespace gandan::files
