// The living side of grouping: documents come one at a time, and the most similar are found at
// once.
#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "lib/grouping/document.hpp"

namespace gandan::grouping {

/// A document that resembles what was asked for.
struct Match {
  std::int64_t id = 0;
  Explanation explanation;   // terms spelt as in the query
  bool likely_same = false;  // as near as grouping wants it: propose to join its topic
};

/// Finds similar documents. Any number of threads may read while one adds: readers share a lock
/// that an addition takes alone for some microseconds. Holds folded terms, not texts: about 1 kB a
/// document.
class Index {
 public:
  Index();
  ~Index();
  Index(const Index&) = delete;
  Index& operator=(const Index&) = delete;

  /// Takes the document in; one with the same id is replaced.
  void add(const Document& document);
  /// Takes it out; nothing happens where it is not in.
  void remove(std::int64_t id);

  /// The nearest documents, best first; equal ones by rising id. A document with the query's own id
  /// is left out (0 is nobody's), and so is what shares nothing telling with it.
  [[nodiscard]] std::vector<Match> similar(const Document& query, std::size_t limit) const;

  [[nodiscard]] std::size_t size() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace gandan::grouping
