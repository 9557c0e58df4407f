#include "lib/grouping/neighbours.hpp"

#include <algorithm>
#include <cmath>
#include <span>

#include "lib/grouping/parallel.hpp"

namespace gandan::grouping {

namespace {

constexpr std::size_t postings_for_a_unit = 2'500;  // looked at
constexpr std::size_t kWindow = 500;                // of a longer list, those that stand nearest
constexpr std::size_t kComparedExactly = 24;        // candidates
constexpr std::size_t kNeighbours = 20;             // kept
constexpr std::size_t kDegree = 40;                 // kept once those are added that name the unit
constexpr std::size_t kVoices = 15;                 // neighbours that speak for a text
constexpr float kShare = 0.7F;                      // how much of its voice is theirs
constexpr float kReserve = 0.5F;        // similarity kept back, so that faint neighbours say little
constexpr float kWhisper = 0.3F;        // of the floor: shares below it change no decision
constexpr std::size_t kListeners = 60;  // texts that one text may speak for
constexpr std::size_t kEdges = 30;      // pairs kept for one unit after diffusion

/// Nearest first; equal ones by number, so that the order is total.
bool nearer(const Neighbour& a, const Neighbour& b) {
  return a.similarity != b.similarity ? a.similarity > b.similarity : a.unit < b.unit;
}

bool by_number(const Neighbour& a, const Neighbour& b) {
  return a.unit < b.unit;
}

void keep_nearest(std::vector<Neighbour>& list, std::size_t count) {
  if (list.size() > count) {
    std::nth_element(list.begin(), list.begin() + static_cast<std::ptrdiff_t>(count), list.end(),
                     nearer);
    list.resize(count);
  }
}

/// A graph as one list: half the leaps through memory that lists of lists take.
class Rows {
 public:
  explicit Rows(const Graph& graph) {
    starts_.reserve(graph.size() + 1);
    starts_.push_back(0);
    for (const auto& row : graph) {
      all_.insert(all_.end(), row.begin(), row.end());
      starts_.push_back(all_.size());
    }
  }
  [[nodiscard]] std::size_t size() const { return starts_.size() - 1; }
  [[nodiscard]] std::span<const Neighbour> operator[](std::size_t unit) const {
    return {all_.data() + starts_[unit], starts_[unit + 1] - starts_[unit]};
  }

 private:
  std::vector<Neighbour> all_;
  std::vector<std::size_t> starts_;
};

/// Sums by unit, with a list of those touched: cleared in the time it took to fill.
class Sums {
 public:
  explicit Sums(std::size_t size) : sums_(size, 0) {}

  void add(std::uint32_t unit, float amount) {
    if (sums_[unit] == 0) touched_.push_back(unit);
    sums_[unit] += amount;
  }
  [[nodiscard]] float at(std::uint32_t unit) const { return sums_[unit]; }
  [[nodiscard]] const std::vector<std::uint32_t>& touched() const { return touched_; }
  void clear() {
    for (const std::uint32_t unit : touched_) sums_[unit] = 0;
    touched_.clear();
  }

