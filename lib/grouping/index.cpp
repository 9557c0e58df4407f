#include "lib/grouping/index.hpp"

#include <algorithm>
#include <boost/container/small_vector.hpp>
#include <cmath>
#include <deque>
#include <mutex>
#include <shared_mutex>
#include <tuple>
#include <unordered_map>

#include "lib/grouping/explain.hpp"
#include "lib/grouping/hints.hpp"
#include "lib/grouping/terms.hpp"

namespace gandan::grouping {

namespace {

constexpr std::size_t postings_for_a_query = 30'000;  // looked at
constexpr std::size_t kCandidates = 64;               // compared exactly
constexpr float kLikelySame = 0.2F;  // about three in four of such pairs ask the same (README)

/// A document as the index keeps it; its terms are numbered by the index.
struct Entry {
  std::int64_t id = 0;
  std::uint64_t text_key = 0;
  Hints hints;
  std::vector<Term> terms;  // `key` holds the number of the term; sorted
};

/// Most terms were met once or twice.
using Slots = boost::container::small_vector<std::uint32_t, 2>;

struct Candidate {
  std::uint32_t slot = 0;
  float score = 0;
};

}  // namespace

struct Index::State {
  mutable std::shared_mutex mutex;
  std::vector<Entry> entries;                                // by slot; id 0 where the slot is free
  std::vector<std::uint32_t> free;                           // slots to be used again
  std::unordered_map<std::int64_t, std::uint32_t> slots;     // id → slot
  std::unordered_map<std::uint32_t, std::uint32_t> numbers;  // hash of a term → its number
  std::deque<Slots> postings;                                // by number: slots

  [[nodiscard]] float rarity(std::uint32_t number) const {
    return std::log((static_cast<float>(slots.size()) + 1) /
                    static_cast<float>(std::max<std::size_t>(1, postings[number].size())));
  }

  [[nodiscard]] KnownTexts known() const {
    const double all = static_cast<double>(slots.size()) + 1;
    return {[this, all](std::uint32_t key) {
              const auto number = numbers.find(key);
              return number == numbers.end()
                         ? 0.0
                         : static_cast<double>(postings[number->second].size()) / all;
            },
            all};
  }

  /// The terms with the index's numbers; those that it does not know are told apart by `unknown`.
  struct Query {
    std::vector<Term> terms;  // weighted by rarity, sorted by number
    float norm = 0;
  };
  [[nodiscard]] Query weigh(const std::vector<Term>& terms) const {
    Query query;
    double sum = 0;
    const float unseen = std::log(static_cast<float>(slots.size()) + 1);
    for (const Term& term : terms) {
      const auto at = numbers.find(term.key);
      const float weight = term.weight * (at == numbers.end() ? unseen : rarity(at->second));
      sum += static_cast<double>(weight) * weight;
      if (at != numbers.end()) query.terms.push_back({at->second, weight});
    }
    query.norm = static_cast<float>(std::sqrt(sum));
    std::sort(query.terms.begin(), query.terms.end(),
              [](const Term& a, const Term& b) { return a.key < b.key; });
    return query;
  }

  [[nodiscard]] float cosine(const Query& query, const Entry& entry) const {
    double dot = 0;
    double sum = 0;
    auto q = query.terms.begin();
    for (const Term& term : entry.terms) {
      const float weight = term.weight * rarity(term.key);
      sum += static_cast<double>(weight) * weight;
      while (q != query.terms.end() && q->key < term.key) ++q;
      if (q != query.terms.end() && q->key == term.key) dot += q->weight * weight;
    }
    const double norm = std::sqrt(sum) * query.norm;
    return norm > 0 ? static_cast<float>(dot / norm) : 0;
  }

  [[nodiscard]] std::vector<Candidate> candidates(const Query& query) const {
    std::vector<Term> order = query.terms;
    std::sort(order.begin(), order.end(), [&](const Term& a, const Term& b) {
      return std::tuple(postings[a.key].size(), a.key) < std::tuple(postings[b.key].size(), b.key);
    });
    thread_local std::vector<float> sums;
    sums.resize(std::max(sums.size(), entries.size()), 0);
    std::vector<std::uint32_t> touched;
    std::size_t left = postings_for_a_query;
    for (const Term& term : order) {
      const auto& list = postings[term.key];
      if (list.size() > left) break;
      left -= list.size();
      const float gain = term.weight * rarity(term.key);
      for (const std::uint32_t slot : list) {
        if (sums[slot] == 0) touched.push_back(slot);
        sums[slot] += gain;
      }
    }
    std::vector<Candidate> found;
    found.reserve(touched.size());
    for (const std::uint32_t slot : touched) {
      const auto length = static_cast<float>(entries[slot].terms.size());
      found.push_back({slot, sums[slot] / std::sqrt(length)});
      sums[slot] = 0;
    }
    return found;
  }

