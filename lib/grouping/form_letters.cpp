#include "lib/grouping/form_letters.hpp"

#include <algorithm>
#include <array>
#include <bit>

#include "lib/grouping/parallel.hpp"

namespace gandan::grouping {

namespace {

constexpr double kAlike = 0.6;         // share of terms (Jaccard) that two copies have in common
constexpr double kRequestAlike = 0.5;  // and of those of the request: one preamble, two requests
constexpr std::size_t kShared = 20;    // terms in common: ten words, fewer are a phrase, not a form
constexpr std::size_t kCopies = 8;     // texts that make a form letter
constexpr std::size_t kBands = 16;     // each finds pairs that agree in all its rows
constexpr std::size_t kRows = 4;

using Bands = std::array<std::uint32_t, kBands>;

/// A key for each band: equal where the texts share the least of each of its hashes.
Bands bands_of(const Terms& text) {
  std::array<std::uint32_t, kBands * kRows> least;
  least.fill(~0U);
  for (const Term& term : text.terms) {
    std::uint32_t multiplier = 0x9e3779b1U;  // odd, and another for each hash
    for (std::uint32_t& value : least) {
      const std::uint32_t hash = (term.key ^ multiplier) * multiplier;
      value = std::min(value, hash ^ (hash >> 15));
      multiplier += 0x3c6ef372U;
    }
  }
  Bands bands{};
  for (std::size_t i = 0; i < least.size(); ++i)
    bands[i / kRows] = phrase_key(bands[i / kRows], least[i]);
  return bands;
}

template <class A, class Key>
std::size_t shared(const A& a, const A& b, Key key) {
  std::size_t count = 0;
  for (auto x = a.begin(), y = b.begin(); x != a.end() && y != b.end();) {
    if (key(*x) == key(*y)) {
      ++count, ++x, ++y;
    } else if (key(*x) < key(*y)) {
      ++x;
    } else {
      ++y;
    }
  }
  return count;
}

bool is_share(std::size_t common, std::size_t a, std::size_t b, double share) {
  return static_cast<double>(common) >= share * static_cast<double>(a + b - common);
}

bool repeat_each_other(const Terms& a, const Terms& b) {
  if (!is_share(std::min(a.terms.size(), b.terms.size()), a.terms.size(), b.terms.size(), kAlike))
    return false;
  const std::size_t common = shared(a.terms, b.terms, [](const Term& term) { return term.key; });
  if (common < kShared || !is_share(common, a.terms.size(), b.terms.size(), kAlike)) return false;
  const std::size_t asked = shared(a.request, b.request, [](std::uint32_t key) { return key; });
  return is_share(asked, a.request.size(), b.request.size(), kRequestAlike);
}

/// Puts each text to the first before it that it repeats and that one of its bands finds. Of a
/// band's key only the last text found under it is remembered: texts alike come near one another.
class Gatherer {
 public:
  explicit Gatherer(std::size_t size) : mask_(std::bit_ceil(2 * size + 1) - 1) {
    for (auto& table : tables_) table.assign(mask_ + 1, kNone);
  }

  /// The text that this one repeats, or itself.
  std::uint32_t put(std::span<const Terms* const> texts, std::uint32_t text, const Bands& bands) {
    std::uint32_t first = text;
    std::uint32_t refused = kNone;
    for (std::size_t band = 0; band < kBands && first == text; ++band) {
      const std::uint32_t other = tables_[band][bands[band] & mask_];
      if (other == kNone || other == refused) continue;
      if (repeat_each_other(*texts[other], *texts[text])) {
        first = other;
      } else {
        refused = other;
      }
    }
    for (std::size_t band = 0; band < kBands; ++band) tables_[band][bands[band] & mask_] = first;
    return first;
  }

 private:
  static constexpr std::uint32_t kNone = ~0U;
  std::size_t mask_;
  std::array<std::vector<std::uint32_t>, kBands> tables_;
};

using Sets = std::vector<std::vector<std::uint32_t>>;

/// Sets of texts by the first of each; a text that nothing repeats is a set of its own.
Sets gather(std::span<const Terms* const> texts, unsigned threads) {
  std::vector<Bands> bands(texts.size());
  parallel_blocks(texts.size(), threads, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) bands[i] = bands_of(*texts[i]);
  });
  Gatherer gatherer(texts.size());
  Sets sets;
  std::vector<std::size_t> set_of(texts.size());
  for (std::uint32_t i = 0; i < texts.size(); ++i) {
    const std::uint32_t first = gatherer.put(texts, i, bands[i]);
    if (first == i) {
      set_of[i] = sets.size();
      sets.emplace_back();
    }
    sets[set_of[first]].push_back(i);
  }
  return sets;
}

std::vector<const Terms*> of(std::span<const Terms* const> texts,
                             const std::vector<std::uint32_t>& numbers) {
  std::vector<const Terms*> out;
  for (const std::uint32_t number : numbers) out.push_back(texts[number]);
  return out;
}

}  // namespace

Sets form_letters(std::span<const Terms* const> texts, unsigned threads) {
  Sets sets = gather(texts, threads);
  // Two copies differ in both their names, a copy and the form in one: gathered once more, by what
  // is common to each set, what the first pass left apart comes together.
  std::vector<Terms> forms;
  forms.reserve(sets.size());
  std::vector<const Terms*> heads;
  for (const auto& set : sets) {
    if (set.size() > 2) {
      forms.push_back(common_terms(of(texts, set)));
      heads.push_back(&forms.back());
    } else {
      heads.push_back(texts[set.front()]);
    }
  }
  Sets out;
  for (const auto& together : gather(heads, threads)) {
    std::vector<std::uint32_t> all;
    for (const std::uint32_t set : together)
      all.insert(all.end(), sets[set].begin(), sets[set].end());
    if (all.size() >= kCopies) {
      std::sort(all.begin(), all.end());
      out.push_back(std::move(all));
    } else {
      for (const std::uint32_t text : all) out.push_back({text});
    }
  }
  std::sort(out.begin(), out.end());
  return out;
}

Terms common_terms(std::span<const Terms* const> texts) {
  const std::size_t half = texts.size() / 2;
  std::vector<Term> all;
  std::vector<std::uint32_t> requests;
  for (const Terms* text : texts) {
    all.insert(all.end(), text->terms.begin(), text->terms.end());
    requests.insert(requests.end(), text->request.begin(), text->request.end());
  }
  std::sort(all.begin(), all.end(), [](const Term& a, const Term& b) {
    return a.key != b.key ? a.key < b.key : a.weight < b.weight;
  });
  std::sort(requests.begin(), requests.end());
  Terms out;
  for (auto from = all.begin(); from != all.end();) {
    float sum = 0;
    auto to = from;
    for (; to != all.end() && to->key == from->key; ++to) sum += to->weight;
    if (static_cast<std::size_t>(to - from) > half)
      out.terms.push_back({from->key, sum / static_cast<float>(texts.size())});
    from = to;
  }
  for (auto from = requests.begin(); from != requests.end();) {
    const auto to = std::upper_bound(from, requests.end(), *from);
    if (static_cast<std::size_t>(to - from) > half) out.request.push_back(*from);
    from = to;
  }
  return out;
}

}  // namespace gandan::grouping
