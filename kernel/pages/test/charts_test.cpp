#include "kernel/pages/charts.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <map>
#include <set>

#include "kernel/pages/pictures.hpp"
#include "kernel/pages/samples.hpp"

namespace gandan::pages {
namespace {

TEST(Columns, HaveAnAxisOfTwoRoundStepsThatHoldsEveryValue) {
  EXPECT_EQ(axis_end(0), 2);
  EXPECT_EQ(axis_end(2), 2);
  EXPECT_EQ(axis_end(102), 200);
  EXPECT_EQ(axis_end(201), 400);
  EXPECT_EQ(axis_end(1'000'001), 2'000'000);
}

TEST(Columns, StandOnTheAxisAndAreAsHighAsTheirShareOfIt) {
  const auto drawn = plot(
      ColumnChart{.second_series = "b", .columns = {{.first = 100, .second = 50}, {.first = 0}}});
  ASSERT_EQ(drawn.pairs.size(), 2u);
  EXPECT_DOUBLE_EQ(drawn.pairs[0].first.height, 180);
  EXPECT_DOUBLE_EQ(drawn.pairs[0].second.height, 90);
  EXPECT_DOUBLE_EQ(drawn.pairs[0].second.y + drawn.pairs[0].second.height, 200);
  EXPECT_DOUBLE_EQ(drawn.pairs[1].first.height, 0);
  EXPECT_LE(drawn.pairs[1].second.x + drawn.pairs[1].second.width, 100);
}

TEST(Columns, MayBeNone) {
  EXPECT_TRUE(plot(ColumnChart{}).pairs.empty());
}

TEST(TileMap, HasAPlaceOfItsOwnForEachOfThe34Provinces) {
  const auto map = samples::tiles(samples::Says(*i18n::find_locale("vi")));
  const auto drawn = plot(map);
  std::set<std::pair<int, int>> places;
  for (const auto& tile : drawn.tiles) places.emplace(tile.column, tile.row);
  EXPECT_EQ(places.size(), 34u);
}

TEST(TileMap, ColoursByQuartersOfThoseThatHaveAny) {
  const TileMap map{.tiles = {{"01", "Hà Nội", 0, {}},
                              {"04", "Cao Bằng", 1, {}},
                              {"08", "Tuyên Quang", 5, {}},
                              {"11", "Điện Biên", 6, {}},
                              {"12", "Lai Châu", 180, {}},
                              {"14", "Sơn La", 5, {}}}};
  const auto drawn = plot(map);
  std::map<std::string, int> steps;
  for (const auto& tile : drawn.tiles) steps[tile.tile->code] = tile.step;
  const std::map<std::string, int> expected{{"01", 0}, {"04", 1}, {"08", 1},
                                            {"14", 1}, {"11", 3}, {"12", 4}};
  EXPECT_EQ(steps, expected) << "equal values have one colour";
  ASSERT_EQ(drawn.legend.size(), 3u);
  EXPECT_EQ(drawn.legend[0].least, 1);
  EXPECT_EQ(drawn.legend[0].most, 5);
  EXPECT_EQ(drawn.legend.back().least, 180);
}

TEST(TileMap, OfCommunesHasEachInItsOrder) {
  const TileMap map{.tiles = {{"", "Bình Gia", 3, {}}, {"", "Thất Khê", 0, {}}}, .in_order = true};
  const auto drawn = plot(map);
  ASSERT_EQ(drawn.tiles.size(), 2u);
  EXPECT_EQ(drawn.tiles[0].tile->name, "Bình Gia");
  EXPECT_EQ(drawn.tiles[1].column, 1);
}

TEST(Multiples, AreOnOneScaleAndShowOneThatIsSmall) {
  const Multiples chart{
      .all = {{.label = "a", .values = {400, 0}}, {.label = "b", .values = {1, 200}}}};
  const auto drawn = plot(chart);
  EXPECT_EQ(drawn.most, 400);
  EXPECT_EQ(drawn.width, 20);
  EXPECT_EQ(drawn.paths[0], "M1 40v-40h8v40z");
  EXPECT_EQ(drawn.paths[1], "M1 40v-1h8v1zM11 40v-20h8v20z");
}

TEST(Columns, HaveAWordUnderTwelveOfThemAtMost) {
  ColumnChart chart;
  chart.columns.resize(30);
  const auto drawn = plot(chart);
  EXPECT_EQ(std::count_if(drawn.pairs.begin(), drawn.pairs.end(),
                          [](const auto& pair) { return pair.has_tick; }),
            10);
}

TEST(TileMap, OfEqualValuesHasOneColour) {
  const TileMap map{.tiles = {{"01", "Hà Nội", 7, {}}, {"04", "Cao Bằng", 7, {}}}};
  const auto drawn = plot(map);
  ASSERT_EQ(drawn.legend.size(), 1u);
  EXPECT_EQ(drawn.tiles[0].step, drawn.tiles[1].step);
}

TEST(TileMap, BreaksANameNearItsMiddle) {
  const TileMap map{.tiles = {{"79", "Hồ Chí Minh", 1, {}}, {"46", "Huế", 1, {}}}};
  const auto drawn = plot(map);
  ASSERT_EQ(drawn.tiles.size(), 2u);
  EXPECT_EQ(drawn.tiles[0].first_line, "Huế");
  EXPECT_EQ(drawn.tiles[0].second_line, "");
  EXPECT_EQ(drawn.tiles[1].first_line + "|" + drawn.tiles[1].second_line, "Hồ Chí|Minh");
}

TEST(Flow, KeepsEveryRecordOnBothSides) {
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

TEST(Flow, OfNothingIsDrawnWithoutRibbons) {
  const FlowChart chart{.left = {{"a"}}, .right = {{"b"}}, .links = {{0, 0, 0}}};
  EXPECT_TRUE(plot(chart).ribbons.empty());
}

TEST(Pictures, HoldNothingThatNoXmlMayHold) {
  const BarChart chart{.bars = {{.label = "Xã\xEF\xBF\xBE Mẫu", .share = 1, .value = "5"}}};
  const std::string drawn = picture(*i18n::find_locale("vi"), {.title = "Số\x01 liệu"}, chart);
  EXPECT_THAT(drawn, testing::HasSubstr(">Xã Mẫu<"));
  EXPECT_THAT(drawn, testing::HasSubstr("<title>Số liệu</title>"));
}

}  // namespace
}  // namespace gandan::pages
