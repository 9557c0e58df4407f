#include "kernel/files/masks.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kernel/files/files.hpp"
#include "kernel/files/masks_page.hpp"
#include "kernel/testing/database.hpp"
#include "lib/crypto/random.hpp"
#include "lib/crypto/stream.hpp"

namespace gandan::files {
namespace {

using images::Area;
using testing::ElementsAre;
using testing::IsEmpty;

File picture_of(int width, int height) {
  File file;
  file.type = Type::jpeg;
  file.width = width;
  file.height = height;
  return file;
}

std::vector<Area> read_areas(std::string_view typed,
                             const std::vector<std::string_view>& ticked = {},
                             const File& picture = picture_of(400, 300)) {
  return areas_of(picture, typed, ticked).value_or(std::vector<Area>());
}

TEST(MaskAreas, AreTypedAsPercentages) {
  EXPECT_THAT(read_areas("40 25.5 12 15"), ElementsAre(Area{400, 255, 120, 150}));
  EXPECT_THAT(read_areas(" 40  25,5 12% 15%\r\n\r\n0 0 100 100\n"),
              ElementsAre(Area{400, 255, 120, 150}, Area{0, 0, 1000, 1000}));
  EXPECT_THAT(read_areas("90 90 50 50"), ElementsAre(Area{900, 900, 100, 100}))
      << "what reaches beyond the picture ends at its edge";
  EXPECT_THAT(read_areas("1.04 1.04 1.04 1.04"), ElementsAre(Area{10, 10, 11, 11}))
      << "rounded outwards";
}

TEST(MaskAreas, ReadBackAreTheSame) {
  for (int at = 0; at < 1000; ++at) {
    const std::vector<Area> areas{{at, 999 - at, 1000 - at, 1}};
    ASSERT_EQ(read_areas(in_lines(areas)), areas);
  }
}

TEST(MaskAreas, NeighbouringSquaresAreOneRectangle) {
  // Twelve by nine.
  EXPECT_THAT(read_areas("", {"1-1"}), ElementsAre(Area{0, 0, 84, 112}));
  EXPECT_THAT(read_areas("", {"3-4", "3-5", "4-4", "4-5"}), ElementsAre(Area{250, 222, 167, 223}));
  EXPECT_THAT(read_areas("", {"9-12", "1-12"}),
              ElementsAre(Area{916, 0, 84, 112}, Area{916, 888, 84, 112}));
  EXPECT_EQ(read_areas("", {"1-1", "1-2", "2-1"}).size(), 2U);
}

TEST(MaskAreas, WhatIsNoneIsRefused) {
  const auto why = [](std::string_view typed, const std::vector<std::string_view>& ticked) {
    return areas_of(picture_of(400, 300), typed, ticked).error().why;
  };
  EXPECT_EQ(why("", {}), WrongAreas::none);
  EXPECT_EQ(why(" \n ", {"0-1", "10-1", "1-13", "x", "1", "1-1-1"}), WrongAreas::none);
  EXPECT_EQ(why("1 2 3", {}), WrongAreas::no_numbers);
  EXPECT_EQ(why("1 2 3 x", {"1-1"}), WrongAreas::no_numbers);
  EXPECT_EQ(why("1 2 3 4 5", {}), WrongAreas::no_numbers);
  EXPECT_EQ(why("10 10 0 5", {}), WrongAreas::outside);
  EXPECT_EQ(why("100 0 5 5", {}), WrongAreas::outside);
  EXPECT_EQ(why("-1 0 5 5", {}), WrongAreas::outside);
  std::string many;
  for (std::size_t i = 0; i <= most_areas; ++i) many += "1 1 1 1\n";
  EXPECT_EQ(why(many, {}), WrongAreas::too_many);
}

TEST(MaskAreas, TheGridFollowsThePicture) {
  EXPECT_EQ(grid_of(picture_of(400, 300)).rows, 9);
  EXPECT_EQ(grid_of(picture_of(300, 400)).rows, 16);
  EXPECT_EQ(grid_of(picture_of(2000, 10)).rows, 3);
  EXPECT_EQ(grid_of(picture_of(10, 2000)).rows, 24);
  EXPECT_EQ(mask_form_of(*i18n::find_locale("en"), picture_of(300, 400), {}).squares.size(), 192U);
}

class MaskRows : public gandan::test::Database {
 protected:
  static constexpr Ref record{"note", 7};

  Stored put(std::string_view content) { return services().files.folder.put(content, key); }
  File the_file() {
    return db().read([](db::Tx& tx) { return files_of(tx, record).at(0); });
  }

  const std::string key = crypto::random_bytes(crypto::stream_key_size);
};
GANDAN_EACH_ENGINE(MaskRows);

TEST_P(MaskRows, NameACopyThatIsKeptUntilTheNext) {
  const Taken taken{.type = Type::jpeg,
                    .name = "anh.jpg",
                    .key = key,
                    .content = put("whole"),
                    .small = put("small"),
                    .width = 4,
                    .height = 3,
                    .digest = {}};
  db().write([&](db::Tx& tx) {
    add(tx, {ids, keys->get(), clock.now()}, {.record = record, .body = {}}, std::span(&taken, 1));
  });
  EXPECT_THAT(masked_areas(the_file()), IsEmpty());
  const std::vector<Area> areas{{100, 0, 200, 1000}, {0, 5, 10, 10}};
  const Masked first{areas, put("masked"), put("small masked")};
  const Masked second{{{1, 2, 3, 4}}, put("masked anew"), put("small masked anew")};
  db().write([&](db::Tx& tx) { mask(tx, the_file().id, first); });
  EXPECT_EQ(masked_areas(the_file()), areas);
  EXPECT_EQ(the_file().masked_size, 6);
  const auto is_kept = [&](const Stored& it) {
    return db().read([&](db::Tx& tx) { return is_stored(tx, it.hash); });
  };
  EXPECT_TRUE(is_kept(first.content));
  EXPECT_TRUE(is_kept(first.small));
  EXPECT_EQ(db().read([](db::Tx& tx) { return stored_hashes(tx).size(); }), 4U)
      << "all four go into a backup";
  db().write([&](db::Tx& tx) { mask(tx, the_file().id, second); });
  EXPECT_FALSE(is_kept(first.content)) << "the sweep takes it";
  EXPECT_TRUE(is_kept(second.content));
  db().write([&](db::Tx& tx) { unmask(tx, the_file().id); });
  EXPECT_FALSE(is_kept(second.small));
  EXPECT_TRUE(is_kept(taken.content)) << "what lies beneath is never lost";
}

TEST_P(MaskRows, NothingIsMaskedOfWhatCannotBeRead) {
  File file = picture_of(4, 3);
  const Area all[] = {{0, 0, 1000, 1000}};
  file.hash = std::string(64, '0');
  EXPECT_FALSE(make_masked(services().files.folder, file, key, all));
  file.hash = put("no picture").hash;
  EXPECT_FALSE(make_masked(services().files.folder, file, key, all));
}

}  // namespace
}  // namespace gandan::files
