// Whether the journal holds, whether records and journal tell of each other, whether the database
// is what the migrations make, and whether what modules say of their rows holds.
#pragma once
#include <iosfwd>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "kernel/invariants/invariants.hpp"
#include "kernel/journal/check_log.hpp"
#include "kernel/journal/journal.hpp"
#include "kernel/journal/kept.hpp"
#include "kernel/module/module.hpp"
#include "lib/cli/command.hpp"

namespace gandan::app {

struct Findings {
  journal::Verification chain;
  journal::LogFindings log;        ///< not looked at where the schema is wrong
  std::optional<Instant> ends_at;  ///< of the last entry
  std::vector<std::pair<journal::Kept, journal::Comparison>> records;  ///< of every module
  std::string schema;  ///< what is wrong with it, in words; empty: nothing
  /// Of the invariants of every module; not looked at where the schema is wrong.
  std::vector<invariants::Broken> broken;
  std::size_t invariant_count = 0;
  std::int64_t files = 0;                  ///< stored ones, where the folder was looked at
  std::vector<std::string> missing_files;  ///< those that are not there, or not as they were
  [[nodiscard]] bool holds() const;
};

/// Throws std::runtime_error, in words for the operator, where it is another program's database.
void require_database(db::Tx& tx);
/// Of an installation of these modules. `now`: as in journal::verify().
[[nodiscard]] Findings examine(db::Database& database, std::span<const Module> modules,
                               std::optional<Instant> now, const journal::LogOptions& options = {});
/// Reads every stored file, and compares its bytes with the name that the database has for it.
void look_at_files(db::Database& database, const std::string& folder, Findings& findings);
/// Heads of the log that were kept elsewhere: the files of --head.
[[nodiscard]] std::vector<journal::KeptHead> heads_of(const cli::Arguments& arguments);
[[nodiscard]] cli::Option head_option();
/// A line a finding, then what it proves and what it does not; last "intact", or what is broken.
void print(std::ostream& out, const Findings& findings);

}  // namespace gandan::app
