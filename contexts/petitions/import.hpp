// Import of petitions from JSONL and CSV: each row is imported, joined to one that is here already,
// or rejected with its reason. Safe to run again: a row without an id is known by what it says.
#pragma once
#include <functional>
#include <iosfwd>
#include <map>
#include <set>
#include <string>

#include "contexts/petitions/use_cases.hpp"
#include "lib/db/db.hpp"

namespace gandan::petitions {

struct ImportOptions {
  /// field → column, where the file names it otherwise: {"source_id", "case_id"}.
  std::map<std::string, std::string> columns;
  /// What tells this file's ids from another's; the file's name without its ending where it is
  /// empty.
  std::string source;
  /// Rejected rows as CSV: line, reason, and the row as it was read; of one that is or may be a
  /// complaint or a denunciation, or names somebody, no more than its id.
  std::ostream* rejects = nullptr;
  bool dry_run = false;
  /// Called with the bytes read and the file's size, some times a second.
  std::function<void(std::uint64_t, std::uint64_t)> progress;
};

/// imported + joined + rejected is the number of rows.
struct ImportResult {
  std::int64_t imported = 0;
  std::int64_t joined = 0;  ///< here already: the same source and id, or the same id and text
  std::int64_t rejected = 0;
  std::int64_t held = 0;         ///< of the imported: an officer must look before everybody may
  std::int64_t answered = 0;     ///< of the joined: they were here without the answer
  std::set<std::string> unseen;  ///< mapped columns that no row has
};

/// Throws std::runtime_error where the file cannot be read or a mapped column is not in it.
ImportResult import_petitions(db::Database& database, const Env& env, const std::string& file,
                              const ImportOptions& options);

/// The fields that a row may have: source_id (or id), text, title, kind, asked_by, addressed_to,
/// topic, place, date, due, answer, answered_on, outcome, document, name, phone, email.
[[nodiscard]] std::span<const std::string_view> import_fields();

}  // namespace gandan::petitions
