// Routing: which body (or field) a text belongs to, learned from what officers did before, and from
// the bodies' own descriptions of their competence where nobody has decided anything yet.
#pragma once
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "lib/grouping/document.hpp"

namespace gandan::grouping {

/// One label proposed for a document.
struct Proposal {
  std::string label;
  double confidence = 0;      // the confidences of all labels sum to 1
  double decided = 0;         // 0 … 1: how much of it officers' decisions say, not descriptions
  bool knows_a_word = false;  // of the text: else the label is no more than often right
  /// Whole phrases that spoke for it, as written, most telling first; at most 5. None is part of a
  /// body's name, which says nothing of the matter.
  std::vector<std::string> phrases;
};

/// Learns labels (codes of bodies, names of fields) from documents. What is learned counts in the
/// very next `rank`. Any number of threads may rank while one learns.
class Classifier {
 public:
  Classifier();
  ~Classifier();
  Classifier(const Classifier&) = delete;
  Classifier& operator=(const Classifier&) = delete;

  /// An officer gave this document this label. The document's own `addressed_to` is not looked at
  /// (it is what is sought); `field`, where present, counts as words of the text.
  void learn(const Document& document, std::string_view label);
  /// Takes a `learn` of the same document and label back: the officer corrected it.
  void forget(const Document& document, std::string_view label);
  /// Forgets everything, what was described too.
  void clear();
  /// What a body says it is competent for: its name, fields, keywords, one phrase a line. Weighs
  /// less than decisions, and less the more of those there are. Replaces the label's earlier
  /// description.
  void describe(std::string_view label, std::string_view competence);

  /// The `limit` likeliest labels, best first; empty while nothing was learned or described.
  [[nodiscard]] std::vector<Proposal> rank(const Document& document, std::size_t limit) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace gandan::grouping
