#include "lib/assignments/bodies.hpp"

#include <gmock/gmock.h>

namespace gandan::assignments {
namespace {

using testing::ElementsAre, testing::IsEmpty;

auto names_in(std::string_view cell) {
  return read_bodies(cell).names;
}

TEST(BodiesOfACell, AreParted) {
  EXPECT_THAT(names_in("Sở Y tế, Sở Nội vụ; Công an tỉnh"),
              ElementsAre("Sở Y tế", "Sở Nội vụ", "Công an tỉnh"));
  EXPECT_THAT(names_in("- Sở Tài chính\n- UBND các xã, phường"),
              ElementsAre("Sở Tài chính", "UBND các xã, phường"));
  EXPECT_THAT(names_in("Bộ Tài chính và Bộ Nội vụ"), ElementsAre("Bộ Tài chính", "Bộ Nội vụ"));
  EXPECT_THAT(names_in(""), IsEmpty());
}

TEST(BodiesOfACell, KeepACommaOrAnAndThatIsTheirName) {
  EXPECT_THAT(names_in("Bộ Văn hóa, Thể thao và Du lịch, Bộ Y tế"),
              ElementsAre("Bộ Văn hóa, Thể thao và Du lịch", "Bộ Y tế"));
  EXPECT_THAT(names_in("Sở Văn hóa, Thể thao và Du lịch và Sở Xây dựng"),
              ElementsAre("Sở Văn hóa, Thể thao và Du lịch", "Sở Xây dựng"));
  EXPECT_THAT(names_in("Ban Tuyên giáo và Dân vận Tỉnh ủy"),
              ElementsAre("Ban Tuyên giáo và Dân vận Tỉnh ủy"));
}

TEST(BodiesOfACell, KeepACollectiveWhole) {
  EXPECT_THAT(names_in("Bộ Nội vụ, các bộ, ngành và địa phương"),
              ElementsAre("Bộ Nội vụ", "các bộ, ngành, địa phương"));
  EXPECT_THAT(names_in("Các sở, ban, ngành, UBND các xã, phường"),
              ElementsAre("Các sở, ban, ngành", "UBND các xã, phường"));
  EXPECT_THAT(names_in("cơ quan, tổ chức, cá nhân có liên quan"),
              ElementsAre("cơ quan, tổ chức, cá nhân có liên quan"));
}

TEST(BodiesOfACell, OfTheNationAreNamedAsTheirLawDoes) {
  EXPECT_THAT(names_in("Bộ KH&CN, Sở TN&MT"),
              ElementsAre("Bộ Khoa học và Công nghệ", "Sở Tài nguyên và Môi trường"));
  EXPECT_THAT(names_in("Bộ Khoa học, Công nghệ"), ElementsAre("Bộ Khoa học và Công nghệ"));
  EXPECT_THAT(names_in("Bộ nội vụ Bộ Tài chính"), ElementsAre("Bộ Nội vụ", "Bộ Tài chính"));
  EXPECT_THAT(names_in("Các Bộ: Công an, Tài chính và Y tế"),
              ElementsAre("Bộ Công an", "Bộ Tài chính", "Bộ Y tế"));
}

TEST(BodiesOfACell, SayWhatBreaksOff) {
  const Bodies bodies = read_bodies("Bộ Y tế, Bộ");
  EXPECT_THAT(bodies.names, ElementsAre("Bộ Y tế"));
  EXPECT_THAT(bodies.unread, ElementsAre("Bộ"));
}

}  // namespace
}  // namespace gandan::assignments
