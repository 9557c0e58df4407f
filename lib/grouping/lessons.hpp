// What a classifier has learned: which words came with which labels, and what that says of a text.
// Not guarded against threads; the classifier is.
#pragma once
#include <boost/container/small_vector.hpp>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "lib/grouping/phrases.hpp"
#include "lib/grouping/terms.hpp"

namespace gandan::grouping {

class Lessons {
 public:
  void learn(const Terms& document, std::string_view label);
  /// Nothing happens where it was not learned.
  void forget(const Terms& document, std::string_view label);
  /// Replaces the label's description; a phrase a line, the first its name.
  void describe(std::string_view label, std::string_view competence);

  [[nodiscard]] bool empty() const { return live_ == 0; }
  struct Shares {
    std::vector<double> of_all;        ///< by the number of the label; not scaled to any sum
    std::vector<double> of_decisions;  ///< of the votes, those of what was learned: 0 none … 1 all
  };
  /// How much speaks for each label.
  [[nodiscard]] Shares shares(const Reading& reading) const;
  [[nodiscard]] const std::string& name(std::size_t label) const { return labels_[label].name; }
  /// Whether any word came with the label before.
  [[nodiscard]] bool knows_a_word(const Reading& reading, std::uint32_t label) const;
  /// The whole phrases that speak most for a label, as written; none is part of a body's name.
  [[nodiscard]] std::vector<std::string> telling_phrases(const Reading& reading,
                                                         std::uint32_t label) const;

 private:
  /// What was learned from documents that say the same and were given the same label.
  struct Lesson {
    std::uint32_t label = 0;
    std::uint32_t count = 0;  // documents; 0 once all were forgotten
    bool description = false;
    std::vector<Term> terms;  // `key` holds the number of the term
  };
  struct Label {
    std::string name;
    double mass = 0;                           // of its terms in the complement model
    std::vector<std::uint32_t> described;      // lessons
    std::vector<std::uint32_t> official_name;  // keys of the words of the first line
  };
  /// Most terms were met once: what a few need lies in the row itself.
  struct Use {
    boost::container::small_vector<std::uint32_t, 2> lessons;
    // How much each label uses the term.
    boost::container::small_vector<std::pair<std::uint32_t, double>, 1> labels;
    double mass = 0;
  };
  /// A text that is asked about: terms weighted by rarity, unit length, sorted by number.
  using Query = std::vector<Term>;

  std::uint32_t label_number(std::string_view name);
  std::vector<Term> number(const std::vector<Term>& read);
  void count(const Lesson& lesson, double amount);
  std::uint32_t add_lesson(Lesson lesson);
  void drop_lesson(std::uint32_t number);
  [[nodiscard]] double rarity(std::uint32_t term) const;
  [[nodiscard]] Query weigh(const std::vector<Term>& read) const;
  [[nodiscard]] std::vector<std::pair<double, std::uint32_t>> nearest(const Query& query) const;
  [[nodiscard]] Shares votes(const Query& query) const;
  [[nodiscard]] double cosine(const Query& query, const Lesson& lesson) const;
  [[nodiscard]] std::vector<double> model(const Query& query) const;
  [[nodiscard]] double telling(std::uint32_t key, std::uint32_t label) const;
  [[nodiscard]] KnownTexts known() const;
  [[nodiscard]] bool is_of_a_name(const std::vector<Word>& words, const Phrase& phrase) const;

  std::vector<Label> labels_;
  std::map<std::string, std::uint32_t, std::less<>> label_numbers_;
  std::vector<Lesson> lessons_;
  std::map<std::pair<std::uint64_t, std::uint32_t>, std::uint32_t> lesson_numbers_;  // text, label
  std::deque<Use> terms_;  // grows by what it needs: a vector holds up to twice as much
  std::unordered_map<std::uint32_t, std::uint32_t> term_numbers_;
  double mass_ = 0;
  std::size_t live_ = 0;  // lessons with a count
};

}  // namespace gandan::grouping
