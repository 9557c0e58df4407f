// Import: what a context takes from files of rows, CSV or JSONL. A context declares its columns and
// says what becomes of a row; reading files, batches, rejects and the command are the same for all.
#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/imports/row.hpp"
#include "kernel/imports/taker.hpp"
#include "lib/db/db.hpp"
#include "lib/text/dates.hpp"
#include "lib/text/encoding.hpp"

namespace gandan {
struct Services;
}

namespace gandan::imports {

class Rejects;

/// A field that a row may have.
struct Column {
  std::string_view name;        ///< heading and key: files rely on it, never renamed
  std::string_view vietnamese;  ///< the heading in Vietnamese, of CSV alone; may be empty
  std::string_view meaning;     ///< what stands in it, and in which form
  bool required = false;
  std::string_view or_else = {};  ///< of a required one: the column that may stand in for it
  /// Another name of this column, read where that is empty.
  std::string_view same_as = {};
  /// What its source knows the record by: rejects repeat it always, and a number that JSON cannot
  /// hold whole, which would make two records one, is refused.
  bool is_id = false;
  /// An index is over it, so that it has no more than `longest_key` bytes; over an id too.
  bool is_key = false;
  /// Tells who somebody is, or how to reach them: no word of a row that has it is repeated.
  bool personal = false;
  /// What means in a file of rejects that the column was there and empty. Nothing: the same as if
  /// the column were not there.
  std::string_view if_empty = {};
};

/// In bytes: PostgreSQL's indexes take 2,704, of an id together with its source.
inline constexpr std::size_t longest_key = 2'000, longest_source = 500;

using Example = std::map<std::string_view, std::string_view>;  ///< field → value

struct Options {
  /// field → column, where the file names it otherwise: {"source_id", "case_id"}.
  std::map<std::string, std::string> columns;
  /// field → what a row says in it that says nothing there itself: {"place", "UBND-20"}.
  std::map<std::string, std::string> every = {};
  /// What tells this file's ids from another's; the file's name without its ending where it is
  /// empty.
  std::string source;
  /// What days are read as where their year does not stand first.
  text::DateOrder dates = text::DateOrder::day_first;
  /// Whether a row that says something else than what is here under its id is taken.
  bool takes_changed = false;
  /// Rejected rows, and changed ones that are not taken; nullptr where nobody wants them.
  Rejects* rejects = nullptr;
  bool dry_run = false;
  /// Called with the bytes read and the file's size, some times a second.
  std::function<void(std::uint64_t, std::uint64_t)> progress;
};

struct Import {
  std::string_view name;     ///< of its command: "petitions"
  std::string_view summary;  ///< one line
  /// What is changed where an id is here with other content, "another text", and what becomes of it
  /// where it is taken, "another text is another record": --changed reject|take.
  std::string_view changed, taken;
  std::vector<Column> columns;
  std::vector<Example> examples;  ///< rows that are taken as they are
  /// What may be noted of stored rows (Stored::noted), by its position: "are answered now".
  std::vector<std::string_view> notes = {};
  /// Whether everybody might read what the row says, so that a file of rejects may repeat it.
  std::function<bool(const Row&)> may_be_repeated;
  /// For the rows of one file; what it refers to lives as long as the services.
  std::function<std::unique_ptr<Taker>(const Services&, const Options&)> begin;

  /// The column of that name; nullptr where there is none.
  [[nodiscard]] const Column* column(std::string_view field) const;
};

/// Throws std::logic_error where names stand twice, or something is missing.
void check(std::span<const Import> imports);

/// imported + joined + changed + rejected is the number of rows.
struct Summary {
  std::int64_t imported = 0;
  std::int64_t joined = 0;   ///< here already, with the same content
  std::int64_t changed = 0;  ///< the id is here, with other content
  std::int64_t taken = 0;    ///< of the changed
  std::int64_t rejected = 0;
  std::int64_t converted = 0;                      ///< of what was stored: from an old encoding
  std::vector<std::int64_t> noted;                 ///< by the position in Import::notes
  std::set<std::string> unseen;                    ///< mapped columns that no row has
  std::set<std::string> unused;                    ///< columns of the file that are no field
  text::Encoding encoding = text::Encoding::utf8;  ///< what the file as a whole was in
};

/// Takes a file, some hundred rows in a transaction. Throws std::runtime_error where the file
/// cannot be read or a mapped column is not in it.
Summary run(const Import& it, Taker& taker, db::Database& database, const std::string& file,
            const Options& options);

}  // namespace gandan::imports
