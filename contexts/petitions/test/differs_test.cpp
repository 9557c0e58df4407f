#include "contexts/petitions/topics/differs.hpp"

#include <gmock/gmock.h>

namespace gandan::petitions {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr std::string_view lamps = "Đèn đường ở ngõ 5 phố Bà Triệu tắt hai tuần. Đề nghị xã sửa.";

TEST(Differs, SaysNumbersWithTheirWordsAndNamesThatTheOtherHasNot) {
  EXPECT_THAT(only_in("Đèn đường ở ngõ 7 phố Bà Triệu tắt đã lâu. Đề nghị xã sửa giúp.", lamps, 6),
              ElementsAre("ngõ 7 phố"));
  EXPECT_THAT(only_in("Đèn đường ở phố Lê Lợi tắt, theo 05-HD/BTCTW.", lamps, 6),
              ElementsAre("Lê Lợi", "theo 05-HD/BTCTW"));
}

TEST(Differs, SaysNothingOfOtherWordsNorOfTheBeginningsOfSentences) {
  EXPECT_THAT(only_in("Mong sớm thay bóng. Bà con khổ lắm.", lamps, 6), IsEmpty());
  EXPECT_THAT(only_in(lamps, lamps, 6), IsEmpty());
  EXPECT_THAT(only_in("DEN duong o ngo 5 pho BA TRIEU", lamps, 6), IsEmpty()) << "without marks";
}

TEST(Differs, SaysEachOnceAndNoMoreThanAsked) {
  EXPECT_THAT(only_in("ở Nà Mẫu, ở Nà Mẫu, ở Bản Thẩu, ở Chi Lăng", "", 2),
              ElementsAre("Nà Mẫu", "Bản Thẩu"));
  EXPECT_THAT(only_in("", lamps, 6), IsEmpty());
  EXPECT_THAT(only_in("\xff\xfe 7", "", 6).size(), 1U);
}

}  // namespace
}  // namespace gandan::petitions
