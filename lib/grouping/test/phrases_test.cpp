// The reasons that are given: phrases that a person would say, and nothing that everybody says.
#include "lib/grouping/phrases.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "lib/grouping/classifier.hpp"
#include "lib/grouping/index.hpp"

namespace gandan::grouping {
namespace {

using ::testing::Contains;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

/// What the first of the known texts and the one that is asked about are said to share.
std::vector<std::string> shared_with_first(const std::vector<std::string>& known,
                                           std::string_view asked) {
  Index index;
  for (std::size_t i = 0; i < known.size(); ++i)
    index.add({.id = static_cast<std::int64_t>(i) + 1, .text = known[i]});
  for (const Match& match : index.similar({.text = asked}, known.size()))
    if (match.id == 1) return match.explanation.terms;
  ADD_FAILURE() << "they share no word";
  return {};
}

TEST(Phrases, HalfOfALongerPhraseIsNoReason) {
  const std::string asked = "Điểm tiếp nhận hồ sơ ở quá xa.";
  EXPECT_THAT(
      shared_with_first({"Điểm tiếp dân của xã chật hẹp.", "Bộ phận tiếp nhận hồ sơ làm việc chậm.",
                         "Cán bộ tiếp nhận hồ sơ hay vắng.", "Xin niêm yết giờ tiếp nhận hồ sơ."},
                        asked),
      IsEmpty())
      << "\"điểm tiếp\" is no phrase where \"tiếp nhận\" is one";
  EXPECT_THAT(
      shared_with_first({"Cán bộ tiếp nhận hồ sơ hay vắng.", "Điểm tiếp dân chật hẹp."}, asked),
      ElementsAre("tiếp nhận hồ sơ"));
}

TEST(Phrases, ANameHoldsTogetherHoweverSeldomItIsWritten) {
  EXPECT_THAT(shared_with_first({"Thôn Nà Lay mất điện.", "Đường vào bản Nà Mẫu lầy lội.",
                                 "Cầu bản Nà Pài mục ván.", "Lớp học ở bản Nà Khoang dột."},
                                "Bản Nà Lay mất điện đã ba hôm."),
              ElementsAre("Nà Lay mất điện"));
}

TEST(Phrases, ANameAloneIsNoReason) {
  const std::vector<std::string> known = {"Thôn Nà Lay mất điện.", "Đường vào bản Nà Mẫu lầy lội."};
  EXPECT_THAT(shared_with_first(known, "Ở thôn Nà Lay thiếu nước."), IsEmpty());
  EXPECT_THAT(shared_with_first({"ĐIỂM TRƯỜNG DỘT NÁT."}, "ĐIỂM TRƯỜNG CHẬT CHỘI."),
              ElementsAre("ĐIỂM TRƯỜNG"))
      << "in capitals nobody can tell";
}

TEST(Phrases, WhatEveryOfficeIsAndDoesIsNoReason) {
  const std::vector<std::string> known = {
      "Trung tâm xã mới xa, kính mong ủy ban nhân dân xem xét giải quyết, bà con chúng tôi khó "
      "khăn.",
      "Cầu treo mục ván."};
  EXPECT_THAT(shared_with_first(known,
                                "Chợ gần trung tâm xã mới xa quá, đề nghị ủy ban nhân dân "
                                "xem xét giải quyết để bà con chúng tôi bớt khó khăn."),
              IsEmpty());
  EXPECT_THAT(shared_with_first({"Xem xét xử lý nước thải của trại lợn.", "Cầu treo mục ván."},
                                "Đề nghị kiểm tra, xử lý nước thải ra suối."),
              ElementsAre("nước thải"));
}

TEST(Phrases, AWordOfProcedureIsAReasonOnlyBesideAnother) {
  EXPECT_THAT(
      shared_with_first({"Nơi tiếp nhận xa quá.", "Cầu treo mục ván."}, "Bàn tiếp nhận bừa bộn."),
      IsEmpty());
}

TEST(Phrases, AnAdjunctStaysWhereItIsPartOfAWord) {
  const std::vector<std::string> known = {"Nhà ở xã hội giá cao.", "Bảo hiểm xã hội chậm chi trả.",
                                          "Trụ sở xã chật.", "Đường xã hẹp.", "Chợ xã ngập."};
  EXPECT_THAT(shared_with_first(known, "Công nhân chờ nhà ở xã hội."), ElementsAre("nhà ở xã hội"));
}

TEST(Phrases, AJointPartsThem) {
  EXPECT_THAT(shared_with_first({"Phụ cấp và tiền xăng chậm trả.", "Cầu treo mục ván."},
                                "Xin phụ cấp và tiền xăng."),
              ElementsAre(testing::AnyOf("phụ cấp", "tiền xăng")));
}

TEST(Phrases, OneWordSaysTooLittle) {
  const auto says_enough = [](const std::vector<std::string>& terms) {
    return Explanation{.terms = terms}.says_enough();
  };
  EXPECT_FALSE(says_enough({}));
  EXPECT_FALSE(says_enough({"giáo viên"}));
  EXPECT_TRUE(says_enough({"thiếu giáo viên"}));
  EXPECT_TRUE(says_enough({"giáo viên", "bàn ghế"}));
  EXPECT_TRUE((Explanation{.references = {"05-HD/BTCTW"}}.says_enough()));
  EXPECT_TRUE(Explanation{.same_text = true}.says_enough());
}

TEST(Phrases, NoneBeginsOrEndsWithAParticle) {
  EXPECT_THAT(shared_with_first({"Giá nông sản trong nước giảm."}, "Nông sản trong vùng ế ẩm."),
              ElementsAre("Nông sản"));
  EXPECT_THAT(shared_with_first({"The bus stop at the market has no roof."},
                                "Please mend the bus stop of our village."),
              ElementsAre("bus stop"));
}

TEST(Phrases, NoneGoesAcrossAMarkOrANumber) {
  EXPECT_THAT(shared_with_first({"Thiếu thuốc, bác sĩ nghỉ hưu."}, "Xin thêm thuốc, bác sĩ giỏi."),
              ElementsAre("bác sĩ"));
  EXPECT_THAT(shared_with_first({"Mức phụ cấp 30 phần trăm là thấp."}, "Xin phụ cấp 30 phần trăm."),
              ElementsAre("phụ cấp", "phần trăm"));
}

TEST(Phrases, NoneIsSaidTwiceInALongerAndAShorterForm) {
  EXPECT_THAT(shared_with_first({"Thửa đất ở ven sông, thửa đất liền sông."},
                                "Thửa đất ở chưa có sổ. Thửa đất liền kề cũng vậy."),
              ElementsAre("Thửa đất liền"));
}

/// So many letters with one formula; every `nth` of them is about one and the same bridge.
std::vector<std::string> letters(int count, int nth) {
  std::vector<std::string> texts;
  for (int i = 0; i < count; ++i)
    texts.push_back("Kính mong lãnh đạo sâu sát. " +
                    std::string(i % nth == 0 ? "Cầu treo gãy ván ở khu " : "Khu ") +
                    std::to_string(i) + ".");
  return texts;
}

TEST(Phrases, WhatEverybodyWritesIsNoReasonAndWhatSomeDoIsOne) {
  const std::string asked = "Kính mong lãnh đạo sâu sát. Cầu treo gãy ván rồi.";
  EXPECT_THAT(shared_with_first(letters(50, 5), asked), ElementsAre("Cầu treo gãy ván"));
  EXPECT_THAT(shared_with_first(letters(600, 24), asked), ElementsAre("Cầu treo gãy ván"));
  EXPECT_THAT(shared_with_first(letters(600, 6), asked), IsEmpty())
      << "one in six says nothing of one matter";
}

TEST(Phrases, WhatSpokeForABodyIsSaidWhole) {
  Classifier classifier;
  classifier.learn({.text = "Quầy tiếp nhận hồ sơ đóng cửa sớm"}, "office");
  classifier.learn({.text = "Người tiếp nhận hồ sơ cáu gắt"}, "office");
  for (const char* text : {"Trạm xá tiếp nhận người bệnh chậm", "Nơi tiếp nhận người bệnh dột",
                           "Hồ sơ bệnh án thất lạc", "Xin cấp lại hồ sơ bệnh án"})
    classifier.learn({.text = text}, "health");
  const auto ranked = classifier.rank({.text = "Bàn tiếp nhận hồ sơ bừa bộn"}, 1);
  EXPECT_EQ(ranked.at(0).label, "office");
  EXPECT_THAT(ranked.at(0).phrases, ElementsAre("tiếp nhận hồ sơ"));
}

TEST(Phrases, NoPartOfABodysNameSpeaksForIt) {
  Classifier classifier;
  classifier.describe("land", "Trung tâm Phát triển quỹ đất\nbồi thường, đấu giá");
  classifier.describe("health", "Trung tâm Y tế\ntiêm phòng, trạm xá");
  const auto ranked = classifier.rank({.text = "Trung tâm Y tế hết vắc xin tiêm phòng"}, 2);
  EXPECT_EQ(ranked.at(0).label, "health");
  EXPECT_THAT(ranked.at(0).phrases, ElementsAre("tiêm phòng"));
  EXPECT_THAT(ranked.at(1).phrases, IsEmpty());
  EXPECT_TRUE(ranked.at(1).knows_a_word) << "\"trung tâm\" is of its name";
}

TEST(Phrases, WhatSpokeForABodySpeaksForItThoughAnotherKnowsItToo) {
  Classifier classifier;
  for (const char* text : {"Trạm xá hết thuốc", "Trạm xá thiếu giường"})
    classifier.learn({.text = text}, "health");
  classifier.learn({.text = "Ngõ vào trạm xá lầy"}, "roads");
  EXPECT_THAT(classifier.rank({.text = "Trạm xá dột"}, 1).at(0).phrases, ElementsAre("Trạm xá"));
}

TEST(Phrases, WhatMostlySpokeForOthersDoesNotSpeakForABody) {
  Classifier classifier;
  const std::vector<std::string> places = {"đầu cầu",  "giữa chợ", "sau đình",
                                           "ven suối", "trên dốc", "cạnh ao"};
  for (const std::string& place : places)
    classifier.learn({.text = "Ổ gà làm học sinh ngã " + place}, "roads");
  classifier.learn({.text = "Lớp học dột, học sinh ướt sách"}, "schools");
  for (const Proposal& proposal : classifier.rank({.text = "Lớp học dột, học sinh phải nghỉ"}, 2)) {
    if (proposal.label != "schools") continue;
    EXPECT_THAT(proposal.phrases, Contains("Lớp học dột"));
    EXPECT_THAT(proposal.phrases, Each(Not(std::string("học sinh"))));
  }
}

}  // namespace
}  // namespace gandan::grouping
