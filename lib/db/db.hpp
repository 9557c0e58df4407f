// One storage layer over SQLite and PostgreSQL: read(fn) and write(fn), one SQL text for both.
// Why it is as it is: lib/db/README.md.
#pragma once
#include <atomic>
#include <boost/pfr/core.hpp>
#include <cassert>
#include <chrono>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "lib/base/embedded.hpp"
#include "lib/base/id.hpp"
#include "lib/base/result.hpp"
#include "lib/base/time.hpp"
#include "lib/db/error.hpp"
#include "lib/db/value.hpp"

namespace gandan::db {

enum class Engine { sqlite, postgresql };

/// A statement of the program, written once for both engines with :name parameters. Make it a
/// constant at namespace scope, beside the struct its rows become: each one enters a list, and a
/// test prepares the whole list on both freshly migrated engines. Also the key of the statement
/// cache. What several share, and what stands for the number of an enum, is a piece with a name:
///
///     const db::Sql select_open{"select id from petitions p where ", sql::is_open};
class Sql {
 public:
  explicit Sql(const char* text);
  explicit Sql(std::initializer_list<std::string_view> pieces);
  Sql(const Sql&) = delete;
  Sql& operator=(const Sql&) = delete;

  [[nodiscard]] const char* text() const { return text_.c_str(); }
  [[nodiscard]] std::size_t number() const { return number_; }
  /// Every statement of the program, in order of their numbers.
  [[nodiscard]] static std::span<const Sql* const> all();

 private:
  std::string text_;
  std::size_t number_;
};

/// Pieces of SQL put together: a piece that is made of others.
[[nodiscard]] std::string joined(std::initializer_list<std::string_view> pieces);

/// A prepared statement with its cursor; implemented once an engine. Columns count from 0.
class Statement {
 public:
  virtual ~Statement() = default;
  virtual void bind(std::string_view name, const Value& value) = 0;
  /// Moves to the next row; false when there is none.
  virtual bool step() = 0;
  virtual void reset() noexcept = 0;
  /// Rows that the last run inserted, updated or deleted.
  [[nodiscard]] virtual std::int64_t changes() const = 0;
  [[nodiscard]] virtual int columns() const = 0;
  [[nodiscard]] virtual bool is_null(int column) const = 0;
  [[nodiscard]] virtual std::int64_t integer(int column) const = 0;
  [[nodiscard]] virtual double real(int column) const = 0;
  /// Valid until the next step() or reset().
  [[nodiscard]] virtual std::string_view text(int column) const = 0;
  [[nodiscard]] virtual std::string_view blob(int column) const = 0;
};

namespace detail {
template <class T>
struct is_optional : std::false_type {};
template <class T>
struct is_optional<std::optional<T>> : std::true_type {};
template <class T>
struct is_id : std::false_type {};
template <class Tag>
struct is_id<Id<Tag>> : std::true_type {};

template <class T>
void read_column(const Statement& row, int column, T& out) {
  if constexpr (is_optional<T>::value) {
    if (row.is_null(column)) {
      out.reset();
    } else {
      read_column(row, column, out.emplace());
    }
  } else if constexpr (std::is_same_v<T, std::string>) {
    out.assign(row.text(column));
  } else if constexpr (std::is_same_v<T, Blob>) {
    out.data.assign(row.blob(column));
  } else if constexpr (std::is_same_v<T, Instant>) {
    out.micros = row.integer(column);
  } else if constexpr (std::is_same_v<T, Date>) {
    out.days = static_cast<std::int32_t>(row.integer(column));
  } else if constexpr (is_id<T>::value) {
    out.value = row.integer(column);
  } else if constexpr (std::is_floating_point_v<T>) {
    out = static_cast<T>(row.real(column));
  } else {
    static_assert(std::is_integral_v<T> || std::is_enum_v<T>,
                  "no column can be read into this type");
    out = static_cast<T>(row.integer(column));
  }
}

template <class Row>
inline constexpr bool is_single_column =
    std::is_arithmetic_v<Row> || std::is_enum_v<Row> || std::is_same_v<Row, std::string> ||
    std::is_same_v<Row, Blob> || std::is_same_v<Row, Instant> || std::is_same_v<Row, Date> ||
    is_id<Row>::value || is_optional<Row>::value;

/// A plain aggregate within a row: columns that rows of many kinds have, as a clock.
template <class Field>
inline constexpr bool is_part = std::is_aggregate_v<Field> && !is_single_column<Field>;

template <class Row>
[[nodiscard]] std::size_t count_fields() {
  std::size_t fields = 0;
  boost::pfr::for_each_field(Row{}, [&]<class Field>(const Field&) {
    if constexpr (is_part<Field>)
      fields += count_fields<Field>();
    else
      ++fields;
  });
  return fields;
}

template <class Row>
[[nodiscard]] std::size_t fields_of() {
  if constexpr (is_single_column<Row>) {
    return 1;
  } else {
    static const std::size_t fields = count_fields<Row>();
    return fields;
  }
}

/// Throws: the statement selects more or fewer columns than the row has fields.
[[noreturn]] void refuse_columns(int columns, std::size_t fields);

/// Moves to the first row. Counts the columns, whether there is a row or not: a test that finds
/// nothing notices as well.
template <class Row>
[[nodiscard]] bool first_row(Statement& statement) {
  const bool is_there = statement.step();
  if (statement.columns() != static_cast<int>(fields_of<Row>()))
    refuse_columns(statement.columns(), fields_of<Row>());
  return is_there;
}

template <class Row>
void read_fields(const Statement& statement, int& column, Row& row) {
  boost::pfr::for_each_field(row, [&]<class Field>(Field& field) {
    if constexpr (is_part<Field>)
      read_fields(statement, column, field);
    else
      read_column(statement, column++, field);
  });
}

/// Reads the columns of the current row, in order, into the fields of a plain aggregate.
template <class Row>
[[nodiscard]] Row read_row(const Statement& statement) {
  Row row{};
  int column = 0;
  if constexpr (is_single_column<Row>)
    read_column(statement, column, row);
  else
    read_fields(statement, column, row);
  return row;
}
}  // namespace detail

class Tx;

/// How many rows a statement changed. PostgreSQL is sent statements without waiting for each; who
/// asks for this number waits, so leave it where nobody looks at it.
class Changes {
 public:
  Changes(Tx& tx, std::uint64_t number) : tx_(tx), number_(number) {}
  Changes(const Changes&) = delete;
  Changes& operator=(const Changes&) = delete;
  /// Ask before the next statement is run: `std::int64_t n = tx.run(…)`, `tx.run(…) == 1`.
  operator std::int64_t() const;

