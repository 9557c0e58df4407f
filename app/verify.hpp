// Whether the journal holds, whether records and journal tell of each other, whether the database
// is what the migrations make, and whether what modules say of their rows holds.
#pragma once
#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include "kernel/invariants/invariants.hpp"
#include "kernel/journal/journal.hpp"
#include "kernel/journal/kept.hpp"

namespace gandan::app {

struct Findings {
  journal::Verification chain;
  std::optional<Instant> ends_at;                                      ///< of the last entry
  std::vector<std::pair<journal::Kept, journal::Comparison>> records;  ///< of every module
  std::string schema;  ///< what is wrong with it, in words; empty: nothing
  /// Of the invariants of every module; not looked at where the schema is wrong.
  std::vector<invariants::Broken> broken;
  [[nodiscard]] bool holds() const;
};

/// Throws std::runtime_error, in words for the operator, where it is another program's database.
void require_database(db::Tx& tx);
/// `now`: as in journal::verify().
[[nodiscard]] Findings examine(db::Database& database, std::optional<Instant> now);
/// A line a finding, then what it proves and what it does not; last "intact", or what is broken.
void print(std::ostream& out, const Findings& findings);

}  // namespace gandan::app
