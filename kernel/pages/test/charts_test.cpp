#include "kernel/pages/charts.hpp"

#include <gmock/gmock.h>

#include <map>
#include <set>

#include "kernel/pages/samples.hpp"

namespace gandan::pages {
namespace {

TEST(Columns, have_an_axis_of_two_round_steps_that_holds_every_value) {
  EXPECT_EQ(axis_end(0), 2);
  EXPECT_EQ(axis_end(2), 2);
  EXPECT_EQ(axis_end(102), 200);
  EXPECT_EQ(axis_end(201), 400);
  EXPECT_EQ(axis_end(1'000'001), 2'000'000);
}

TEST(Columns, stand_on_the_axis_and_are_as_high_as_their_share_of_it) {
  const auto drawn = plot(
      ColumnChart{.second_series = "b", .columns = {{.first = 100, .second = 50}, {.first = 0}}});
  ASSERT_EQ(drawn.pairs.size(), 2u);
  EXPECT_DOUBLE_EQ(drawn.pairs[0].first.height, 180);
  EXPECT_DOUBLE_EQ(drawn.pairs[0].second.height, 90);
  EXPECT_DOUBLE_EQ(drawn.pairs[0].second.y + drawn.pairs[0].second.height, 200);
  EXPECT_DOUBLE_EQ(drawn.pairs[1].first.height, 0);
  EXPECT_LE(drawn.pairs[1].second.x + drawn.pairs[1].second.width, 100);
}

TEST(Columns, may_be_none) {
  EXPECT_TRUE(plot(ColumnChart{}).pairs.empty());
}

TEST(TileMap, has_a_place_of_its_own_for_each_of_the_34_provinces) {
  const auto map = samples::tiles(samples::Says(*i18n::find_locale("vi")));
  const auto drawn = plot(map);
  std::set<std::pair<int, int>> places;
  for (const auto& tile : drawn.tiles) places.emplace(tile.x, tile.y);
  EXPECT_EQ(places.size(), 34u);
}

TEST(TileMap, colours_by_equal_factors_so_that_a_large_value_stands_alone) {
  const TileMap map{.tiles = {{"01", "Hà Nội", 0, {}},
                              {"04", "Cao Bằng", 1, {}},
                              {"08", "Tuyên Quang", 5, {}},
                              {"11", "Điện Biên", 6, {}},
                              {"12", "Lai Châu", 180, {}}}};
  const auto drawn = plot(map);
  std::map<std::string, int> steps;
  for (const auto& tile : drawn.tiles) steps[tile.tile->code] = tile.step;
  const std::map<std::string, int> expected{{"01", 0}, {"04", 1}, {"08", 2}, {"11", 2}, {"12", 4}};
  EXPECT_EQ(steps, expected);
  ASSERT_EQ(drawn.legend.size(), 3u);
  EXPECT_EQ(drawn.legend[1].least, 5);
  EXPECT_EQ(drawn.legend[1].most, 6);
  EXPECT_EQ(drawn.legend.back().least, 180);
}

TEST(TileMap, of_equal_values_has_one_colour) {
  const TileMap map{.tiles = {{"01", "Hà Nội", 7, {}}, {"04", "Cao Bằng", 7, {}}}};
  const auto drawn = plot(map);
  ASSERT_EQ(drawn.legend.size(), 1u);
  EXPECT_EQ(drawn.tiles[0].step, drawn.tiles[1].step);
}

TEST(TileMap, breaks_a_name_near_its_middle) {
  const TileMap map{.tiles = {{"79", "Hồ Chí Minh", 1, {}}, {"46", "Huế", 1, {}}}};
  const auto drawn = plot(map);
  ASSERT_EQ(drawn.tiles.size(), 2u);
  EXPECT_EQ(drawn.tiles[0].first_line, "Huế");
  EXPECT_EQ(drawn.tiles[0].second_line, "");
  EXPECT_EQ(drawn.tiles[1].first_line + "|" + drawn.tiles[1].second_line, "Hồ Chí|Minh");
}

TEST(Flow, keeps_every_record_on_both_sides) {
  const FlowChart chart{.left = {{"a"}, {"b"}},
                        .right = {{"c"}, {"d"}},
                        .links = {{0, 0, 3}, {0, 1, 1}, {1, 1, 4}, {1, 0, 0}}};
  const auto drawn = plot(chart);
  EXPECT_EQ(drawn.left[0].count, 4);
  EXPECT_EQ(drawn.right[1].count, 5);
  EXPECT_EQ(drawn.ribbons.size(), 3u);
  EXPECT_DOUBLE_EQ(drawn.left[0].height + drawn.left[1].height,
                   drawn.right[0].height + drawn.right[1].height);
}

TEST(Flow, of_nothing_is_drawn_without_ribbons) {
  const FlowChart chart{.left = {{"a"}}, .right = {{"b"}}, .links = {{0, 0, 0}}};
  EXPECT_TRUE(plot(chart).ribbons.empty());
}

}  // namespace
}  // namespace gandan::pages
