// A corpus as weighted vectors of unit length, with the lists of who uses each term.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "lib/grouping/document.hpp"
#include "lib/grouping/hints.hpp"
#include "lib/grouping/terms.hpp"

namespace gandan::grouping {

/// One distinct text of the corpus, or one form letter: documents that say the same stand in it
/// together.
struct Unit {
  std::vector<std::uint32_t> documents;  // of one text by rising id, the texts in their order
  Hints hints;                           // of the first document
  bool is_form = false;                  // the texts differ, in names and numbers
  float voice = 1;                       // what it counts when rarity is taken
};

/// A term's weight in a text. Terms are numbered as they first occur, so that those of one text,
/// and their lists, stand near one another.
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
  /// Of N + 1 units, those that use a term; by the term's hash. A form letter of n texts counts as
  /// log2(n) units: what all campaigns begin with is not rare.
  [[nodiscard]] double share(std::uint32_t key) const;
  /// Cosine of two units, times what their fields and bodies say about it.
  [[nodiscard]] float similarity(std::size_t a, std::size_t b) const;

 private:
  /// Numbers the terms, weighs them by rarity and lists who uses them.
  void weigh(std::vector<Terms> texts, unsigned threads);
  void number(std::vector<Terms> texts);
  void take_rarities();

  std::vector<Unit> units_;
  std::vector<Weight> weights_;       // all vectors, one after another
  std::vector<std::size_t> starts_;   // where each begins
  std::vector<Posting> postings_;     // all lists, by term
  std::vector<std::size_t> lists_;    // where each begins
  std::vector<float> rarities_;       // by term
  std::vector<std::uint32_t> keys_;   // the hashes of all terms, rising
  std::vector<std::uint32_t> terms_;  // the term of each hash
};

}  // namespace gandan::grouping
