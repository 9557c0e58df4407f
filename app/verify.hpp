// Whether the journal holds, and whether records and journal tell of each other.
#pragma once
#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include "kernel/journal/journal.hpp"
#include "kernel/journal/kept.hpp"

namespace gandan::app {

struct Findings {
  journal::Verification chain;
  std::vector<std::pair<journal::Kept, journal::Comparison>> records;  ///< of every module
  [[nodiscard]] bool holds() const;
};

/// `now`: as in journal::verify().
[[nodiscard]] Findings examine(db::Tx& tx, std::optional<Instant> now);
/// A line a finding, then what it proves and what it does not; last "intact", or what is broken.
void print(std::ostream& out, const Findings& findings);

}  // namespace gandan::app
