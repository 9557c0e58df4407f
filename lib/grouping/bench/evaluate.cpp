// Prints the scores of the library on the real files that $GANDAN_DATA names.
#include <cstdio>

#include "lib/base/real_input.hpp"
#include "lib/grouping/test/data/real_data.hpp"

using namespace gandan::grouping;

int main() {
  if (!gandan::real_input::folder()) {
    std::fprintf(stderr, "%s\n", gandan::real_input::absent("").c_str());
    return 2;
  }
  const auto rows = real_data::petitions_vn();
  const auto docs = real_data::documents(rows);
  const auto s =
      real_data::score(rows, real_data::groups_vn(), real_data::topics(rows, group(docs)));
  std::printf("grouping, VN petitions   pairs P %.3f R %.3f F1 %.3f   B3 P %.3f R %.3f F1 %.3f\n",
              s.pair_precision, s.pair_recall, s.pair_f1, s.b3_precision, s.b3_recall, s.b3_f1);
  for (const unsigned percent : {80U, 50U}) {
    const auto parts = real_data::score_parts(rows, real_data::groups_vn(), percent, 20);
    std::printf(
        "  random %u %%, 20 times    pairs mean %.3f worst %.3f   B3 mean %.3f worst %.3f\n",
        percent, parts.pair_mean, parts.pair_worst, parts.b3_mean, parts.b3_worst);
  }
  const auto us = real_data::similar_us();
  std::printf("similar, US petitions    hit@1 %.3f hit@10 %.3f\n", us.first, us.in_ten);
  std::printf("paraphrases, VN          %.4f\n",
              real_data::accuracy(real_data::paraphrases_vn(), [](const real_data::Pair& pair) {
                return similarity({.text = pair.first}, {.text = pair.second}) >= kSameMeaning;
              }));
  const auto show = [](const char* name, const real_data::Hits& hits) {
    std::printf("%-24s first %.3f in three %.3f\n", name, hits.first, hits.in_three);
  };
  show("routing, VN petitions", real_data::cross_validate(rows));
  show("routing, procedures", real_data::cross_validate(real_data::procedures_vn()));
  show("routing, Boston types", real_data::cross_validate(real_data::requests_boston()));
  return 0;
}
