#include "lib/grouping/corpus.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <tuple>

#include "lib/grouping/form_letters.hpp"
#include "lib/grouping/parallel.hpp"
#include "lib/grouping/terms.hpp"

namespace gandan::grouping {

namespace {

/// A term in a unit, on the way from texts to numbered terms.
struct SortEntry {
  std::uint32_t key = 0;
  std::uint32_t at = 0;  // its place among all entries
};

/// Sorts by key, equal keys in their order: least significant digit first, 11 bits a pass.
void radix_sort(std::vector<SortEntry>& entries) {
  std::vector<SortEntry> other(entries.size());
  for (const unsigned shift : {0U, 11U, 22U}) {
    std::array<std::size_t, 2049> starts{};
    for (const SortEntry& e : entries) ++starts[((e.key >> shift) & 2047) + 1];
    std::partial_sum(starts.begin(), starts.end(), starts.begin());
    for (const SortEntry& e : entries) other[starts[(e.key >> shift) & 2047]++] = e;
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

std::vector<Draft> read_all(std::span<const Document> documents, unsigned threads) {
  std::vector<Draft> drafts(documents.size());
  parallel_blocks(documents.size(), threads, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      drafts[i].terms = terms_of(documents[i].text);
      drafts[i].terms.terms.shrink_to_fit();
      drafts[i].terms.request.shrink_to_fit();
      drafts[i].signature = signature(drafts[i].terms.terms);
    }
  });
  return drafts;
}

/// Documents with the same text together, by rising id; the texts in the order of their signatures.
std::vector<std::vector<std::uint32_t>> distinct_texts(std::span<const Document> documents,
                                                       const std::vector<Draft>& drafts) {
  std::vector<std::uint32_t> order(documents.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return std::tuple(drafts[a].signature, drafts[a].terms.text_key, documents[a].id, a) <
           std::tuple(drafts[b].signature, drafts[b].terms.text_key, documents[b].id, b);
  });
  std::vector<std::vector<std::uint32_t>> texts;
  for (const std::uint32_t i : order) {
    const Terms& terms = drafts[i].terms;
    if (texts.empty() || terms.terms.empty() ||
        drafts[texts.back().front()].terms.text_key != terms.text_key) {
      texts.emplace_back();
    }
    texts.back().push_back(i);
  }
  return texts;
}

}  // namespace

Corpus::Corpus(std::span<const Document> documents, unsigned threads) {
  std::vector<Draft> drafts = read_all(documents, threads);
  const auto texts = distinct_texts(documents, drafts);
  std::vector<const Terms*> terms_of_texts;
  for (const auto& text : texts) terms_of_texts.push_back(&drafts[text.front()].terms);

  std::vector<Terms> terms;
  for (const auto& set : form_letters(terms_of_texts, threads)) {
    Unit& unit = units_.emplace_back();
    std::vector<const Terms*> copies;
    for (const std::uint32_t text : set) {
      unit.documents.insert(unit.documents.end(), texts[text].begin(), texts[text].end());
      copies.push_back(terms_of_texts[text]);
    }
    unit.is_form = set.size() > 1;
    if (unit.is_form) unit.voice = std::log2(static_cast<float>(set.size()));
    unit.hints = hints_of(documents[unit.documents.front()]);
    terms.push_back(unit.is_form ? common_terms(copies)
                                 : std::move(drafts[unit.documents.front()].terms));
  }
  drafts = {};
  weigh(std::move(terms), threads);
}

void Corpus::weigh(std::vector<Terms> texts, unsigned threads) {
  number(std::move(texts));
  take_rarities();
  parallel_blocks(units_.size(), threads, [&](std::size_t begin, std::size_t end) {
    for (std::size_t u = begin; u < end; ++u) {
      const std::span<Weight> own(weights_.data() + starts_[u], starts_[u + 1] - starts_[u]);
      double sum = 0;
      for (Weight& weight : own) {
        weight.weight *= rarities_[weight.term];
        sum += static_cast<double>(weight.weight) * weight.weight;
      }
      const float scale = sum > 0 ? static_cast<float>(1 / std::sqrt(sum)) : 0;
      for (Weight& weight : own) weight.weight *= scale;
      std::sort(own.begin(), own.end(),
                [](const Weight& a, const Weight& b) { return a.term < b.term; });
    }
  });

  lists_.assign(rarities_.size() + 1, 0);
  for (const Weight& weight : weights_) ++lists_[weight.term + 1];
  std::partial_sum(lists_.begin(), lists_.end(), lists_.begin());
  postings_.resize(weights_.size());
  std::vector<std::size_t> next(lists_.begin(), lists_.end() - 1);
  for (std::uint32_t u = 0; u < units_.size(); ++u) {
    for (const Weight& weight : vector(u)) postings_[next[weight.term]++] = {u, weight.weight};
  }
}

void Corpus::number(std::vector<Terms> texts) {
  std::size_t uses = 0;
  for (const Terms& text : texts) uses += text.terms.size();
  std::vector<SortEntry> entries;
  entries.reserve(uses);
  weights_.reserve(uses);
  starts_.assign(1, 0);
  for (const Terms& text : texts) {
    for (const Term& term : text.terms) {
      entries.push_back({term.key, static_cast<std::uint32_t>(weights_.size())});
      weights_.push_back({0, term.weight});
    }
    starts_.push_back(weights_.size());
  }
  texts = {};
  radix_sort(entries);
  for (std::size_t i = 0; i < entries.size();) {
    const std::uint32_t key = entries[i].key;
    for (; i < entries.size() && entries[i].key == key; ++i)
      weights_[entries[i].at].term = static_cast<std::uint32_t>(keys_.size());
    keys_.push_back(key);
  }
  entries = {};
  constexpr std::uint32_t kNone = ~0U;
  terms_.assign(keys_.size(), kNone);
  std::uint32_t count = 0;
  for (Weight& weight : weights_) {
    std::uint32_t& term = terms_[weight.term];
    if (term == kNone) term = count++;
    weight.term = term;
  }
}

void Corpus::take_rarities() {
  float voices = 1;
  rarities_.assign(keys_.size(), 0);
  for (std::size_t u = 0; u < units_.size(); ++u) {
    voices += units_[u].voice;
    for (const Weight& weight : vector(u)) rarities_[weight.term] += units_[u].voice;
  }
  for (float& rarity : rarities_) rarity = std::log(voices / rarity);
}

double Corpus::share(std::uint32_t key) const {
  // Hashes lie evenly, so a key is near the place that its share of their range gives it.
  const std::size_t guess = (static_cast<std::uint64_t>(key) * keys_.size()) >> 32;
  std::size_t from = guess;
  std::size_t to = guess;
  for (std::size_t step = 64; from > 0 && keys_[from] > key; step *= 2)
    from -= std::min(from, step);
  for (std::size_t step = 64; to < keys_.size() && keys_[to] < key; step *= 2)
    to = std::min(keys_.size(), to + step);
  const auto begin = keys_.begin();
  const auto at = std::lower_bound(begin + static_cast<std::ptrdiff_t>(from),
                                   begin + static_cast<std::ptrdiff_t>(to), key);
  if (at == keys_.end() || *at != key) return 0;
  return std::exp(-rarities_[terms_[static_cast<std::size_t>(at - begin)]]);
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
