// RAII over libpq: a connection, its prepared statements, and results as cursors.
// Used by one thread at a time. Always in pipeline mode: BEGIN, a first PREPARE and statements
// whose result nobody waits for travel together with the next one that is waited for.
#pragma once
#include <chrono>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <unordered_map>
#include <vector>

#include "lib/db/parameters.hpp"
#include "lib/db/patience.hpp"
#include "lib/db/script_tx.hpp"

struct pg_conn;
struct pg_result;

namespace gandan::db::postgresql {

class Connection;

/// A statement as the server knows it.
struct Prepared {
  explicit Prepared(std::string_view text);
  std::string name;  // empty: parsed anew each time
  NumberedSql sql;
  bool writes;  // it is no SELECT
  bool on_server = false;
};

/// A statement that must be the first of its transaction is not: where others share the
/// transaction, it needs one of its own; otherwise the program is wrong.
struct MustComeFirst : std::logic_error {
  using std::logic_error::logic_error;
};

struct ResultDeleter {
  void operator()(pg_result* result) const;
};
using Result = std::unique_ptr<pg_result, ResultDeleter>;

/// Rows that a command inserted, updated or deleted.
[[nodiscard]] std::int64_t changed_rows(const Result& result);

/// Values as libpq takes them. Numbers as text, because the server knows their width; text and
/// bytes in binary, because they need no terminator and no escaping there.
class Arguments {
 public:
  void resize(std::size_t count);
  void set(std::size_t index, const Value& value);
  /// Sets all of a statement's; throws DatabaseError where they differ from what it names.
  void set(const NumberedSql& sql, std::span<const Param> params);
  void set(const NumberedSql& sql, std::string_view name, const Value& value);
  [[nodiscard]] int count() const { return static_cast<int>(values_.size()); }
  [[nodiscard]] const char* const* values() const { return values_.data(); }
  [[nodiscard]] const int* lengths() const { return lengths_.data(); }
  [[nodiscard]] const int* formats() const { return formats_.data(); }

 private:
  struct Number {
    char text[32];
  };
  std::vector<const char*> values_;
  std::vector<int> lengths_, formats_;
  std::vector<Number> numbers_;
};

class Statement final : public db::Statement {
 public:
  explicit Statement(Connection& connection) : connection_(connection) {}

  /// Begins a new use; with a cursor, rows are fetched some at a time.
  void open(Prepared& prepared, std::span<const Param> params, const std::string& cursor);
  void bind(std::string_view name, const Value& value) override;
  bool step() override;
  void reset() noexcept override;
  [[nodiscard]] std::int64_t changes() const override;
  [[nodiscard]] int columns() const override;
  [[nodiscard]] bool is_null(int column) const override;
  [[nodiscard]] std::int64_t integer(int column) const override;
  [[nodiscard]] double real(int column) const override;
  [[nodiscard]] std::string_view text(int column) const override;
  [[nodiscard]] std::string_view blob(int column) const override;

  [[nodiscard]] bool in_use() const { return prepared_ != nullptr; }

 private:
  Connection& connection_;
  Prepared* prepared_ = nullptr;
  Arguments arguments_;
  std::string cursor_;
  Result result_;
  int row_ = -1;
  int rows_ = 0;
  mutable std::vector<std::string> blobs_;  // by column, decoded for the current row
};

enum class Access { read_write, read_only };

/// The schema in which a backup is unpacked and examined, before it takes the place of "public".
inline constexpr std::string_view unpacked_schema = "gandan_restored";
/// How the schemas are called that stood in its place before: this and the time, UTC.
inline constexpr std::string_view kept_schemas = "before_restore_";
/// Held by every session for its life, shared with the others; alone by who brings a backup back.
/// Any number that only this program uses.
inline constexpr std::int64_t use_lock = 7236832912;

class Connection {
 public:
  /// Throws Unavailable where the server cannot be reached.
  Connection(const std::string& address, Access access);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  /// BEGIN is sent with the first statement. It waits as long as the calling thread's patience.
  void begin() {
    begin_pending_ = true;
    patience_ = patience();
    commit_sent_ = false;
  }
  /// Throws SerializationFailure where the transaction must be run again.
  void commit();
  /// Whether a COMMIT was sent, so that nobody knows what became of it if the connection is lost.
  [[nodiscard]] bool commit_sent() const { return commit_sent_; }
  void rollback() noexcept;
  /// Whether a statement that is no SELECT was sent since clear_wrote().
  [[nodiscard]] bool wrote() const { return wrote_; }
  void clear_wrote() { wrote_ = false; }
  /// Throws MustComeFirst where the transaction has sent statements already.
  void must_come_first() const;
  [[nodiscard]] bool usable() const;
  /// Of an idle connection, on which a server that lives says nothing.
  [[nodiscard]] bool closed_by_server() const;
  /// Waits as long as `Patience::work` allows, outside of any transaction.
  void be_patient();
  void script(const std::string& sql);
  /// "copy … from stdin with (format binary)", of the rows that `next` makes.
  void copy(const std::string& sql, const std::function<bool(std::string&)>& next);
  void prepare(const Sql& sql);

