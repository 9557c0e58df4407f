#include "lib/text/replace_words.hpp"

#include <gtest/gtest.h>

namespace gandan::text {
namespace {

std::string without(std::string_view text, std::string_view words) {
  return replace_words(text, words, "[…]");
}

TEST(ReplaceWords, FindsThemInOtherLetterCaseAndOverTheEndOfALine) {
  for (const char* name : {"Hà Văn Mẫu", "HÀ VĂN MẪU", "hà văn mẫu", "Hà  Văn Mẫu", "Hà Văn\nMẫu"})
    EXPECT_EQ(without("Gặp ông " + std::string(name) + ", ở bản.", "Hà Văn Mẫu"),
              "Gặp ông […], ở bản.")
        << name;
  EXPECT_EQ(without("Gọi 0912\n345 678 nhé", "0912 345 678"), "Gọi […] nhé");
  EXPECT_EQ(without("Hà Văn Mẫu và Hà Văn Mẫu", "Hà Văn Mẫu"), "[…] và […]");
}

TEST(ReplaceWords, LeavesWhatIsAnotherWord) {
  EXPECT_EQ(without("Ông Hùng hứng nước ở Hưng Yên", "Hùng"), "Ông […] hứng nước ở Hưng Yên");
  EXPECT_EQ(without("Cầu gãy", ""), "Cầu gãy");
  EXPECT_EQ(without("Cầu gãy", "Hà Văn Mẫu"), "Cầu gãy");
}

TEST(ReplaceWords, TakesAPartOfAWordAsItIsWritten) {
  EXPECT_EQ(without("gọi 0912345678", "0912"), "gọi […]345678");
  EXPECT_EQ(without("thư ten@vidu.vn", "ten@vidu.vn"), "thư […]");
  EXPECT_EQ(without("a — b", "—"), "a […] b");
}

}  // namespace
}  // namespace gandan::text