 private:
  Tx& tx_;
  std::uint64_t number_;
};

namespace detail {
/// What read() and write() return: what `fn` returned, but a number for Changes.
template <class Fn>
using Returned = std::conditional_t<std::is_same_v<std::invoke_result_t<Fn&, Tx&>, Changes>,
                                    std::int64_t, std::invoke_result_t<Fn&, Tx&>>;
}  // namespace detail

/// How a write ends.
enum class Ending : bool { commit, roll_back };

/// A transaction. In read() it sees one snapshot and cannot write; in write() all of it or nothing.
class Tx {
 public:
  virtual ~Tx() = default;

  /// Every row, each into a `Row`: a plain aggregate in the order of the columns, or one value.
  template <class Row>
  [[nodiscard]] std::vector<Row> all(const Sql& sql, Params params = {}) {
    return collect<Row>(start(sql, params));
  }
  template <class Row>
  [[nodiscard]] std::vector<Row> all(const std::string& sql, Params params) {
    return collect<Row>(start(sql, params));
  }
  /// The first row, or nothing.
  template <class Row>
  [[nodiscard]] std::optional<Row> one(const Sql& sql, Params params = {}) {
    return first<Row>(start(sql, params));
  }
  template <class Row>
  [[nodiscard]] std::optional<Row> one(const std::string& sql, Params params) {
    return first<Row>(start(sql, params));
  }
  /// Row by row, for a SELECT whose rows are too many to hold: `fn(Row&&)`.
  template <class Row, class Fn>
  void each(const Sql& sql, Params params, Fn&& fn) {
    walk<Row>(start_large(sql, {params.begin(), params.size()}), fn);
  }
  /// Inserts, updates or deletes; returns how many rows. A broken constraint throws
  /// ConstraintError, on PostgreSQL not before the result of this or a later statement, or the
  /// commit, is waited for.
  Changes run(const Sql& sql, Params params = {}) {
    post(sql, {params.begin(), params.size()});
    return Changes(*this, ++posted_);
  }
  Changes run(const std::string& sql, Params params) {
    post(sql, {params.begin(), params.size()});
    return Changes(*this, ++posted_);
  }

