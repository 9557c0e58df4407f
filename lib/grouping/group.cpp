#include "lib/grouping/group.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "lib/grouping/corpus.hpp"
#include "lib/grouping/explain.hpp"
#include "lib/grouping/merging.hpp"
#include "lib/grouping/neighbours.hpp"
#include "lib/grouping/parallel.hpp"
#include "lib/grouping/terms.hpp"

namespace gandan::grouping {

namespace {

constexpr std::size_t kCompared = 50;  // members looked at to choose a representative

/// Units of one cluster, with the one nearest to the others first and the rest by falling
/// similarity.
struct Ranked {
  std::vector<std::uint32_t> units;
  std::vector<float> similarity;  // to the representative
  double cohesion = 1;
};

Ranked rank_members(const Corpus& corpus, const std::vector<std::uint32_t>& units) {
  const std::size_t compared = std::min(units.size(), kCompared);
  std::vector<double> sums(compared, 0);
  for (std::size_t i = 0; i < compared; ++i) {
    for (std::size_t j = i + 1; j < compared; ++j) {
      const double s = corpus.similarity(units[i], units[j]);
      sums[i] += s;
      sums[j] += s;
    }
  }
  const auto best = std::max_element(sums.begin(), sums.end()) - sums.begin();
  const std::uint32_t representative = units[static_cast<std::size_t>(best)];

  std::vector<std::pair<float, std::uint32_t>> others;
  for (const std::uint32_t u : units) {
    if (u != representative) others.emplace_back(-corpus.similarity(representative, u), u);
  }
  std::sort(others.begin(), others.end());
  Ranked out{.units = {representative}, .similarity = {1}};
  for (const auto& [minus, u] : others) {
    out.units.push_back(u);
    out.similarity.push_back(-minus);
  }
  if (compared > 1) {
    double sum = 0;
    for (const double s : sums) sum += s;
    out.cohesion = sum / static_cast<double>(compared * (compared - 1));
  }
  return out;
}

Cluster describe(const Corpus& corpus, std::span<const Document> documents, const Ranked& ranked) {
  Cluster cluster;
  cluster.cohesion = ranked.cohesion;
  cluster.representative = corpus.unit(ranked.units.front()).documents.front();
  const Document& first = documents[cluster.representative];
  cluster.title = title_of(first.text);

  const bool alone =
      ranked.units.size() == 1 && corpus.unit(ranked.units.front()).documents.size() == 1;
  if (alone) {
    cluster.members.push_back(
        {cluster.representative, Explanation{.similarity = 1, .same_text = true}});
    return cluster;
  }
  const Terms terms = terms_of(first.text);
  const Hints hints = hints_of(first);
  const auto has = [&](std::uint32_t key) {
    const auto at =
        std::lower_bound(terms.terms.begin(), terms.terms.end(), key,
                         [](const Term& term, std::uint32_t k) { return term.key < k; });
    return at != terms.terms.end() && at->key == key;
  };
  const KnownTexts known{[&](std::uint32_t key) { return corpus.share(key); },
                         static_cast<double>(corpus.size())};
  for (std::size_t i = 0; i < ranked.units.size(); ++i) {
    const Unit& unit = corpus.unit(ranked.units[i]);
    Member member;
    for (const std::uint32_t document : unit.documents) {
      member.document = document;
      if (document == unit.documents.front() || unit.is_form) {
        const Reading reading = read(documents[document].text);
        member.explanation = explain(reading, has, known);
        member.explanation.same_text = terms_of(reading).text_key == terms.text_key;
        member.explanation.similarity = i == 0 && !member.explanation.same_text
                                            ? similarity(first, documents[document])
                                            : std::min(1.0F, ranked.similarity[i]);
      }
      compare_hints(member.explanation, hints_of(documents[document]), hints);
      cluster.members.push_back(member);
    }
  }
  return cluster;
}

}  // namespace

Grouping group(std::span<const Document> documents, const Settings& settings) {
  const Corpus corpus(documents, settings.threads);
  const auto threshold = static_cast<float>(settings.threshold);
  constexpr float kFaint = 0.5F;  // pairs fainter than this part of the threshold count as nothing
  const std::vector<std::uint32_t> cluster_of = merge(
      diffuse(nearest(corpus, settings.threads), threshold * kFaint, settings.threads), threshold);

  std::map<std::uint32_t, std::vector<std::uint32_t>> units;
  for (std::uint32_t u = 0; u < cluster_of.size(); ++u) units[cluster_of[u]].push_back(u);
  std::vector<std::vector<std::uint32_t>> lists;
  lists.reserve(units.size());
  for (auto& [least, list] : units) lists.push_back(std::move(list));

  Grouping grouping;
  grouping.clusters.resize(lists.size());
  parallel_blocks(lists.size(), settings.threads, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      grouping.clusters[i] = describe(corpus, documents, rank_members(corpus, lists[i]));
    }
  });
  std::stable_sort(
      grouping.clusters.begin(), grouping.clusters.end(),
      [](const Cluster& a, const Cluster& b) { return a.members.size() > b.members.size(); });
  return grouping;
}

}  // namespace gandan::grouping
