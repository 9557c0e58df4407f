// A row of an import file, read and checked: what needs the database is still in words.
#pragma once
#include <optional>
#include <string>

#include "contexts/petitions/use_cases.hpp"
#include "kernel/imports/row.hpp"
#include "lib/text/dates.hpp"

namespace gandan::petitions {

using ImportRow = imports::Row;
using ImportRefusal = imports::Refusal;

struct ImportReady {
  std::int64_t line = 0;
  Kind kind = Kind::proposal;
  std::string title, text, asked_by, addressed_to, topic, place, answer, document;
  Contact contact;
  Instant received_at;
  std::optional<Instant> due_at, answered_at;
  std::optional<Outcome> outcome;
  std::string source_id, sealed_source_id;
  std::string source;  ///< tells source_id from the same of another file
  bool has_limit =
      true;  ///< the law's; not where the file says when it was due, or that it was not
  bool converted = false;  ///< from a legacy encoding
  Visibility visibility = Visibility::held;
  search::Keys keys;
};

/// In a file of rejects: the file said that there was no limit.
inline constexpr std::string_view no_limit = "none";

/// Reads a row. Where its encoding is doubtful the petition is held for an officer's look.
[[nodiscard]] Result<ImportReady, ImportRefusal> check_row(const Env& env, const ImportRow& row,
                                                           text::DateOrder order);

}  // namespace gandan::petitions