  [[nodiscard]] virtual Engine engine() const = 0;
  /// Waits until no other transaction that writes to `table` is open, and keeps others out until
  /// the end of this one. On SQLite, where there is one writer, it does nothing. Call it before
  /// anything else, so that the snapshot is taken after the wait. Whoever waits holds up all who
  /// come to write after it: past `at_most` it gives up, and Unavailable is thrown.
  virtual void lock_table(std::string_view table,
                          std::optional<std::chrono::milliseconds> at_most = std::nullopt) = 0;
  /// What this transaction writes stays although the write's `Result` will hold an error: for a
  /// refusal that must itself be recorded, like a wrong password that is counted.
  void keep_despite_error() { keeps_despite_error_ = true; }
  /// Once this transaction is durable, wakes who stands in Database::wait_notified().
  virtual void notify() = 0;

 protected:
  struct Reset {
    Statement& statement;
    ~Reset() { statement.reset(); }
  };
  friend class Changes;
  friend class Database;
  friend class Query;
  template <std::size_t>
  friend class InsertRows;
  friend class SelectOfIds;
  template <class Row, class Fn>
  friend void each_of_ids(Tx& tx, const Sql& sql, std::span<const std::int64_t> ids, Fn&& fn);
  /// Runs a statement whose rows nobody reads.
  virtual void post(const Sql& sql, std::span<const Param> params) = 0;
  virtual void post(const std::string& sql, std::span<const Param> params) = 0;
  /// PostgreSQL: "copy … from stdin with (format binary)" (copy_binary.hpp). Waits for it. `next`
  /// appends rows, and says whether more follow: the server works on some while others are made.
  virtual void copy(const std::string& sql, const std::function<bool(std::string&)>& next);
  /// Rows that the statement posted last changed.
  [[nodiscard]] virtual std::int64_t posted_changes() = 0;
  std::uint64_t posted_ = 0;
  bool keeps_despite_error_ = false;

  /// The cached prepared statement, reset, with its parameters bound.
  virtual Statement& start(const Sql& sql, std::span<const Param> params) = 0;
  virtual Statement& start(const std::string& sql, std::span<const Param> params) = 0;
  /// As start(), for a SELECT whose rows may not fit into memory.
  virtual Statement& start_large(const Sql& sql, std::span<const Param> params) = 0;
  virtual Statement& start_large(const std::string& sql, std::span<const Param> params) = 0;
  template <class Text>
  Statement& start(const Text& sql, Params params) {
    return start(sql, std::span<const Param>(params.begin(), params.size()));
  }

  template <class Row, class Fn>
  static void walk(Statement& statement, Fn&& fn) {
    Reset guard{statement};
    for (bool more = detail::first_row<Row>(statement); more; more = statement.step())
      fn(detail::read_row<Row>(statement));
  }
  template <class Row>
  [[nodiscard]] static std::vector<Row> collect(Statement& statement) {
    std::vector<Row> rows;
    walk<Row>(statement, [&](Row&& row) { rows.push_back(std::move(row)); });
    return rows;
  }
  template <class Row>
  [[nodiscard]] static std::optional<Row> first(Statement& statement) {
    Reset guard{statement};
    if (!detail::first_row<Row>(statement)) return std::nullopt;
    return detail::read_row<Row>(statement);
  }
};

inline Changes::operator std::int64_t() const {
  assert(number_ == tx_.posted_);
  return tx_.posted_changes();
}

/// A folder of migrations of one module, forward only, applied in the order of their names.
struct Migrations {
  std::string_view module;
  std::span<const EmbeddedFile> files;
};

struct Options {
  int readers = 4;                 ///< connections that read at once
  int writers = 8;                 ///< PostgreSQL: connections that write at once
  std::size_t write_queue = 4096;  ///< jobs that may wait for the writer; beyond it, Busy is thrown
  bool read_only = false;
  bool unlocked = false;  ///< SQLite: nobody else knows of the file (restore.hpp)
};

/// Counters since the database was opened, for /metrics.
struct Stats {
  std::uint64_t writes = 0;   ///< transactions that were kept
  std::uint64_t commits = 0;  ///< group commits, each of one or many writes
  std::uint64_t retries = 0;  ///< runs that were done again: a savepoint, a serialization failure
  std::uint64_t waiting = 0;  ///< writes that wait now
  std::uint64_t checkpoints = 0;  ///< SQLite: times the write-ahead log was emptied
};

/// A database, opened by address. Safe to use from any thread.
class Database {
 public:
  /// "sqlite:FILE" or "postgresql://…". Throws DatabaseError when it cannot be opened.
  [[nodiscard]] static std::unique_ptr<Database> open(std::string_view address,
                                                      Options options = {});
  virtual ~Database() = default;

