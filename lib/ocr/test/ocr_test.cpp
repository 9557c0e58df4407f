#include "lib/ocr/ocr.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <vips/vips.h>

#include <stdexcept>

#include "lib/base/apart.hpp"

namespace gandan::ocr {
namespace {

using testing::HasSubstr;

/// Black words on white, as a scanner sees a printed page: PNG. In a child, since libvips keeps
/// threads.
std::string picture_of(const std::string& words) {
  const auto made = run_apart({}, [&]() -> std::string {
    VipsImage *text = nullptr, *white = nullptr, *page = nullptr;
    void* bytes = nullptr;
    std::size_t size = 0;
    if (vips_init("ocr_test") != 0 ||
        vips_text(&text, words.c_str(), "dpi", 300, "font", "Liberation Serif 14", nullptr) != 0 ||
        vips_invert(text, &white, nullptr) != 0 ||
        vips_embed(white, &page, 60, 60, white->Xsize + 120, white->Ysize + 120, "extend",
                   VIPS_EXTEND_WHITE, nullptr) != 0 ||
        vips_pngsave_buffer(page, &bytes, &size, nullptr) != 0)
      throw std::runtime_error(vips_error_buffer());
    return {static_cast<const char*>(bytes), size};
  });
  if (!made) throw std::runtime_error("libvips draws no words");
  return *made;
}

TEST(Ocr, ReadsVietnameseWords) {
  if (!is_installed()) GTEST_SKIP() << "Tesseract with its language vie is not installed";
  const auto words = words_of(picture_of("Kính gửi Ủy ban nhân dân xã\nĐường làng ngập nước"));
  ASSERT_TRUE(words);
  EXPECT_THAT(*words, HasSubstr("Kính gửi Ủy ban nhân dân xã"));
  EXPECT_THAT(*words, HasSubstr("Đường làng ngập nước"));
}

TEST(Ocr, RefusesWhatIsNoPicture) {
  if (!is_installed()) GTEST_SKIP() << "Tesseract with its language vie is not installed";
  EXPECT_EQ(words_of("no picture"), fail(Problem::unreadable));
  EXPECT_EQ(words_of(""), fail(Problem::unreadable));
}

TEST(Ocr, HasAnEnd) {
  if (!is_installed()) GTEST_SKIP() << "Tesseract with its language vie is not installed";
  EXPECT_EQ(words_of(picture_of("Kính gửi"), {.longest = 4}), fail(Problem::unreadable));
}

}  // namespace
}  // namespace gandan::ocr
