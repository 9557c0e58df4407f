// Which columns hold something of a person, and which of those that could hold nothing: each module
// says it of its own tables (kernel/module/module.hpp), a test that none is left out, and
// /privacy/data tells people.
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lib/db/db.hpp"

namespace gandan::personal {

/// What is kept of people for one purpose. The texts are for people, to be translated.
struct Kept {
  const char* what;
  const char* why;
  const char* how_long;  ///< and what ends it sooner
  const char* seen_by;
  bool in_own_file = false;  ///< in the file that its owner gets by the key on their receipt
  std::vector<std::string_view> columns;  ///< "petition_contacts.name"
};

/// What a module says of all its columns of text and bytes: each stands here once.
struct Declared {
  std::vector<Kept> kept;
  std::vector<std::string_view> of_nobody;  ///< "petitions.clock_rule"
};

/// The columns of text and bytes that the database has, "table.column", by name; of a full-text
/// index "table.words".
[[nodiscard]] std::vector<std::string> columns_of(db::Tx& tx);
/// What is wrong with the declarations of all modules together, a line each: a column that none
/// names, one that is named twice, one that is not there.
[[nodiscard]] std::vector<std::string> faults_of(const std::vector<std::string>& columns,
                                                 std::span<const Declared> declared);

}  // namespace gandan::personal
