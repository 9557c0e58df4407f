// A row of an import file, read and checked: what needs the database is still in words.
#pragma once
#include <optional>
#include <string>

#include "contexts/petitions/intake/import_rows.hpp"
#include "contexts/petitions/use_cases.hpp"
#include "lib/text/dates.hpp"

namespace gandan::petitions {

struct ImportReady {
  std::int64_t line = 0;
  Kind kind = Kind::proposal;
  std::string title, text, asked_by, addressed_to, topic, place, answer, document;
  Contact contact;
  Instant received_at;
  std::optional<Instant> due_at, answered_at;
  std::optional<Outcome> outcome;
  std::string source_id, sealed_source_id;
  std::string source;  ///< what the row itself says of where it is from; mostly nothing
  bool has_limit =
      true;  ///< the law's; not where the file says when it was due, or that it was not
  bool converted = false;  ///< from a legacy encoding
  Visibility visibility = Visibility::held;
  search::Keys keys;
};

/// Why a row is not taken, and the value that is wrong, which may be anything.
struct ImportRefusal {
  std::string reason;
  std::string value = {};
};

/// Reads a row. Text that is surely in a legacy encoding is converted; where that is doubtful it
/// stays as it is and the petition is held for an officer's look.
[[nodiscard]] Result<ImportReady, ImportRefusal> check_row(const Env& env, const ImportRow& row,
                                                           text::DateOrder order);

}  // namespace gandan::petitions
