#include "lib/grouping/merging.hpp"

#include <algorithm>
#include <numeric>
#include <queue>
#include <tuple>
#include <unordered_map>

namespace gandan::grouping {

namespace {

/// Two clusters that could be joined; stale once either has grown since.
struct Bond {
  double mean = 0;
  std::uint32_t a = 0;  // a < b
  std::uint32_t b = 0;

  bool operator<(const Bond& other) const {  // the heap's top: highest mean, then least numbers
    return std::tuple(mean, other.a, other.b) < std::tuple(other.mean, a, b);
  }
};

class Merger {
 public:
  Merger(const Graph& graph, double threshold)
      : threshold_(threshold), cluster_(graph.size()), size_(graph.size(), 1), sums_(graph.size()) {
    std::iota(cluster_.begin(), cluster_.end(), 0U);
    for (std::uint32_t u = 0; u < graph.size(); ++u) {
      for (const Neighbour& n : graph[u]) {
        sums_[u][n.unit] = n.similarity;
        sums_[n.unit][u] = n.similarity;
        propose(u, n.unit, n.similarity);
      }
    }
  }

  std::vector<std::uint32_t> run() {
    while (!bonds_.empty()) {
      const Bond bond = bonds_.top();
      bonds_.pop();
      if (size_[bond.a] == 0 || size_[bond.b] == 0) continue;
      if (mean(bond.a, bond.b, sums_[bond.a].at(bond.b)) != bond.mean) continue;
      join(bond.a, bond.b);
    }
    for (std::uint32_t u = 0; u < cluster_.size(); ++u) cluster_[u] = root(u);
    std::vector<std::uint32_t> least(cluster_.size(), ~0U);
    for (std::uint32_t u = 0; u < cluster_.size(); ++u) {
      least[cluster_[u]] = std::min(least[cluster_[u]], u);
    }
    for (std::uint32_t& c : cluster_) c = least[c];
    return cluster_;
  }

 private:
  [[nodiscard]] double mean(std::uint32_t a, std::uint32_t b, double sum) const {
    return sum / (static_cast<double>(size_[a]) * static_cast<double>(size_[b]));
  }
  void propose(std::uint32_t a, std::uint32_t b, double sum) {
    const double m = mean(a, b, sum);
    if (m >= threshold_) bonds_.push({m, std::min(a, b), std::max(a, b)});
  }
  [[nodiscard]] std::uint32_t root(std::uint32_t u) {
    while (cluster_[u] != u) u = cluster_[u] = cluster_[cluster_[u]];
    return u;
  }

  /// The one with more neighbours takes the other in, so each pair moves at most log N times.
  void join(std::uint32_t a, std::uint32_t b) {
    if (std::tuple(sums_[a].size(), b) < std::tuple(sums_[b].size(), a)) std::swap(a, b);
    sums_[a].erase(b);
    sums_[b].erase(a);
    const auto taken = std::move(sums_[b]);
    sums_[b] = {};
    size_[a] += size_[b];
    size_[b] = 0;
    cluster_[b] = a;
    for (const auto& [other, sum] : taken) {
      sums_[other].erase(b);
      sums_[a][other] += sum;
      sums_[other][a] = sums_[a][other];
    }
    for (const auto& [other, sum] : sums_[a]) propose(a, other, sum);
  }

  double threshold_;
  std::vector<std::uint32_t> cluster_;
  std::vector<std::uint32_t> size_;
  std::vector<std::unordered_map<std::uint32_t, double>> sums_;  // of the pairs between clusters
  std::priority_queue<Bond> bonds_;
};

}  // namespace

std::vector<std::uint32_t> merge(const Graph& graph, float threshold) {
  return Merger(graph, threshold).run();
}

}  // namespace gandan::grouping
