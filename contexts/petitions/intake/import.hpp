// Import of petitions from JSONL and CSV (kernel/imports): each row is imported, joined to one that
// is here already, changed (its id is here, and says something else), or rejected with its reason.
// Safe to run again: a row without an id is known by what it says.
#pragma once
#include <string>

#include "contexts/petitions/use_cases.hpp"
#include "kernel/imports/import.hpp"

namespace gandan::petitions {

/// Changed is an id with another text, place or answer. Taken, another text is a petition of its
/// own; another place takes the place of the first, and another answer is added.
[[nodiscard]] const imports::Import& import_of_petitions();

/// What is noted of stored rows.
enum ImportNote : std::size_t {
  waits_for_a_look,  ///< an officer must look before everybody may
  answered_now,      ///< of the joined: they were here without the answer
};

/// Throws std::runtime_error where the file cannot be read or a mapped column is not in it.
imports::Summary import_petitions(db::Database& database, const Env& env, const std::string& file,
                                  const imports::Options& options);

}  // namespace gandan::petitions