 private:
  std::vector<float> sums_;
  std::vector<std::uint32_t> touched_;
};

/// A term of the unit that is asked for, with the length of its list: looked up once, sorted by it.
struct Lookup {
  std::size_t users = 0;
  Weight term;
};

/// Units that share telling terms with `u`: rarest terms first, until the budget is spent. Of a
/// list longer than the window only those near `u` are read, which MinHash order makes the likely
/// ones.
void collect(const Corpus& corpus, std::uint32_t u, std::vector<Lookup>& terms, Sums& sums) {
  terms.clear();
  for (const Weight& weight : corpus.vector(u)) {
    const std::size_t users = corpus.postings(weight.term).size();
    if (users > 1) terms.push_back({users, weight});
  }
  std::sort(terms.begin(), terms.end(), [](const Lookup& a, const Lookup& b) {
    return a.users != b.users ? a.users < b.users : a.term.term < b.term.term;
  });
  std::size_t left = postings_for_a_unit;
  for (const Lookup& lookup : terms) {
    auto list = corpus.postings(lookup.term.term);
    if (list.size() > kWindow) {
      const auto here =
          std::lower_bound(list.begin(), list.end(), u,
                           [](const Posting& p, std::uint32_t n) { return p.unit < n; });
      const auto at = static_cast<std::size_t>(here - list.begin());
      const std::size_t from = at < kWindow / 2 ? 0 : at - kWindow / 2;
      list = list.subspan(from, std::min(kWindow, list.size() - from));
    }
    if (list.size() > left) break;
    left -= list.size();
    for (const Posting& posting : list) sums.add(posting.unit, lookup.term.weight * posting.weight);
  }
}

/// Who speaks for each text: its nearest ones and, last, itself; the shares sum to 1.
Graph voices_of(const Graph& graph) {
  const auto voices_each =
      std::min(kVoices, static_cast<std::size_t>(std::sqrt(static_cast<double>(graph.size()))));
  Graph voices(graph.size());
  for (std::uint32_t u = 0; u < graph.size(); ++u) {
    std::vector<Neighbour> list = graph[u];
    keep_nearest(list, voices_each);
    std::sort(list.begin(), list.end(), nearer);
    float sum = kReserve;
    for (const Neighbour& n : list) sum += n.similarity;
    float theirs = 0;
    for (const Neighbour& n : list) {
      if (n.similarity <= 0) continue;
      const float share = kShare * n.similarity / sum;
      voices[u].push_back({n.unit, share});
      theirs += share;
    }
    voices[u].push_back({u, 1 - theirs});
  }
  return voices;
}

/// For whom each text speaks.
Graph listeners_of(const Rows& voices) {
  Graph listeners(voices.size());
  for (std::uint32_t u = 0; u < voices.size(); ++u) {
    for (const Neighbour& n : voices[u]) listeners[n.unit].push_back({u, n.similarity});
  }
  for (auto& list : listeners) {
    keep_nearest(list, kListeners);
    std::sort(list.begin(), list.end(), by_number);
  }
  return listeners;
}

/// How long each text is once its neighbours speak for it: the root of its similarity to itself.
std::vector<float> lengths_of(const Rows& graph, const Rows& voices, unsigned threads) {
  std::vector<float> lengths(graph.size());
  parallel_blocks(graph.size(), threads, [&](std::size_t begin, std::size_t end) {
    Sums shares(graph.size());
    for (std::size_t i = begin; i < end; ++i) {
      for (const Neighbour& voice : voices[i]) shares.add(voice.unit, voice.similarity);
      float sum = 0;
      for (const Neighbour& voice : voices[i]) {
        float heard = voice.similarity;  // a text is wholly similar to itself
        for (const Neighbour& n : graph[voice.unit]) heard += n.similarity * shares.at(n.unit);
        sum += voice.similarity * heard;
      }
      shares.clear();
      lengths[i] = std::sqrt(sum);
    }
  });
  return lengths;
}

}  // namespace

Graph nearest(const Corpus& corpus, unsigned threads) {
  Graph found(corpus.size());
  parallel_blocks(corpus.size(), threads, [&](std::size_t begin, std::size_t end) {
    Sums sums(corpus.size());
    std::vector<Lookup> terms;
    std::vector<Neighbour> candidates;
    for (std::size_t i = begin; i < end; ++i) {
      const auto u = static_cast<std::uint32_t>(i);
      collect(corpus, u, terms, sums);
      candidates.clear();
      for (const std::uint32_t other : sums.touched()) {
        if (other != u) candidates.push_back({other, sums.at(other)});
      }
      sums.clear();
      keep_nearest(candidates, kComparedExactly);
      for (Neighbour& n : candidates) {
        n.similarity = corpus.similarity(std::min(u, n.unit), std::max(u, n.unit));
      }
      keep_nearest(candidates, kNeighbours);
      found[i] = candidates;
    }
  });

  Graph mutual = found;
  for (std::uint32_t u = 0; u < found.size(); ++u) {
    for (const Neighbour& n : found[u]) mutual[n.unit].push_back({u, n.similarity});
  }
  for (auto& list : mutual) {
    std::sort(list.begin(), list.end(), by_number);
    list.erase(std::unique(list.begin(), list.end(),
                           [](const Neighbour& a, const Neighbour& b) { return a.unit == b.unit; }),
               list.end());
    if (list.size() > kDegree) {
      keep_nearest(list, kDegree);
      std::sort(list.begin(), list.end(), by_number);
    }
  }
  return mutual;
}

Graph diffuse(const Graph& similar, float floor, unsigned threads) {
  const Rows graph(similar);
  const Rows voices(voices_of(similar));
  const Rows listeners(listeners_of(voices));
  const std::vector<float> lengths = lengths_of(graph, voices, threads);

  Graph out(graph.size());
  parallel_blocks(graph.size(), threads, [&](std::size_t begin, std::size_t end) {
    Sums heard(graph.size());
    Sums sums(graph.size());
    for (std::size_t i = begin; i < end; ++i) {
      const float whisper = kWhisper * floor * lengths[i] * lengths[i];
      for (const Neighbour& voice : voices[i]) {
        heard.add(voice.unit, voice.similarity);
        for (const Neighbour& n : graph[voice.unit]) {
          heard.add(n.unit, voice.similarity * n.similarity);
        }
      }
      for (const std::uint32_t unit : heard.touched()) {
        const float share = heard.at(unit);
        if (share < whisper) continue;
        for (const Neighbour& listener : listeners[unit]) {
          if (listener.unit > i) sums.add(listener.unit, share * listener.similarity);
        }
      }
      for (const std::uint32_t other : sums.touched()) {
        const float cosine = sums.at(other) / (lengths[i] * lengths[other]);
        if (cosine >= floor) out[i].push_back({other, std::min(1.0F, cosine)});
      }
      heard.clear();
      sums.clear();
      keep_nearest(out[i], kEdges);
      std::sort(out[i].begin(), out[i].end(), by_number);
    }
  });
  return out;
}

}  // namespace gandan::grouping
