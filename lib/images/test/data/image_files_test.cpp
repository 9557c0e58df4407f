// Pictures that broke other programs: those that can be read are turned and stripped, bombs are
// refused, and nothing ends this process.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "lib/base/real_input.hpp"
#include "lib/images/images.hpp"
#include "lib/images/test/pictures.hpp"

namespace gandan::images {
namespace {

const std::string set = "image-files/files";

/// Of no web format, or beyond what is read.
bool is_refused(const std::string& name) {
  for (const char* end : {".gif", ".ico", ".psd", ".tif", ".j2k", ".sgi", ".fli", ".msp", ".bin"})
    if (name.ends_with(end)) return true;
  return name == "pillow__broken.png" || name == "pillow__truncated_jpeg.jpg";
}

TEST(ImageFiles, EachIsReadSafelyOrRefused) {
  const auto files = real_input::find(set, "*");
  if (files.empty()) GTEST_SKIP() << real_input::absent(set);
  int read = 0;
  for (const auto& file : files) {
    const std::string name = file.filename().string();
    const auto it = clean(real_input::read(file));
    if (is_refused(name)) {
      EXPECT_FALSE(it) << name;
    }
    if (!it) continue;
    ++read;
    EXPECT_LE(std::max(it->width, it->height), 2560) << name;
    SCOPED_TRACE(name);
    const test::Seen seen = test::look_at(it->bytes);
    EXPECT_EQ(std::pair(seen.width, seen.height), std::pair(it->width, it->height)) << name;
    EXPECT_LE(seen.orientation, 1) << name;
    for (const char* word : {"exif", "xmp", "iptc", "GPS"})
      EXPECT_THAT(seen.fields, ::testing::Not(::testing::HasSubstr(word))) << name;
  }
  EXPECT_GE(read * 2, static_cast<int>(files.size())) << "most of them are right pictures";
}

TEST(ImageFiles, AllOfASetAreOfOneSizeOnceTurned) {
  for (const char* pattern :
       {"imaging__orientation_*.jpg", "goexif__f[0-9]-exif.jpg", "pillow__hopper_orientation_*"}) {
    const auto files = real_input::find(set, pattern);
    if (files.empty()) GTEST_SKIP() << real_input::absent(set);
    std::set<std::pair<int, int>> sizes;
    for (const auto& file : files) {
      const auto it = clean(real_input::read(file));
      ASSERT_TRUE(it) << file;
      sizes.emplace(it->width, it->height);
    }
    EXPECT_EQ(sizes.size(), 1u) << pattern;
  }
}

}  // namespace
}  // namespace gandan::images
