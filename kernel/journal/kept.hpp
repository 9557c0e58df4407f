// Records and the entries that tell of them: whether each has the other. A context names its own in
// its Module (kernel/module/module.hpp), and `gandan verify` compares them all.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "lib/db/db.hpp"

namespace gandan::journal {

struct Kept {
  enum class Match {
    one_each,        ///< an id stands in as many records as entries
    some_each,       ///< an id that stands in one stands in the other, however often
    needs_an_entry,  ///< an id that stands in a record stands in an entry
    needs_a_record   ///< an id that stands in an entry stands in a record
  };

  std::string_view what;                ///< in English, many of them: "petitions"
  std::string records;                  ///< SELECT of one column: the id of each record
  std::string_view subject_kind;        ///< of the entries
  std::vector<std::string_view> verbs;  ///< of the entries; none: whatever their verb
  Match match = Match::one_each;
  /// Where the id is not the entry's subject, but this fact of its detail.
  std::string_view fact = {};
  /// Where a subject has many: the id is "subject/fact/fact", a text.
  std::vector<std::string_view> facts = {};
  /// Verbs of entries that each undo one of `verbs`.
  std::vector<std::string_view> undone_by = {};
  /// SELECT of one column, an id each, in place of entries: records that tell of these.
  std::string told_by = {};
};

/// In SQL: SELECT of the entries of a kind of record, `subject_id`, `verb` and `detail`, for a
/// `records` that asks what an entry says. `subject_kind` is a literal.
[[nodiscard]] std::string entries_told_of(std::string_view subject_kind);

struct Comparison {
  std::int64_t records = 0;
  std::int64_t without_entry = 0;   ///< ids
  std::int64_t without_record = 0;  ///< ids
  std::string first;                ///< the smallest of these ids; empty where it holds
  [[nodiscard]] bool holds() const { return without_entry == 0 && without_record == 0; }
};

/// Reads all of both once.
[[nodiscard]] Comparison compare(db::Tx& tx, const Kept& kept);

}  // namespace gandan::journal
