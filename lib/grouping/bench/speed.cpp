// Measures grouping, the index and the classifier on invented petitions: how cost grows with their
// number. Usage: grouping_speed [COUNT…], by default 10000 100000.
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <map>
#include <vector>

#include "lib/grouping/bench/synthetic.hpp"
#include "lib/grouping/group.hpp"
#include "lib/grouping/index.hpp"

using namespace gandan::grouping;

namespace {

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

long peak_megabytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss / 1024;
}

double cpu_seconds() {
  return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

struct Agreement {
  double precision = 0;
  double recall = 0;
};

/// B-cubed: of what stands with a petition, how much belongs there; of what belongs, how much
/// stands.
Agreement agreement(const std::vector<bench::Synthetic>& petitions, const Grouping& grouping) {
  std::map<std::uint32_t, double> size;
  for (const auto& p : petitions) ++size[p.request];
  Agreement out;
  for (const Cluster& cluster : grouping.clusters) {
    std::map<std::uint32_t, double> mixed;
    for (const Member& m : cluster.members) ++mixed[petitions[m.document].request];
    for (const auto& [request, n] : mixed) {
      out.precision += n * n / static_cast<double>(cluster.members.size());
      out.recall += n * n / size[request];
    }
  }
  out.precision /= static_cast<double>(petitions.size());
  out.recall /= static_cast<double>(petitions.size());
  return out;
}

void measure(std::size_t count) {
  const auto petitions = bench::synthetic(count);
  std::vector<Document> docs;
  for (const auto& p : petitions)
    docs.push_back({.id = static_cast<std::int64_t>(docs.size()) + 1, .text = p.text});

  auto start = std::chrono::steady_clock::now();
  const double cpu = cpu_seconds();
  {
    const Grouping grouping = group(docs);
    const double took = seconds_since(start);
    const Agreement found = agreement(petitions, grouping);
    std::printf(
        "group    %7zu petitions %7.2f s  %6.1f us each (%6.1f us of CPU)  peak %ld MB  B3 P %.3f "
        "R %.3f\n",
        count, took, took * 1e6 / static_cast<double>(count),
        (cpu_seconds() - cpu) * 1e6 / static_cast<double>(count), peak_megabytes(), found.precision,
        found.recall);
  }

  Index index;
  start = std::chrono::steady_clock::now();
  for (const Document& document : docs) index.add(document);
  const double added = seconds_since(start);
  std::vector<double> times;
  for (std::size_t i = 0; i < 1000; ++i) {
    const Document& query = docs[i * (count / 1000)];
    start = std::chrono::steady_clock::now();
    const auto matches = index.similar(query, 10);
    times.push_back(seconds_since(start) * 1e3);
    if (matches.size() > 10) std::abort();
  }
  std::sort(times.begin(), times.end());
  std::printf(
      "index    %7zu petitions %7.2f s to add  similar: median %.3f ms, 99 %% %.3f ms  peak %ld "
      "MB\n",
      count, added, times[500], times[990], peak_megabytes());
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<std::size_t> counts = {10'000, 100'000};
  if (argc > 1) counts.clear();
  for (int i = 1; i < argc; ++i) counts.push_back(std::strtoull(argv[i], nullptr, 10));
  for (const std::size_t count : counts) measure(count);
  return 0;
}
