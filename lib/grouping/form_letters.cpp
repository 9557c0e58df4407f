#include "lib/grouping/form_letters.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <optional>

#include "lib/grouping/parallel.hpp"

namespace gandan::grouping {

namespace {

constexpr double kAlike = 0.6;         // share of terms (Jaccard) that two copies have in common
constexpr double kRequestAlike = 0.5;  // and of those of the request: one preamble, two requests
constexpr std::size_t kShared = 20;    // terms in common: ten words, fewer are a phrase, not a form
constexpr std::size_t kCopies = 8;     // texts that make a form letter
constexpr std::size_t kBands = 16;     // each finds pairs that agree in all its rows
constexpr std::size_t kRows = 3;

using Bands = std::array<std::uint32_t, kBands>;

/// A key for each band: equal where the texts share the least hash of each of its bins. One hash
/// serves all: its first bits choose the bin (Li, Owen and Zhang 2012); an empty bin borrows from
/// the next that is not (Shrivastava and Li 2014).
Bands bands_of(const Terms& text) {
  constexpr std::uint64_t kBins = kBands * kRows;
  constexpr std::uint32_t kEmpty = ~0U;
  std::array<std::uint32_t, kBins> least;
  least.fill(kEmpty);
  for (const Term& term : text.terms) {
    const std::uint32_t hash = term.key * 0x9e3779b1U;
    std::uint32_t& bin = least[hash * kBins >> 32];
    bin = std::min(bin, hash);
  }
  Bands bands{};
  if (text.terms.empty()) return bands;
  for (std::size_t i = 0; i < kBins; ++i) {
    std::size_t from = i;
    while (least[from % kBins] == kEmpty) ++from;
    bands[i / kRows] =
        phrase_key(bands[i / kRows], least[from % kBins] + static_cast<std::uint32_t>(from - i));
  }
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

using Sets = std::vector<std::vector<std::uint32_t>>;
using Texts = std::span<const Terms* const>;

/// Finds the text, of those remembered, that another repeats. Of a band's key only the last text
/// found under it is remembered: texts alike come near one another.
class Finder {
 public:
  explicit Finder(Texts texts) : texts_(texts), mask_(std::bit_ceil(2 * texts.size() + 1) - 1) {
    for (auto& table : tables_) table.assign(mask_ + 1, kNone);
  }

  [[nodiscard]] std::optional<std::uint32_t> find(const Terms& text, const Bands& bands) const {
    std::uint32_t refused = kNone;
    for (std::size_t band = 0; band < kBands; ++band) {
      const std::uint32_t other = tables_[band][bands[band] & mask_];
      if (other == kNone || other == refused) continue;
      if (repeat_each_other(*texts_[other], text)) return other;
      refused = other;
    }
    return std::nullopt;
  }
  void remember(std::uint32_t text, const Bands& bands) {
    for (std::size_t band = 0; band < kBands; ++band) tables_[band][bands[band] & mask_] = text;
  }

 private:
  static constexpr std::uint32_t kNone = ~0U;
  Texts texts_;
  std::size_t mask_;
  std::array<std::vector<std::uint32_t>, kBands> tables_;
};

/// For each text the first one that it repeats, or itself. The finder remembers the first ones.
std::vector<std::uint32_t> firsts(Finder& finder, Texts texts, const std::vector<Bands>& bands) {
  std::vector<std::uint32_t> first(texts.size());
  for (std::uint32_t i = 0; i < texts.size(); ++i) {
    first[i] = finder.find(*texts[i], bands[i]).value_or(i);
    finder.remember(first[i], bands[i]);
  }
  return first;
}

std::vector<Bands> bands_of_all(Texts texts, unsigned threads) {
  std::vector<Bands> bands(texts.size());
  parallel_blocks(texts.size(), threads, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) bands[i] = bands_of(*texts[i]);
  });
  return bands;
}

/// Sets by their first text.
Sets sets_of(const std::vector<std::uint32_t>& first) {
  Sets sets(first.size());
  for (std::uint32_t i = 0; i < first.size(); ++i) sets[first[i]].push_back(i);
  std::erase_if(sets, [](const auto& set) { return set.empty(); });
  return sets;
}

/// Two copies differ in both their names, a copy and the form in one: what the first pass left
/// apart comes together by what is common to each set.
Sets gathered_again(const Sets& sets, Texts texts, const std::vector<Bands>& bands,
                    unsigned threads) {
  constexpr std::size_t kForm = 3;  // texts that show what is common
  std::vector<Terms> forms;
  std::vector<const Terms*> heads;
  Sets out;
  for (const auto& set : sets) {
    if (set.size() < kForm) continue;
    std::vector<const Terms*> copies;
    for (const std::uint32_t text : set) copies.push_back(texts[text]);
    forms.push_back(common_terms(copies));
    out.push_back(set);
  }
  for (const Terms& form : forms) heads.push_back(&form);
  Finder finder(heads);
  const auto join = [&](std::uint32_t form, const std::vector<std::uint32_t>& set) {
    out[form].insert(out[form].end(), set.begin(), set.end());
  };
  const auto first = firsts(finder, heads, bands_of_all(heads, threads));
  for (std::uint32_t form = 0; form < first.size(); ++form) {
    if (first[form] == form) continue;
    join(first[form], out[form]);
    out[form].clear();
  }
  for (const auto& set : sets) {
    if (set.size() >= kForm) continue;
    if (const auto form = finder.find(*texts[set.front()], bands[set.front()])) {
      join(*form, set);
    } else {
      out.push_back(set);
    }
  }
  std::erase_if(out, [](const auto& set) { return set.empty(); });
  return out;
}

}  // namespace

Sets form_letters(Texts texts, unsigned threads) {
  const std::vector<Bands> bands = bands_of_all(texts, threads);
  Finder finder(texts);
  const Sets sets = gathered_again(sets_of(firsts(finder, texts, bands)), texts, bands, threads);
  Sets out;
  for (const auto& set : sets) {
    if (set.size() >= kCopies) {
      out.push_back(set);
      std::sort(out.back().begin(), out.back().end());
    } else {
      for (const std::uint32_t text : set) out.push_back({text});
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