  /// Runs `fn(Tx&)` on a snapshot and returns what it returns.
  template <class Fn>
  auto read(Fn&& fn) -> detail::Returned<Fn> {
    using R = detail::Returned<Fn>;
    if constexpr (std::is_void_v<R>) {
      do_read([&](Tx& tx) { fn(tx); });
    } else {
      std::optional<R> result;
      do_read([&](Tx& tx) { result.emplace(fn(tx)); });
      return std::move(*result);
    }
  }

  /// Runs `fn(Tx&)` in a transaction and returns what it returned once that is durable. `fn` may
  /// run again (a savepoint that must be retried, a serialization failure, a key that is taken: it
  /// makes others then, and only where these are taken too the caller hears of it), so it must have
  /// no effect but through `tx`. Nothing of it is kept if it throws (the exception reaches the
  /// caller), or if it returns a `Result` that holds an error: a use case may write before it knows
  /// that it must refuse. One that records its refusal says so: Tx::keep_despite_error().
  template <class Fn>
  auto write(Fn&& fn) -> detail::Returned<Fn> {
    using R = detail::Returned<Fn>;
    if constexpr (std::is_void_v<R>) {
      write_past_taken_keys([&](Tx& tx) {
        fn(tx);
        return Ending::commit;
      });
    } else {
      std::optional<R> result;
      write_past_taken_keys([&](Tx& tx) {
        tx.keeps_despite_error_ = false;  // it may be the transaction of a run before
        result.emplace(fn(tx));
        return ending_of(*result, tx);
      });
      return std::move(*result);
    }
  }

  /// Waits until a transaction of this process that called notify() has been committed, or until
  /// `timeout`. Returns the number of such commits; hand it back as `seen` the next time.
  virtual std::uint64_t wait_notified(std::uint64_t seen, std::chrono::milliseconds timeout) = 0;

  /// Applies what is missing, under a lock, each file in a transaction with its checksum. Throws
  /// DatabaseError where an applied file has changed since, or is not known to this program.
  virtual void migrate(std::span<const Migrations> modules) = 0;
  /// A consistent copy while others read and write. SQLite: a database file. PostgreSQL: a
  /// custom-format dump. `describe` reads the very snapshot that was copied. restore.hpp brings it
  /// back.
  virtual void backup(const std::string& file, const std::function<void(Tx&)>& describe) = 0;
  /// Copies what is stored so that nothing is left of what was deleted or overwritten before: on
  /// SQLite the whole file, and its log is emptied; on PostgreSQL `tables`, which nobody reads
  /// meanwhile. Writers wait as long as the copying takes. Call it outside a transaction. Throws
  /// Busy where a reader kept the log from being emptied; call it again.
  virtual void erase_traces(std::span<const std::string_view> tables) = 0;
  /// Bytes that the database takes on the disk.
  [[nodiscard]] virtual std::int64_t size() = 0;
  /// `fn` is called once, from any thread, when the files of the database are found deleted or
  /// replaced: every write throws Gone from then on. SQLite only.
  virtual void when_gone(std::function<void()> fn) = 0;
  /// Prepares a statement without running it; throws DatabaseError where the engine refuses it.
  virtual void prepare(const Sql& sql) = 0;
  /// Names the state of what is stored: where it is the same before and after, nothing was
  /// committed between, by this process or another, and nothing was read anew that this one holds
  /// in memory.
  [[nodiscard]] std::string state() { return stored_state() + "." + std::to_string(held_.load()); }
  /// What this process holds in memory of what is stored was read anew: pages may say other things
  /// though nothing was written. Whoever holds something for pages calls it once the new is in
  /// place.
  void held_anew() { held_.fetch_add(1); }
  /// Reads everything once; throws DatabaseError where the file is damaged.
  virtual void check_integrity() = 0;
  [[nodiscard]] virtual Engine engine() const = 0;
  /// Throws DatabaseError where the database does not answer.
  virtual void ping() = 0;
  [[nodiscard]] virtual Stats stats() const = 0;

 protected:
  [[nodiscard]] virtual std::string stored_state() = 0;
  virtual void do_read(const std::function<void(Tx&)>& fn) = 0;
  virtual void do_write(const std::function<Ending(Tx&)>& fn) = 0;

 private:
  void write_past_taken_keys(const std::function<Ending(Tx&)>& fn);
  template <class R>
  [[nodiscard]] static Ending ending_of(const R& result, const Tx& tx) {
    if constexpr (is_result<R>)
      if (!result && !tx.keeps_despite_error_) return Ending::roll_back;
    return Ending::commit;
  }

  std::atomic<std::uint64_t> held_{0};
};

}  // namespace gandan::db
