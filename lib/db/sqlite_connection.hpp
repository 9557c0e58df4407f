// RAII over SQLite's C interface: a connection, its prepared statements and the cache of them.
// Used by one thread at a time.
#pragma once
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "lib/db/script_tx.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace gandan::db::sqlite {

class Statement final : public db::Statement {
 public:
  /// `wrote` is set by every successful step of a statement that may write.
  Statement(sqlite3* connection, std::string_view sql, bool& wrote);
  ~Statement() override;
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  /// Binds exactly the parameters that the statement has; throws DatabaseError where they differ.
  void bind_all(std::span<const Param> params);
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

  [[nodiscard]] bool in_use() const { return in_use_; }
  /// The same statement again, for a query inside the loop over its own rows.
  std::unique_ptr<Statement> next;

 private:
  friend class Connection;  // marks it as in use
  void bind_at(int index, const Value& value);
  [[nodiscard]] int index_of(std::string_view name) const;
  [[nodiscard]] std::string_view sql() const;

  sqlite3* connection_;
  sqlite3_stmt* handle_ = nullptr;
  std::vector<std::string> names_;  // by index, without the colon
  bool in_use_ = false;
  bool writes_ = false;
  bool& wrote_;
};

enum class Access { read_write, read_only };

class Connection {
 public:
  /// Opens (and with read_write makes) the file. Throws DatabaseError.
  Connection(const std::string& file, Access access);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  /// The cached statement, marked as in use until its reset().
  Statement& statement(const Sql& sql);
  Statement& statement(const std::string& sql);
  /// Runs one or many statements without results.
  void script(const std::string& sql);

  void begin() { control(begin_); }
  void commit() { control(commit_); }
  void savepoint() { control(savepoint_); }
  void release() { control(release_); }
  void rollback_to_savepoint() { control(rollback_to_); }
  /// Ends the transaction, if SQLite has not already done so after an error.
  void rollback() noexcept;
  [[nodiscard]] bool in_transaction() const;
  /// Whether anything was written since clear_wrote(). A statement that failed has been undone.
  [[nodiscard]] bool wrote() const { return wrote_; }
  void clear_wrote() { wrote_ = false; }

  [[nodiscard]] sqlite3* handle() const { return handle_; }

 private:
  void configure(Access access);
  void control(std::unique_ptr<Statement>& statement);
  Statement& free_one(std::unique_ptr<Statement>& first, std::string_view sql);

  sqlite3* handle_ = nullptr;
  bool wrote_ = false;
  std::vector<std::unique_ptr<Statement>> by_number_;
  std::unordered_map<std::string, std::unique_ptr<Statement>> by_text_;
  std::unique_ptr<Statement> begin_, commit_, rollback_, savepoint_, release_, rollback_to_;
};

/// A transaction on a connection.
class Tx final : public ScriptTx {
 public:
  explicit Tx(Connection& connection) : connection_(connection) {}
  [[nodiscard]] Engine engine() const override { return Engine::sqlite; }
  void lock_table(std::string_view, std::optional<std::chrono::milliseconds>) override {}
  void notify() override { notified_ = true; }
  void script(const std::string& sql) override { connection_.script(sql); }
  [[nodiscard]] bool take_notified() { return std::exchange(notified_, false); }
  void clear_notified() { notified_ = false; }

 protected:
  void post(const Sql& sql, std::span<const Param> params) override {
    run(bound(connection_.statement(sql), params));
  }
  void post(const std::string& sql, std::span<const Param> params) override {
    run(bound(connection_.statement(sql), params));
  }
  [[nodiscard]] std::int64_t posted_changes() override { return changes_; }
  db::Statement& start(const Sql& sql, std::span<const Param> params) override {
    return bound(connection_.statement(sql), params);
  }
  db::Statement& start(const std::string& sql, std::span<const Param> params) override {
    return bound(connection_.statement(sql), params);
  }
  db::Statement& start_large(const Sql& sql, std::span<const Param> params) override {
    return start(sql, params);
  }
  db::Statement& start_large(const std::string& sql, std::span<const Param> params) override {
    return start(sql, params);
  }

 private:
  static Statement& bound(Statement& statement, std::span<const Param> params);
  void run(Statement& statement) {
    Reset guard{statement};
    statement.step();
    changes_ = statement.changes();
  }

  Connection& connection_;
  std::int64_t changes_ = 0;
  bool notified_ = false;
};

}  // namespace gandan::db::sqlite