  /// Sends without waiting. An error is thrown by whatever waits next.
  template <class Text>
  void post(const Text& sql, std::span<const Param> params);
  /// Waits for what was posted; how many rows the last of it changed.
  [[nodiscard]] std::int64_t posted_changes();
  template <class Text>
  Statement& statement(const Text& sql, std::span<const Param> params, bool large);

  /// What Statement calls.
  Result execute(Prepared& prepared, const Arguments& arguments);
  /// Makes a cursor and fetches its first `rows`.
  Result declare(const std::string& cursor, const NumberedSql& sql, const Arguments& arguments,
                 int rows);
  Result fetch(const std::string& cursor, int rows);

 private:
  /// Sent, and its result not yet read.
  struct Command {
    std::string sql;
    Prepared* preparing = nullptr;
  };
  Prepared& prepared(const Sql& sql);
  Prepared& prepared(const std::string& sql);
  Statement& free_statement();
  void send(const std::string& sql, const Arguments& arguments = {});
  void send(Prepared& prepared, const Arguments& arguments);
  void send_begin();
  void send_prepare(Prepared& prepared);
  void sent(int ok, Command command);
  using Until = std::chrono::steady_clock::time_point;
  [[nodiscard]] Until until() const;
  Result finish();
  /// All of a text of many statements, outside of the pipeline; the result of the last.
  Result execute_script(const std::string& sql);
  void send_all(Until until);
  Result copied(const std::string& sql, Until until);
  Result copy_rows(const std::string& sql, const std::function<bool(std::string&)>& next);
  /// The result of the last of what was sent outside of the pipeline; throws where one failed.
  Result last_result(const std::string& sql, Until until);
  template <class Fn>
  void outside_of_pipeline(Fn&& fn);
  /// As PQgetResult(), but throws Stalled where nothing comes until then.
  Result next_result(Until until);
  void wait_for_server(short events, Until until);
  [[noreturn]] void throw_lost();
  void close_transaction();

  pg_conn* handle_ = nullptr;
  Access access_;
  Patience patience_ = Patience::page;
  bool stalled_ = false;
  bool begin_pending_ = false;
  bool commit_sent_ = false;
  bool wrote_ = false;
  std::vector<Command> commands_;
  int cursors_ = 0;
  Arguments arguments_;  // of what is posted
  Result posted_;        // of the last command posted, once it was waited for
  std::vector<std::unique_ptr<Prepared>> by_number_;
  std::unordered_map<std::string, std::unique_ptr<Prepared>> by_text_;
  std::vector<std::unique_ptr<Prepared>> unnamed_;  // of this transaction
  std::vector<std::unique_ptr<Statement>> statements_;
};

class Tx final : public ScriptTx {
 public:
  explicit Tx(Connection& connection) : connection_(connection) {}
  [[nodiscard]] Engine engine() const override { return Engine::postgresql; }
  void lock_table(std::string_view table,
                  std::optional<std::chrono::milliseconds> at_most) override;
  void notify() override { notified_ = true; }
  void script(const std::string& sql) override { connection_.script(sql); }
  [[nodiscard]] bool notified() const { return notified_; }

 protected:
  void post(const Sql& sql, std::span<const Param> params) override {
    connection_.post(sql, params);
  }
  void post(const std::string& sql, std::span<const Param> params) override {
    connection_.post(sql, params);
  }
  void copy(const std::string& sql, const std::function<bool(std::string&)>& next) override {
    connection_.copy(sql, next);
  }
  [[nodiscard]] std::int64_t posted_changes() override { return connection_.posted_changes(); }
  db::Statement& start(const Sql& sql, std::span<const Param> params) override {
    return connection_.statement(sql, params, false);
  }
  db::Statement& start(const std::string& sql, std::span<const Param> params) override {
    return connection_.statement(sql, params, false);
  }
  db::Statement& start_large(const Sql& sql, std::span<const Param> params) override {
    return connection_.statement(sql, params, true);
  }
  db::Statement& start_large(const std::string& sql, std::span<const Param> params) override {
    return connection_.statement(sql, params, true);
  }

 private:
  Connection& connection_;
  bool notified_ = false;
};

}  // namespace gandan::db::postgresql
