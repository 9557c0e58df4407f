#include "lib/images/images.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lib/images/test/pictures.hpp"

namespace gandan::images {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(Images, TheTypeIsThatOfTheContent) {
  EXPECT_EQ(type_of("\xFF\xD8\xFF\xE0 and more"), Type::jpeg);
  EXPECT_EQ(type_of("\x89PNG\r\n\x1A\n...."), Type::png);
  EXPECT_EQ(type_of(std::string_view("RIFF\x10\0\0\0WEBPVP8 ", 16)), Type::webp);
  EXPECT_EQ(type_of(std::string_view("\0\0\0\x18"
                                     "ftypheic\0\0\0\0mif1heic",
                                     24)),
            Type::heic);
  EXPECT_EQ(type_of(std::string_view("\0\0\0\x18"
                                     "ftypmif1\0\0\0\0mif1avif",
                                     24)),
            Type::avif);
  EXPECT_EQ(type_of(std::string_view("\0\0\0\x18"
                                     "ftypM4A \0\0\0\0M4A mp42",
                                     24)),
            std::nullopt);
  EXPECT_EQ(type_of("GIF89a"), std::nullopt);
  EXPECT_EQ(type_of("<svg xmlns='http://www.w3.org/2000/svg'>"), std::nullopt);
  EXPECT_EQ(type_of(""), std::nullopt);
}

TEST(Images, EachOrientationIsTurnedUpright) {
  for (const char* suffix : {".jpg", ".webp"})
    for (int orientation = 1; orientation <= 8; ++orientation) {
      const auto it = clean(test::make({.suffix = suffix, .orientation = orientation}));
      ASSERT_TRUE(it) << suffix << orientation;
      const bool is_on_its_side = orientation >= 5;
      EXPECT_EQ(it->width, is_on_its_side ? 20 : 40) << suffix << orientation;
      EXPECT_EQ(it->height, is_on_its_side ? 40 : 20) << suffix << orientation;
      const auto seen = test::look_at(it->bytes);
      EXPECT_LE(seen.orientation, 1);
      EXPECT_EQ(seen.width, it->width);
      // The red corner: 1 and 5 leave it, 2 and 6 bring it to the right, the others down.
      EXPECT_EQ(seen.is_red_at_top_left, orientation == 1 || orientation == 5) << orientation;
      EXPECT_EQ(seen.is_red_at_top_right, orientation == 2 || orientation == 6) << orientation;
    }
}

TEST(Images, NothingTellsWhereAndByWhomItWasTaken) {
  for (const char* suffix : {".jpg", ".png", ".webp"}) {
    const std::string sent = test::make({.suffix = suffix, .has_place = true});
    ASSERT_THAT(test::look_at(sent).fields, HasSubstr("xmp-data")) << suffix;
    const auto it = clean(sent);
    ASSERT_TRUE(it) << suffix;
    for (const std::string& bytes : {it->bytes, it->small}) {
      const std::string fields = test::look_at(bytes).fields;
      for (const char* word : {"exif", "xmp", "iptc", "icc", "GPS"})
        EXPECT_THAT(fields, Not(HasSubstr(word))) << suffix;
      EXPECT_THAT(bytes, Not(HasSubstr("Nguyen"))) << suffix;
      EXPECT_THAT(bytes, Not(HasSubstr("Exif"))) << suffix;
    }
  }
}

TEST(Images, BothPicturesAreBounded) {
  const auto it = clean(test::make({.suffix = ".png", .width = 900, .height = 300}),
                        {.longest_side = 600, .longest_side_small = 90});
  ASSERT_TRUE(it);
  EXPECT_EQ(std::pair(it->width, it->height), std::pair(600, 200));
  EXPECT_EQ(std::pair(it->small_width, it->small_height), std::pair(90, 30));
  EXPECT_EQ(it->type, Type::png);
  EXPECT_EQ(type_of(it->bytes), Type::png);
  EXPECT_EQ(type_of(it->small), Type::jpeg);
  EXPECT_EQ(test::look_at(it->small).width, 90);
}

TEST(Images, NoneIsMadeLarger) {
  const auto it = clean(test::make({}));
  ASSERT_TRUE(it);
  EXPECT_EQ(it->small_width, 40);
}

TEST(Images, WhatCanBeSeenThroughStaysSo) {
  const auto it = clean(test::make({.suffix = ".png", .has_alpha = true}));
  ASSERT_TRUE(it);
  EXPECT_EQ(it->bytes.at(25), '\x06') << "colour type of PNG: RGB with alpha";
}

TEST(Images, BombsAreRefusedBeforeTheyUnfold) {
  EXPECT_EQ(clean(test::make({}), {.most_pixels = 799}).error(), Refused::too_large);
  // Thirty thousand pixels a side, of which there is hardly a byte.
  std::string png = test::make({.suffix = ".png"});
  png.replace(16, 8, std::string_view("\0\0\x75\x30\0\0\x75\x30", 8));
  EXPECT_FALSE(clean(png));
  std::string jpeg = test::make({});
  const std::size_t frame = jpeg.find("\xFF\xC0");
  ASSERT_NE(frame, std::string::npos);
  jpeg.replace(frame + 5, 4, "\x20\x20\x20\x20");
  EXPECT_EQ(clean(jpeg).error(), Refused::too_large);
}

TEST(Images, WhatIsNoPictureIsRefused) {
  const std::string tiff = test::make({.suffix = ".tif"});
  EXPECT_EQ(clean(tiff).error(), Refused::not_a_picture);
  EXPECT_EQ(clean("").error(), Refused::not_a_picture);
  EXPECT_EQ(clean("%PDF-1.7").error(), Refused::not_a_picture);
  EXPECT_FALSE(clean("\xFF\xD8\xFF\xE0 that is all"));
}

// Two pictures that differ in what is masked alone come out as the same bytes.
TEST(Images, NothingIsLeftOfWhatWasMasked) {
  const Area middle[] = {{.left = 333, .top = 333, .width = 335, .height = 335}};
  for (const char* suffix : {".jpg", ".png"})
    for (const bool has_alpha : {false, true}) {
      if (has_alpha && suffix == std::string_view(".jpg")) continue;
      const test::Wanted wanted{
          .suffix = suffix, .width = 640, .height = 480, .has_alpha = has_alpha, .noise = 1};
      test::Wanted other = wanted;
      other.noise = 77;
      const std::string first = test::make(wanted), second = test::make(other);
      const auto bare = mask(first, {}), masked = mask(first, middle),
                 masked_too = mask(second, middle);
      ASSERT_TRUE(bare && masked && masked_too) << suffix;
      EXPECT_NE(bare->bytes, mask(second, {})->bytes) << suffix;
      EXPECT_EQ(masked->bytes, masked_too->bytes) << suffix << has_alpha;
      EXPECT_EQ(masked->small, masked_too->small) << suffix << has_alpha;
      EXPECT_EQ(masked->type, type_of(first));
      for (const std::string& bytes : {masked->bytes, masked->small}) {
        const auto seen = test::look_at(bytes);
        EXPECT_TRUE(seen.is_black_in_the_middle) << suffix << has_alpha;
        EXPECT_TRUE(has_alpha || seen.is_red_at_top_left) << "the rest is as it was";
      }
      EXPECT_FALSE(test::look_at(bare->bytes).is_black_in_the_middle);
    }
}

TEST(Images, WhatIsMaskedReachesTheEdgesAndNoFurther) {
  for (const char* suffix : {".jpg", ".png"}) {
    const std::string picture = test::make({.suffix = suffix, .width = 50, .height = 30});
    const Area all[] = {{.left = 0, .top = 0, .width = 1000, .height = 1000}};
    const auto black = mask(picture, all);
    ASSERT_TRUE(black) << suffix;
    const auto seen = test::look_at(black->bytes);
    EXPECT_TRUE(seen.is_black_in_the_middle);
    EXPECT_FALSE(seen.is_red_at_top_left);
    EXPECT_EQ(std::pair(seen.width, seen.height), std::pair(50, 30));
    const Area least[] = {{.left = 999, .top = 999, .width = 1, .height = 1}};
    EXPECT_TRUE(mask(picture, least)) << suffix;
  }
}

TEST(Images, OfAMaskedPictureNothingIsToldBesides) {
  const Area corner[] = {{.left = 0, .top = 0, .width = 100, .height = 100}};
  const auto it = mask(test::make({.has_place = true}), corner);
  ASSERT_TRUE(it);
  EXPECT_THAT(it->bytes, Not(HasSubstr("Exif")));
  EXPECT_THAT(it->bytes, Not(HasSubstr("Nguyen")));
  EXPECT_EQ(mask("%PDF-1.7", corner).error(), Refused::not_a_picture);
}

TEST(Images, WhatTakesTooLongIsSaidToBeTooSlowNotDamaged) {
  Bounds bounds;
  bounds.time = std::chrono::seconds(0);
  EXPECT_EQ(clean(test::make({.width = 400, .height = 400}), bounds).error(), Refused::too_slow);
}

TEST(Images, WhatIsNotWholeIsRefused) {
  const std::string jpeg = test::make({.width = 400, .height = 400});
  EXPECT_EQ(clean(jpeg.substr(0, jpeg.size() / 2)).error(), Refused::damaged);
}

}  // namespace
}  // namespace gandan::images
