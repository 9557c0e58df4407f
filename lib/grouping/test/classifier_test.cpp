#include "lib/grouping/classifier.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gandan::grouping {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;

TEST(Classifier, ProposesNothingBeforeItKnowsAnything) {
  EXPECT_TRUE(Classifier().rank({.text = "sửa cầu"}, 3).empty());
}

TEST(Classifier, KnowsBodiesByWhatTheySayOfThemselvesWhenNothingWasDecidedYet) {
  Classifier classifier;
  classifier.describe("roads", "Sở Giao thông\ncầu, đường bộ, biển báo giao thông");
  classifier.describe("health", "Sở Y tế\nbệnh viện, trạm y tế, bác sĩ, thuốc");
  EXPECT_EQ(classifier.rank({.text = "Trạm y tế xã không có bác sĩ trực"}, 1).at(0).label,
            "health");
  EXPECT_EQ(classifier.rank({.text = "Biển báo giao thông bị che khuất"}, 1).at(0).label, "roads");
}

TEST(Classifier, LearnsWhatAnOfficerDecidedAtOnceAndForgetsWhatWasTakenBack) {
  Classifier classifier;
  classifier.describe("roads", "cầu, đường bộ");
  classifier.describe("water", "nước sạch, kênh mương");
  const Document document{.text = "Cống thoát trước chợ nghẹt rác mỗi khi mưa"};
  classifier.learn(document, "water");
  EXPECT_EQ(classifier.rank({.text = "Cống thoát ở chợ lại nghẹt"}, 1).at(0).label, "water");
  classifier.forget(document, "water");
  classifier.learn(document, "roads");
  EXPECT_EQ(classifier.rank({.text = "Cống thoát ở chợ lại nghẹt"}, 1).at(0).label, "roads");
}

TEST(Classifier, GivesConfidencesThatSumToOneAndSaysWhichWordsSpoke) {
  Classifier classifier;
  classifier.learn({.text = "Bệnh viện huyện thiếu thuốc"}, "health");
  classifier.learn({.text = "Đường vào bản sạt lở"}, "roads");
  classifier.learn({.text = "Trường tiểu học thiếu giáo viên"}, "schools");
  const auto ranked = classifier.rank({.text = "Đề nghị bệnh viện huyện cấp đủ thuốc"}, 3);
  ASSERT_EQ(ranked.size(), 3U);
  double sum = 0;
  for (const Proposal& proposal : ranked) sum += proposal.confidence;
  EXPECT_NEAR(sum, 1, 1e-9);
  EXPECT_GT(ranked[0].confidence, ranked[1].confidence);
  EXPECT_THAT(ranked[0].phrases, Contains(HasSubstr("bệnh viện")));
}

TEST(Classifier, CountsFieldAsWordsOfTheText) {
  Classifier classifier;
  classifier.learn({.text = "Đề nghị xem xét", .field = "y tế"}, "health");
  classifier.learn({.text = "Đề nghị xem xét", .field = "đất đai"}, "land");
  EXPECT_EQ(classifier.rank({.text = "Đề nghị xem xét", .field = "đất đai"}, 1).at(0).label,
            "land");
}

}  // namespace
}  // namespace gandan::grouping
