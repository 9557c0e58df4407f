// The numbers that decide, each held from both sides: whoever moves one far learns here what it
// changes. Where it stands best was found on real petitions (README, "Settings").
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "lib/grouping/classifier.hpp"
#include "lib/grouping/form_letters.hpp"
#include "lib/grouping/group.hpp"
#include "lib/grouping/hints.hpp"
#include "lib/grouping/index.hpp"

namespace gandan::grouping {
namespace {

using ::testing::ElementsAre;

const std::vector<std::string> kMatters = {
    "Tuyến đường vào bản Nà Lay hư hỏng nặng, kiến nghị sớm đổ bê tông để bà con đi lại.",
    "Đề nghị bổ sung bác sĩ trực đêm cho trạm y tế xã, hiện nay ban đêm không có người trực.",
    "Mức thu phí chợ đêm ở thị trấn quá cao, tiểu thương không kham nổi.",
    "Đèn đường ở ngã ba chợ tắt đã hai tuần, buổi tối đi lại nguy hiểm.",
    "Trường mầm non thôn Pò thiếu lớp, các cháu phải học nhờ nhà văn hóa.",
    "Kênh dẫn nước bị bồi lấp, ruộng không có nước cấy vụ xuân."};

/// Which of the matters are held to be the same as what is asked.
std::vector<std::int64_t> likely_same(std::string_view asked) {
  Index index;
  for (std::size_t i = 0; i < kMatters.size(); ++i)
    index.add({.id = static_cast<std::int64_t>(i), .text = kMatters[i]});
  std::vector<std::int64_t> same;
  for (const Match& match : index.similar({.text = asked}, kMatters.size()))
    if (match.likely_same) same.push_back(match.id);
  return same;
}

TEST(Floors, TwoWordingsAreLikelyTheSameAndTwoMattersOfOneRoadAreNot) {
  EXPECT_THAT(likely_same("Đề nghị đổ bê tông đường vào bản Nà Lay vì mùa mưa lầy lội không đi."),
              ElementsAre(0));
  EXPECT_THAT(likely_same("Đèn ở ngã ba đã hỏng hai tuần nay."), ElementsAre(3));
  EXPECT_THAT(likely_same("Đường vào chợ phiên ngập nước, đi lại khó."), ElementsAre());
}

TEST(Floors, SentencesThatSayTheSameInAnotherOrderReachTheMeasureAndOnesOfAnotherBridgeDoNot) {
  EXPECT_GT(similarity({.text = "Cầu treo bản Pò bị gãy ván"},
                       {.text = "Ván của cầu treo ở bản Pò nay đã gãy"}),
            kSameMeaning);
  EXPECT_LT(
      similarity({.text = "Cầu treo bản Pò bị gãy ván"}, {.text = "Cầu treo bản Mạ được sơn lại"}),
      kSameMeaning);
}

TEST(Floors, ClustersJoinWhereTheirTextsAreNearAndNotWhereTheyShareAPlace) {
  const std::vector<std::string> texts = {
      "Đề nghị đổ bê tông đường vào bản Nà Lay.",
      "Kiến nghị sớm đổ bê tông đường bản Nà Lay để học sinh đi lại.",
      "Đề nghị kéo điện lưới về bản Nà Lay, hiện nay các hộ vẫn thắp đèn dầu.",
      "Đề nghị tăng lương giáo viên mầm non."};
  std::vector<Document> documents;
  for (const std::string& text : texts)
    documents.push_back({.id = static_cast<std::int64_t>(documents.size()) + 1, .text = text});
  std::vector<std::size_t> sizes;
  for (const Cluster& cluster : group(documents).clusters) sizes.push_back(cluster.members.size());
  EXPECT_THAT(sizes, ElementsAre(2, 1, 1));
}

TEST(Floors, AnotherBodyAndAnotherFieldMakeTwoTextsLessAlikeButNotStrangers) {
  const auto agree = [](Document a, Document b) { return agreement(hints_of(a), hints_of(b)); };
  EXPECT_EQ(agree({.addressed_to = "Sở Y tế"}, {}), 1);
  const float body = agree({.addressed_to = "Sở Y tế"}, {.addressed_to = "Sở Xây dựng"});
  EXPECT_GT(body, 0.8F);
  EXPECT_LT(body, 0.97F);
  const float field = agree({.field = "đất đai"}, {.field = "y tế"});
  EXPECT_GT(field, 0.5F);
  EXPECT_LT(field, 0.8F);
}

/// `count` words that no other call with another `stem` makes.
std::string words(const std::string& stem, int count) {
  std::string out;
  for (int i = 0; i < count; ++i)
    out += stem + std::string(1, static_cast<char>('a' + i / 26)) +
           std::string(1, static_cast<char>('a' + i % 26)) + " ";
  return out;
}
std::string name(int i) {
  return std::string(1, static_cast<char>('a' + i));
}

/// How many texts each set of form letters has, of `count` letters.
std::vector<std::size_t> sets_of_letters(int count, const std::function<std::string(int)>& letter) {
  std::vector<Terms> terms;
  for (int i = 0; i < count; ++i) terms.push_back(terms_of(letter(i)));
  std::vector<const Terms*> texts;
  for (const Terms& each : terms) texts.push_back(&each);
  std::vector<std::size_t> sizes;
  for (const auto& set : form_letters(texts, 1)) sizes.push_back(set.size());
  return sizes;
}
std::vector<std::size_t> alone(std::size_t count) {
  return std::vector<std::size_t>(count, 1);
}

TEST(Floors, EightCopiesMakeAFormLetterAndSixDoNot) {
  const auto letter = [](int i) { return words("chung", 24) + words("rieng" + name(i), 2); };
  EXPECT_THAT(sets_of_letters(8, letter), ElementsAre(8));
  EXPECT_EQ(sets_of_letters(6, letter), alone(6));
}

TEST(Floors, AFewWordsInCommonAreAPhraseAndNoForm) {
  const auto letter_of = [](int common) {
    return [common](int i) { return words("chung", common) + words("rieng" + name(i), 1); };
  };
  EXPECT_EQ(sets_of_letters(10, letter_of(8)), alone(10));
  EXPECT_THAT(sets_of_letters(10, letter_of(16)), ElementsAre(10));
}

TEST(Floors, CopiesShareMostOfTheirWordsAndHalfOfThemIsNotEnough) {
  const auto letter_with = [](int own) {
    return [own](int i) { return words("chung", 24) + words("rieng" + name(i), own); };
  };
  EXPECT_THAT(sets_of_letters(10, letter_with(5)), ElementsAre(10));
  EXPECT_EQ(sets_of_letters(10, letter_with(16)), alone(10));
}

TEST(Floors, OnePreambleWithTwoRequestsIsTwoFormsAndANameInTheRequestIsOne) {
  const auto letter = [](int i) {
    return words("mo dau", 30) + "đề nghị " + words(i % 2 == 0 ? "duong" : "truong", 7) +
           words("rieng" + name(i), 1);
  };
  EXPECT_THAT(sets_of_letters(20, letter), ElementsAre(10, 10));
}

TEST(Floors, ATextThatNamesABodyGoesThereThoughItsWordsSpeakForAnother) {
  Classifier classifier;
  classifier.describe("health", "Sở Y tế\nbệnh viện");
  classifier.describe("roads", "Sở Xây dựng\ncầu, đường");
  classifier.learn({.text = "Đường vào bản sạt lở, ván cầu gãy"}, "roads");
  EXPECT_EQ(classifier.rank({.text = "Đường vào bản sạt lở"}, 1)[0].label, "roads");
  EXPECT_EQ(classifier.rank({.text = "Gửi Sở Y tế: đường vào bản sạt lở"}, 1)[0].label, "health");
}

TEST(Floors, ADecisionWeighsMoreThanWhatABodySaysOfItself) {
  Classifier classifier;
  classifier.describe("water", "Công ty nước\ncống thoát nước, rãnh");
  classifier.learn({.text = "cống thoát nước, rãnh"}, "roads");
  const auto ranked = classifier.rank({.text = "Cống thoát nước tắc"}, 2);
  EXPECT_EQ(ranked[0].label, "roads");
  EXPECT_GT(ranked[1].confidence, 0.1) << "what it says of itself counts";
}

}  // namespace
}  // namespace gandan::grouping
