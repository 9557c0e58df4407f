// Import of petitions from JSONL and CSV: each row is imported, joined to one that is here already,
// changed (its id is here, and says something else), or rejected with its reason. Safe to run
// again: a row without an id is known by what it says.
#pragma once
#include <functional>
#include <map>
#include <set>
#include <string>

#include "contexts/petitions/use_cases.hpp"
#include "lib/db/db.hpp"
#include "lib/text/dates.hpp"
#include "lib/text/encoding.hpp"

namespace gandan::petitions {

class ImportRejects;

struct ImportOptions {
  /// field → column, where the file names it otherwise: {"source_id", "case_id"}.
  std::map<std::string, std::string> columns;
  /// What tells this file's ids from another's; the file's name without its ending where it is
  /// empty.
  std::string source;
  /// What days are read as where their year does not stand first.
  text::DateOrder dates = text::DateOrder::day_first;
  /// Where an id is here with another text, the row is taken as a petition of its own; another
  /// place takes the place of the first, and another answer is added. Otherwise they are rejects.
  bool takes_changed = false;
  /// Rejected rows, and changed ones that are not taken; nullptr where nobody wants them.
  ImportRejects* rejects = nullptr;
  bool dry_run = false;
  /// Called with the bytes read and the file's size, some times a second.
  std::function<void(std::uint64_t, std::uint64_t)> progress;
};

/// imported + joined + changed + rejected is the number of rows.
struct ImportResult {
  std::int64_t imported = 0;
  std::int64_t joined =
      0;  ///< here already with the same content: by source and id, or id and text
  std::int64_t changed = 0;  ///< the id is here, with another text, place or answer
  std::int64_t taken = 0;    ///< of the changed
  std::int64_t rejected = 0;
  std::int64_t held = 0;         ///< of what was stored: an officer must look before everybody may
  std::int64_t converted = 0;    ///< of what was stored: from a legacy encoding
  std::int64_t answered = 0;     ///< of the joined: they were here without the answer
  std::set<std::string> unseen;  ///< mapped columns that no row has
  std::set<std::string> unused;  ///< columns of the file that are no field
  text::Encoding encoding = text::Encoding::utf8;  ///< what the file as a whole was in
};

/// Throws std::runtime_error where the file cannot be read or a mapped column is not in it.
ImportResult import_petitions(db::Database& database, const Env& env, const std::string& file,
                              const ImportOptions& options);

/// The fields that a row may have: source_id (or id), text, title, kind, asked_by, addressed_to,
/// topic, place, date, due, answer, answered_on, outcome, document, name, phone, email.
[[nodiscard]] std::span<const std::string_view> import_fields();

}  // namespace gandan::petitions
