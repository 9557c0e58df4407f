// The floors of quality on real input. They skip where $GANDAN_DATA names no folder.
#include "lib/grouping/test/real_data.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "lib/grouping/index.hpp"

namespace gandan::grouping {
namespace {

class RealData : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!real_data::folder()) GTEST_SKIP() << "GANDAN_DATA names no folder of real input";
  }
};

TEST_F(RealData, VietnamesePetitionsAreGroupedAsPeopleGroupThem) {
  const auto rows = real_data::petitions_vn();
  const auto docs = real_data::documents(rows);
  const auto s =
      real_data::score(rows, real_data::groups_vn(), real_data::topics(rows, group(docs)));
  EXPECT_GE(s.pair_f1, 0.68);
  EXPECT_GE(s.b3_f1, 0.87);
}

TEST_F(RealData, VietnamesePetitionsAreGroupedWithoutKnowingBodyAndField) {
  auto rows = real_data::petitions_vn();
  for (auto& row : rows) row.body = row.field = "";
  const auto docs = real_data::documents(rows);
  const auto s =
      real_data::score(rows, real_data::groups_vn(), real_data::topics(rows, group(docs)));
  EXPECT_GE(s.pair_f1, 0.64);
  EXPECT_GE(s.b3_f1, 0.86);
}

TEST_F(RealData, GroupingHoldsOnPartsOfTheCorpus) {
  const auto gold = real_data::groups_vn();
  const auto rows = real_data::petitions_vn();
  const auto most = real_data::score_parts(rows, gold, 80, 10);
  EXPECT_GE(most.pair_mean, 0.68);
  EXPECT_GE(most.b3_mean, 0.87);
  const auto half = real_data::score_parts(rows, gold, 50, 10);
  EXPECT_GE(half.pair_mean, 0.62);
  EXPECT_GE(half.b3_mean, 0.87);
}

TEST_F(RealData, IdenticalTitlesStandTogether) {
  const auto rows = real_data::petitions_uk();
  const auto docs = real_data::documents(rows);
  const auto topic = real_data::topics(rows, group(docs));
  std::map<std::string, std::set<std::size_t>> topics_of_title;
  const auto normal = [](std::string_view title) {
    std::string out;
    for (const char c : title) {
      if (std::isalnum(static_cast<unsigned char>(c)) != 0) {
        out += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
      } else if (!out.empty() && out.back() != ' ') {
        out += ' ';
      }
    }
    if (!out.empty() && out.back() == ' ') out.pop_back();
    return out;
  };
  for (const auto& row : rows) topics_of_title[normal(row.text)].insert(topic.at(row.id));
  for (const auto& [title, topics] : topics_of_title) EXPECT_EQ(topics.size(), 1U) << title;
}

TEST_F(RealData, PetitionsThatWereAnsweredTogetherAreFound) {
  const auto found = real_data::similar_us();
  EXPECT_GE(found.in_ten, 0.95);
  EXPECT_GT(found.first, 0.35);
}

TEST_F(RealData, ParaphrasesAreToldFromOtherSentences) {
  EXPECT_GE(real_data::paraphrase_accuracy(kSameMeaning), 0.97);
}

TEST_F(RealData, PetitionsAreRoutedAsOfficersRoutedThem) {
  for (const unsigned seed : {1U, 2U, 3U}) {
    const auto hits = real_data::cross_validate(real_data::petitions_vn(), seed);
    EXPECT_GE(hits.first, 0.86);
    EXPECT_GE(hits.in_three, 0.95);
  }
}

TEST_F(RealData, ProceduresAreRoutedToTheirMinistry) {
  EXPECT_GE(real_data::cross_validate(real_data::procedures_vn()).first, 0.917);
}

TEST_F(RealData, CityReportsAreRoutedToTheirDepartment) {
  EXPECT_GE(real_data::cross_validate(real_data::requests_boston()).first, 0.95);
}

TEST_F(RealData, HostileStringsDoNoHarm) {
  const auto strings = real_data::hostile_strings();
  ASSERT_GT(strings.size(), 500U);
  std::vector<Document> docs;
  Index index;
  Classifier classifier;
  for (const std::string& s : strings) {
    docs.push_back({.id = static_cast<std::int64_t>(docs.size()) + 1,
                    .text = s,
                    .addressed_to = s,
                    .field = s,
                    .place = s,
                    .asked_by = s});
    index.add(docs.back());
    classifier.learn(docs.back(), s);
    classifier.describe(s, s);
  }
  std::size_t members = 0;
  for (const Cluster& cluster : group(docs).clusters) members += cluster.members.size();
  EXPECT_EQ(members, docs.size());
  for (const Document& document : docs) {
    EXPECT_LE(index.similar(document, 5).size(), 5U);
    EXPECT_LE(classifier.rank(document, 3).size(), 3U);
  }
}

}  // namespace
}  // namespace gandan::grouping
