// Names within sentences and in narrow lists.
#include "kernel/pages/names.hpp"

#include <gtest/gtest.h>

namespace gandan::pages {
namespace {

TEST(Names, OfPlacesHaveNoCapitalWithinAVietnameseSentenceButTheirOwn) {
  const i18n::Locale& vi = *i18n::find_locale("vi");
  EXPECT_EQ(in_sentence(vi, "Xã Hữu Lũng"), "xã Hữu Lũng");
  EXPECT_EQ(in_sentence(vi, "Tỉnh Lạng Sơn"), "tỉnh Lạng Sơn");
  EXPECT_EQ(in_sentence(vi, "Phường 1"), "phường 1");
  EXPECT_EQ(in_sentence(vi, "Thị xã Mường Lay"), "thị xã Mường Lay");
  EXPECT_EQ(in_sentence(vi, "Xã Đồng Đăng (cũ)"), "xã Đồng Đăng (cũ)");
  for (const char* kept : {"Thành phố Hồ Chí Minh", "Xã hội", "Bộ Nội vụ", "Xã", ""})
    EXPECT_EQ(in_sentence(vi, kept), kept);
  EXPECT_EQ(in_sentence(*i18n::find_locale("en"), "Xã Hữu Lũng"), "Xã Hữu Lũng");
}

TEST(Names, OfCommitteesAreShortInNarrowLists) {
  EXPECT_EQ(short_body("Ủy ban nhân dân xã Hữu Lũng"), "UBND xã Hữu Lũng");
  EXPECT_EQ(short_body("Sở Y tế tỉnh Lạng Sơn"), "Sở Y tế tỉnh Lạng Sơn");
  EXPECT_EQ(short_body(""), "");
}

}  // namespace
}  // namespace gandan::pages
