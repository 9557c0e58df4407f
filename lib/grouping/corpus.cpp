#include "lib/grouping/corpus.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <tuple>

#include "lib/grouping/parallel.hpp"
#include "lib/grouping/terms.hpp"

namespace gandan::grouping {

namespace {

/// A term in a unit, on the way from texts to numbered terms.
struct Entry {
  std::uint32_t key = 0;
  std::uint32_t at = 0;  // its place among all entries
};

/// Sorts by key, equal keys in their order: least significant digit first, 11 bits a pass.
void radix_sort(std::vector<Entry>& entries) {
  std::vector<Entry> other(entries.size());
  for (const unsigned shift : {0U, 11U, 22U}) {
    std::array<std::size_t, 2049> starts{};
    for (const Entry& e : entries) ++starts[((e.key >> shift) & 2047) + 1];
    std::partial_sum(starts.begin(), starts.end(), starts.begin());
    for (const Entry& e : entries) other[starts[(e.key >> shift) & 2047]++] = e;
    entries.swap(other);
  }
}

/// Two MinHash values: texts that share a share s of their terms share one with probability s
/// (Broder 1997).
std::array<std::uint32_t, 2> signature(std::span<const Term> terms) {
  std::array<std::uint32_t, 2> least{~0U, ~0U};
  for (const Term& term : terms) {
    least[0] = std::min(least[0], phrase_key(term.key, 1));
    least[1] = std::min(least[1], phrase_key(term.key, 2));
  }
  return least;
}

struct Draft {
  Terms terms;
  std::array<std::uint32_t, 2> signature{};
};

}  // namespace

Corpus::Corpus(std::span<const Document> documents, unsigned threads) {
  std::vector<Draft> drafts(documents.size());
  parallel_blocks(documents.size(), threads, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      drafts[i].terms = terms_of(documents[i].text);
      drafts[i].terms.terms.shrink_to_fit();
      drafts[i].signature = signature(drafts[i].terms.terms);
    }
  });

  std::vector<std::uint32_t> order(documents.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return std::tuple(drafts[a].signature, drafts[a].terms.text_key, documents[a].id, a) <
           std::tuple(drafts[b].signature, drafts[b].terms.text_key, documents[b].id, b);
  });
  for (const std::uint32_t i : order) {
    const std::uint64_t text_key = drafts[i].terms.text_key;
    if (units_.empty() || units_.back().text_key != text_key || drafts[i].terms.terms.empty()) {
      units_.push_back({.text_key = text_key, .documents = {}, .hints = hints_of(documents[i])});
    }
    units_.back().documents.push_back(i);
  }

  starts_.assign(1, 0);
  std::vector<Entry> entries;
  for (const Unit& unit : units_) {
    Terms& terms = drafts[unit.documents.front()].terms;
    for (const Term& term : terms.terms) {
      entries.push_back({term.key, static_cast<std::uint32_t>(weights_.size())});
      weights_.push_back({0, term.weight});
    }
    starts_.push_back(weights_.size());
  }
  drafts = {};
  radix_sort(entries);

  const double texts = static_cast<double>(units_.size()) + 1;
  lists_.assign(1, 0);
  for (std::size_t i = 0; i < entries.size();) {
    std::size_t end = i + 1;
    while (end < entries.size() && entries[end].key == entries[i].key) ++end;
    const auto rarity = static_cast<float>(std::log(texts / static_cast<double>(end - i)));
    for (std::size_t k = i; k < end; ++k) {
      Weight& weight = weights_[entries[k].at];
      weight.term = static_cast<std::uint32_t>(keys_.size());
      weight.weight *= rarity;
    }
    keys_.push_back(entries[i].key);
    lists_.push_back(end);
    i = end;
  }
  entries = {};

  postings_.resize(weights_.size());
  std::vector<std::size_t> next(lists_.begin(), lists_.end() - 1);
  for (std::uint32_t u = 0; u < units_.size(); ++u) {
    double sum = 0;
    for (std::size_t k = starts_[u]; k < starts_[u + 1]; ++k) {
      sum += static_cast<double>(weights_[k].weight) * weights_[k].weight;
    }
    const float scale = sum > 0 ? static_cast<float>(1 / std::sqrt(sum)) : 0;
    for (std::size_t k = starts_[u]; k < starts_[u + 1]; ++k) {
      weights_[k].weight *= scale;
      postings_[next[weights_[k].term]++] = {u, weights_[k].weight};
    }
  }
}

double Corpus::rarity(std::uint32_t key) const {
  const auto at = std::lower_bound(keys_.begin(), keys_.end(), key);
  if (at == keys_.end() || *at != key) return 0;
  const auto term = static_cast<std::size_t>(at - keys_.begin());
  return std::log((static_cast<double>(units_.size()) + 1) /
                  static_cast<double>(lists_[term + 1] - lists_[term]));
}

float Corpus::similarity(std::size_t a, std::size_t b) const {
  const auto x = vector(a);
  const auto y = vector(b);
  float dot = 0;
  for (std::size_t i = 0, j = 0; i < x.size() && j < y.size();) {
    if (x[i].term == y[j].term) {
      dot += x[i++].weight * y[j++].weight;
    } else if (x[i].term < y[j].term) {
      ++i;
    } else {
      ++j;
    }
  }
  return dot * agreement(units_[a].hints, units_[b].hints);
}

}  // namespace gandan::grouping
