// Reads the real sets (GANDAN_DATA), whichever half of each is given, and scores what the library
// makes of them. Shared by the tests and by bench/evaluate.cpp. A set that is not there has no
// rows.
#pragma once
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lib/grouping/classifier.hpp"
#include "lib/grouping/document.hpp"
#include "lib/grouping/group.hpp"

namespace gandan::grouping::real_data {

/// A row with the strings that a Document borrows.
struct Row {
  std::string id;
  std::string text;
  std::string body;
  std::string field;
  std::string asked_by;
};

/// Documents over the rows, numbered from 1; valid while the rows stand still.
[[nodiscard]] std::vector<Document> documents(const std::vector<Row>& rows);

[[nodiscard]] std::vector<Row> petitions_vn();
[[nodiscard]] std::vector<Row> petitions_us();
[[nodiscard]] std::vector<Row> petitions_uk();
[[nodiscard]] std::vector<Row> procedures_vn();    // name → ministry, in `body`
[[nodiscard]] std::vector<Row> requests_boston();  // type → department, in `body`
[[nodiscard]] std::vector<std::vector<std::string>> answered_together_us();
[[nodiscard]] std::vector<std::string> hostile_strings();

struct Pair {
  bool same = false;
  std::string first;
  std::string second;
};
[[nodiscard]] std::vector<Pair> paraphrases_vn();

struct Gold {
  std::map<std::string, std::string> group;               // id → its group; ids in none are alone
  std::map<std::string, std::set<std::string>> unscored;  // pairs that are left out
};
[[nodiscard]] Gold groups_vn();

struct Scores {
  double pair_precision = 0, pair_recall = 0, pair_f1 = 0;
  double b3_precision = 0, b3_recall = 0, b3_f1 = 0;
};
/// As tools/score_groups.py computes them. `rows` may be a part of those that were grouped.
[[nodiscard]] Scores score(const std::vector<Row>& rows, const Gold& gold,
                           const std::map<std::string, std::size_t>& topic_of);
[[nodiscard]] std::map<std::string, std::size_t> topics(const std::vector<Row>& rows,
                                                        const Grouping& grouping);

/// What stands for petitions that nobody has seen: random parts of those at hand, with other
/// rarities of words and other groups in them.
struct PartScores {
  double pair_mean = 0, pair_worst = 1, b3_mean = 0, b3_worst = 1;
};
[[nodiscard]] PartScores score_parts(const std::vector<Row>& rows, const Gold& gold,
                                     unsigned percent, unsigned parts);

struct Hits {
  double first = 0;
  double in_three = 0;
};
/// Share of rows whose `body` comes first, or in the first three, when the classifier has learned
/// the other nine tenths, and the names of all bodies. Tenths are taken by a shuffle.
[[nodiscard]] Hits cross_validate(const std::vector<Row>& rows, unsigned seed = 1);

/// The same when the body is that of the nearest row by words alone: what any search gets, and so
/// the baseline of cross_validate.
[[nodiscard]] double nearest_neighbour(const std::vector<Row>& rows, unsigned seed = 1);

struct Retrieval {
  double first = 0;
  double in_ten = 0;
};
/// For each petition that was answered together with others: whether one of them is found.
[[nodiscard]] Retrieval similar_us();

/// Share of the pairs that `is_same` tells right.
[[nodiscard]] double accuracy(const std::vector<Pair>& pairs,
                              const std::function<bool(const Pair&)>& is_same);
/// 0 to 1: the syllables that both sentences have, of those that either has.
[[nodiscard]] double syllable_jaccard(const Pair& pair);

}  // namespace gandan::grouping::real_data