  void erase(std::uint32_t slot) {
    for (const Term& term : entries[slot].terms) {
      Slots& list = postings[term.key];
      list.erase(std::lower_bound(list.begin(), list.end(), slot));
    }
    slots.erase(entries[slot].id);
    entries[slot] = {};
    free.push_back(slot);
  }
};

Index::Index() : state_(std::make_unique<State>()) {}
Index::~Index() = default;

void Index::add(const Document& document) {
  Terms read = terms_of(document.text);
  Entry entry{
      .id = document.id, .text_key = read.text_key, .hints = hints_of(document), .terms = {}};
  State& s = *state_;
  const std::unique_lock lock(s.mutex);
  if (const auto old = s.slots.find(document.id); old != s.slots.end()) s.erase(old->second);
  if (s.free.empty()) {
    s.free.push_back(static_cast<std::uint32_t>(s.entries.size()));
    s.entries.emplace_back();
  }
  const std::uint32_t slot = s.free.back();
  s.free.pop_back();
  entry.terms.reserve(read.terms.size());
  for (const Term& term : read.terms) {
    const auto [at, fresh] =
        s.numbers.try_emplace(term.key, static_cast<std::uint32_t>(s.postings.size()));
    if (fresh) s.postings.emplace_back();
    Slots& list = s.postings[at->second];
    list.insert(std::lower_bound(list.begin(), list.end(), slot), slot);
    entry.terms.push_back({at->second, term.weight});
  }
  std::sort(entry.terms.begin(), entry.terms.end(),
            [](const Term& a, const Term& b) { return a.key < b.key; });
  s.slots.emplace(document.id, slot);
  s.entries[slot] = std::move(entry);
}

void Index::remove(std::int64_t id) {
  const std::unique_lock lock(state_->mutex);
  if (const auto at = state_->slots.find(id); at != state_->slots.end()) state_->erase(at->second);
}

std::vector<Match> Index::similar(const Document& document, std::size_t limit) const {
  const Reading reading = read(document.text);
  const Terms terms = terms_of(reading);
  const Hints hints = hints_of(document);
  const State& s = *state_;
  const std::shared_lock lock(s.mutex);
  const State::Query query = s.weigh(terms.terms);

  std::vector<Candidate> found = s.candidates(query);
  std::erase_if(found, [&](const Candidate& c) {
    return document.id != 0 && s.entries[c.slot].id == document.id;
  });
  const auto better = [&](const Candidate& a, const Candidate& b) {
    return std::tuple(-a.score, s.entries[a.slot].id) < std::tuple(-b.score, s.entries[b.slot].id);
  };
  const std::size_t compared = std::min(found.size(), std::max(kCandidates, 2 * limit));
  std::partial_sort(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(compared),
                    found.end(), better);
  found.resize(compared);
  for (Candidate& c : found) {
    c.score = s.cosine(query, s.entries[c.slot]) * agreement(hints, s.entries[c.slot].hints);
  }
  std::sort(found.begin(), found.end(), better);
  found.resize(std::min(limit, found.size()));

  std::vector<Match> out;
  for (const Candidate& c : found) {
    const Entry& entry = s.entries[c.slot];
    const auto has = [&](std::uint32_t key) {
      const auto number = s.numbers.find(key);
      return number != s.numbers.end() &&
             std::binary_search(entry.terms.begin(), entry.terms.end(), Term{number->second, 0},
                                [](const Term& a, const Term& b) { return a.key < b.key; });
    };
    Match match{.id = entry.id, .explanation = explain(reading, has, s.known())};
    match.explanation.similarity = std::min(1.0F, c.score);
    match.explanation.same_text = entry.text_key == terms.text_key;
    compare_hints(match.explanation, hints, entry.hints);
    match.likely_same = match.explanation.same_text || c.score >= kLikelySame;
    out.push_back(std::move(match));
  }
  return out;
}

std::size_t Index::size() const {
  const std::shared_lock lock(state_->mutex);
  return state_->slots.size();
}

}  // namespace gandan::grouping
