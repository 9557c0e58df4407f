// Open data: what a context gives of its public records, a row each, whole and in constant memory.
// A context declares the columns with their meaning and reads the rows a batch at a time.
#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/units/units.hpp"
#include "lib/db/query.hpp"

namespace gandan::exports {

/// How the cells of a column are written; all of them are texts.
enum class Form : std::uint8_t {
  text,
  markdown,
  name,    ///< one of `Column::values`
  moment,  ///< RFC 3339, in UTC
  day,     ///< "2026-10-01"
};

/// One of the names that a column of names holds.
struct Name {
  std::string_view name;
  const char* label;  ///< a msgid
};

struct Column {
  std::string_view name;  ///< the heading and the member of JSON: others rely on it, never renamed
  const char* meaning;    ///< a msgid
  Form form = Form::text;
  bool personal = false;  ///< people wrote it, and it may tell of somebody
  std::vector<Name> values = {};
};

/// A cell that is empty has no value: null in JSON.
using Row = std::vector<std::string>;

struct Batch {
  std::vector<Row> rows;
  std::optional<db::Cursor> next;  ///< behind the last row; nothing where no more follow
};

struct Export {
  std::string_view name;  ///< of its page, its files and its command: "petitions"
  const char* title;      ///< a msgid
  const char* about;      ///< a msgid: which records are in it, and which are not
  std::vector<Column> columns;
  /// At most `limit` rows behind `after`, which everybody may read, as many cells in each as there
  /// are columns. Walks an index by key: the last batch costs what the first does.
  std::function<Batch(db::Tx&, const units::Directory&, const std::optional<db::Cursor>& after,
                      int limit)>
      read;

  /// Of its page: "/open-data/petitions".
  [[nodiscard]] std::string address() const { return "/open-data/" + std::string(name); }
};

/// Throws std::logic_error where a name stands twice, or words are missing.
void check(std::span<const Export> exports);

enum class Format : std::uint8_t { csv, json_lines };
[[nodiscard]] std::optional<Format> parse_format(std::string_view name);
/// "csv", "jsonl": in addresses, and what the names of files end with.
[[nodiscard]] std::string_view name_of(Format format);

/// The names of units, as they are when they are asked for.
using Names = std::function<std::shared_ptr<const units::Directory>()>;
using Write = std::function<void(std::string_view)>;

/// A file of an export, piece by piece. Each is read in a transaction of its own, so that nobody
/// waits for a slow reader and the log of the database stays short: what changes meanwhile stands
/// as it was read.
class Pieces {
 public:
  /// `database` outlives it.
  Pieces(Export of, Format format, db::Database& database, Names names)
      : export_(std::move(of)), format_(format), database_(&database), names_(std::move(names)) {}
  /// Appends the next one; returns whether more follow.
  bool next(std::string& piece);

 private:
  Export export_;
  Format format_;
  db::Database* database_;
  Names names_;
  std::optional<db::Cursor> after_;
  bool is_begun_ = false;
};

/// All of them.
void write_all(const Export& it, Format format, db::Database& database, const Names& names,
               const Write& write);

}  // namespace gandan::exports
