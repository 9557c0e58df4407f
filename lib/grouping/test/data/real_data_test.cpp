// What must hold of real input, whichever half of a set is given: the rates are those that the
// sets' READMEs name, or what the plain method that a README compares with gets of the same rows.
// The figures that the library reaches stand in README.md; bench/evaluate.cpp prints them.
#include "lib/grouping/test/data/real_data.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "lib/base/real_input.hpp"
#include "lib/grouping/index.hpp"

namespace gandan::grouping {
namespace {

// What TF-IDF reaches on a half of petitions-vn, at the threshold that suits it best.
constexpr double tf_idf_pair_f1 = 0.59, tf_idf_b3_f1 = 0.84;

TEST(RealData, VietnamesePetitionsAreGroupedBetterThanByTheirWords) {
  const auto rows = real_data::petitions_vn();
  if (rows.empty()) GTEST_SKIP() << real_input::absent("petitions-vn");
  const auto docs = real_data::documents(rows);
  const auto s =
      real_data::score(rows, real_data::groups_vn(), real_data::topics(rows, group(docs)));
  EXPECT_GE(s.pair_f1, tf_idf_pair_f1);
  EXPECT_GE(s.b3_f1, tf_idf_b3_f1);
}

TEST(RealData, VietnamesePetitionsAreGroupedWithoutKnowingBodyAndField) {
  auto rows = real_data::petitions_vn();
  if (rows.empty()) GTEST_SKIP() << real_input::absent("petitions-vn");
  for (auto& row : rows) row.body = row.field = "";
  const auto docs = real_data::documents(rows);
  const auto s =
      real_data::score(rows, real_data::groups_vn(), real_data::topics(rows, group(docs)));
  EXPECT_GE(s.pair_f1, tf_idf_pair_f1);
  EXPECT_GE(s.b3_f1, tf_idf_b3_f1);
}

TEST(RealData, GroupingHoldsOnPartsOfTheCorpus) {
  const auto rows = real_data::petitions_vn();
  if (rows.empty()) GTEST_SKIP() << real_input::absent("petitions-vn");
  const auto most = real_data::score_parts(rows, real_data::groups_vn(), 80, 10);
  EXPECT_GE(most.pair_mean, tf_idf_pair_f1);
  EXPECT_GE(most.b3_mean, tf_idf_b3_f1);
}

TEST(RealData, IdenticalTitlesStandTogether) {
  const auto rows = real_data::petitions_uk();
  if (rows.empty()) GTEST_SKIP() << real_input::absent("petitions-uk");
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

TEST(RealData, PetitionsThatWereAnsweredTogetherAreFound) {
  if (real_data::answered_together_us().empty()) GTEST_SKIP() << real_input::absent("petitions-us");
  const auto found = real_data::similar_us();
  // TF-IDF on the half that it does worst on.
  EXPECT_GE(found.in_ten, 0.885);
  EXPECT_GE(found.first, 0.35);
}

TEST(RealData, ParaphrasesAreToldFromOtherSentences) {
  const auto pairs = real_data::paraphrases_vn();
  if (pairs.empty()) GTEST_SKIP() << real_input::absent("vn-paraphrase");
  const double plain = real_data::accuracy(
      pairs, [](const real_data::Pair& pair) { return real_data::syllable_jaccard(pair) >= 0.32; });
  const double ours = real_data::accuracy(pairs, [](const real_data::Pair& pair) {
    return similarity({.text = pair.first}, {.text = pair.second}) >= kSameMeaning;
  });
  EXPECT_GE(ours, std::min(0.97, plain)) << "below this an engine is broken";
}

TEST(RealData, PetitionsAreRoutedBetterThanByTheNearest) {
  const auto rows = real_data::petitions_vn();
  if (rows.empty()) GTEST_SKIP() << real_input::absent("petitions-vn");
  for (const unsigned seed : {1U, 2U, 3U})
    EXPECT_GE(real_data::cross_validate(rows, seed).first,
              real_data::nearest_neighbour(rows, seed));
}

TEST(RealData, ProceduresAreRoutedToTheirMinistryBetterThanByTheNearest) {
  const auto rows = real_data::procedures_vn();
  if (rows.empty()) GTEST_SKIP() << real_input::absent("vn-procedures");
  EXPECT_GE(real_data::cross_validate(rows).first, real_data::nearest_neighbour(rows));
}

TEST(RealData, CityReportsAreRoutedToTheirDepartment) {
  const auto rows = real_data::requests_boston();
  if (rows.empty()) GTEST_SKIP() << real_input::absent("boston311");
  EXPECT_GE(real_data::cross_validate(rows).first, 0.95) << "what each type's majority gets";
}

TEST(RealData, HostileStringsDoNoHarm) {
  const auto strings = real_data::hostile_strings();
  if (strings.empty()) GTEST_SKIP() << real_input::absent("hostile-input");
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
