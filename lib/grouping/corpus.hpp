// A corpus as weighted vectors of unit length, with the lists of who uses each term.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "lib/grouping/document.hpp"
#include "lib/grouping/hints.hpp"

namespace gandan::grouping {

/// One distinct text of the corpus: documents that say the very same stand in it together.
struct Unit {
  std::uint64_t text_key = 0;
  std::vector<std::uint32_t> documents;  // by rising id
  Hints hints;                           // of the first document
};

/// A term's weight in a text. Terms are numbered by rising hash, so the order is everywhere the
/// same.
struct Weight {
  std::uint32_t term = 0;
  float weight = 0;
};

/// A text's weight in the list of a term.
struct Posting {
  std::uint32_t unit = 0;
  float weight = 0;
};

/// Units stand in an order that depends on what the texts say, never on how the documents came:
/// by MinHash signature, so that texts with much in common stand near one another.
class Corpus {
 public:
  Corpus(std::span<const Document> documents, unsigned threads);

  [[nodiscard]] std::size_t size() const { return units_.size(); }
  [[nodiscard]] const Unit& unit(std::size_t i) const { return units_[i]; }
  [[nodiscard]] std::span<const Weight> vector(std::size_t i) const {
    return {weights_.data() + starts_[i], starts_[i + 1] - starts_[i]};
  }
  [[nodiscard]] std::span<const Posting> postings(std::uint32_t term) const {
    return {postings_.data() + lists_[term], lists_[term + 1] - lists_[term]};
  }
  /// How telling a term is: log((N + 1) / number of units that use it); by the term's hash.
  [[nodiscard]] double rarity(std::uint32_t key) const;
  /// Cosine of two units, times what their fields and bodies say about it.
  [[nodiscard]] float similarity(std::size_t a, std::size_t b) const;

 private:
  std::vector<Unit> units_;
  std::vector<Weight> weights_;      // all vectors, one after another
  std::vector<std::size_t> starts_;  // where each begins
  std::vector<Posting> postings_;    // all lists, by term
  std::vector<std::size_t> lists_;   // where each begins
  std::vector<std::uint32_t> keys_;  // the hash of each term, rising
};

}  // namespace gandan::grouping
