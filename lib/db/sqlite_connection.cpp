#include "lib/db/sqlite_connection.hpp"

#include <sqlite3.h>

#include <algorithm>

#include "lib/db/error_mapping.hpp"

namespace gandan::db::sqlite {
namespace {

/// Before the first connection of the process. What SQLite counts of its memory, under a lock that
/// all threads share, nobody asks.
void configure_library() {
  static const int done = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  if (done != SQLITE_OK) throw DatabaseError("SQLite was begun before it was configured");
}

/// Statements built at run time (searches with optional conditions) that a connection keeps.
constexpr std::size_t max_dynamic_statements = 256;

template <class... Ts>
struct Overloaded : Ts... {
  using Ts::operator()...;
};
template <class... Ts>
Overloaded(Ts...) -> Overloaded<Ts...>;

}  // namespace

Statement::Statement(sqlite3* connection, std::string_view sql, bool& wrote)
    : connection_(connection), wrote_(wrote) {
  int code = sqlite3_prepare_v3(connection, sql.data(), static_cast<int>(sql.size()),
                                SQLITE_PREPARE_PERSISTENT, &handle_, nullptr);
  if (code != SQLITE_OK) throw_sqlite(connection, code, sql);
  if (!handle_) throw DatabaseError("an empty statement");
  writes_ = !sqlite3_stmt_readonly(handle_);
  for (int i = 1; i <= sqlite3_bind_parameter_count(handle_); ++i) {
    const char* name = sqlite3_bind_parameter_name(handle_, i);
    names_.emplace_back(name ? name + 1 : "");
  }
}

Statement::~Statement() {
  sqlite3_finalize(handle_);
}

void Statement::bind_all(std::span<const Param> params) {
  if (params.size() != names_.size())
    throw DatabaseError("the number of parameters differs [" + std::string(sql()) + "]");
  for (std::size_t i = 0; i < params.size(); ++i) {
    // Mostly they are written in the order in which the statement names them.
    int index = params[i].name == names_[i] ? static_cast<int>(i) : index_of(params[i].name);
    bind_at(index, params[i].value);
  }
}

void Statement::bind(std::string_view name, const Value& value) {
  bind_at(index_of(name), value);
}

int Statement::index_of(std::string_view name) const {
  auto found = std::find(names_.begin(), names_.end(), name);
  if (found == names_.end())
    throw DatabaseError("no parameter :" + std::string(name) + " [" + std::string(sql()) + "]");
  return static_cast<int>(found - names_.begin());
}

void Statement::bind_at(int index, const Value& value) {
  int at = index + 1;
  // Nothing is copied: values live as long as the call, and reset() ends with the call.
  int code = std::visit(
      Overloaded{
          [&](std::nullptr_t) { return sqlite3_bind_null(handle_, at); },
          [&](std::int64_t number) { return sqlite3_bind_int64(handle_, at, number); },
          [&](double number) { return sqlite3_bind_double(handle_, at, number); },
          [&](std::string_view text) {
            return sqlite3_bind_text64(handle_, at, text.data() ? text.data() : "", text.size(),
                                       SQLITE_STATIC, SQLITE_UTF8);
          },
          [&](Bytes bytes) {
            return sqlite3_bind_blob64(handle_, at, bytes.data.data() ? bytes.data.data() : "",
                                       bytes.data.size(), SQLITE_STATIC);
          },
      },
      value.held());
  if (code != SQLITE_OK) throw_sqlite(connection_, code, sql());
}

bool Statement::step() {
  int code = sqlite3_step(handle_);
  if (code != SQLITE_ROW && code != SQLITE_DONE) throw_sqlite(connection_, code, sql());
  if (writes_) wrote_ = true;
  return code == SQLITE_ROW;
}

void Statement::reset() noexcept {
  sqlite3_reset(handle_);
  in_use_ = false;
}

std::int64_t Statement::changes() const {
  return writes_ ? sqlite3_changes64(connection_) : 0;
}
int Statement::columns() const {
  return sqlite3_column_count(handle_);
}
bool Statement::is_null(int column) const {
  return sqlite3_column_type(handle_, column) == SQLITE_NULL;
}
std::int64_t Statement::integer(int column) const {
  return sqlite3_column_int64(handle_, column);
}
double Statement::real(int column) const {
  return sqlite3_column_double(handle_, column);
}

std::string_view Statement::text(int column) const {
  auto* data = reinterpret_cast<const char*>(sqlite3_column_text(handle_, column));
  return {data ? data : "", static_cast<std::size_t>(sqlite3_column_bytes(handle_, column))};
}

std::string_view Statement::blob(int column) const {
  auto* data = static_cast<const char*>(sqlite3_column_blob(handle_, column));
  return {data ? data : "", static_cast<std::size_t>(sqlite3_column_bytes(handle_, column))};
}

std::string_view Statement::sql() const {
  return sqlite3_sql(handle_);
}

Connection::Connection(const std::string& file, Access access) {
  configure_library();
  int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE |
              (access == Access::read_write ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
                                            : SQLITE_OPEN_READONLY);
  int code = sqlite3_open_v2(file.c_str(), &handle_, flags, nullptr);
  try {
    if (code != SQLITE_OK) throw_sqlite(handle_, code, file);
    configure(access);
    auto prepare = [this](std::string_view sql) {
      return std::make_unique<Statement>(handle_, sql, wrote_);
    };
    // A writer takes the lock at once: a transaction that began as a reader cannot always become
    // one.
    begin_ = prepare(access == Access::read_write ? "begin immediate" : "begin");
    commit_ = prepare("commit");
    rollback_ = prepare("rollback");
    savepoint_ = prepare("savepoint job");
    release_ = prepare("release job");
    rollback_to_ = prepare("rollback to job");
  } catch (...) {
    sqlite3_close_v2(handle_);
    throw;
  }
}

Connection::~Connection() {
  // SQLite keeps a connection alive until its last statement is gone.
  by_number_.clear();
  by_text_.clear();
  for (auto* statement : {&begin_, &commit_, &rollback_, &savepoint_, &release_, &rollback_to_})
    statement->reset();
  sqlite3_close_v2(handle_);
}

void Connection::configure(Access access) {
  // First the time to wait for another process (an import, a backup), so that what follows can
  // wait.
  sqlite3_busy_timeout(handle_, 10'000);
  if (access == Access::read_write) {
    // The journal mode stays in the file; the others belong to the connection, so come after it.
    // FULL: with WAL the log is synced at every commit, so that what was answered is on the disk.
    // The log's file is kept at its size when it begins anew, because overwriting is faster than
    // growing, unless it has grown beyond the limit (in bytes).
    // Checkpoints are the writer's own business (sqlite_checkpointer.cpp), hence no automatic ones.
    script(
        "pragma journal_mode = wal; pragma synchronous = full; pragma wal_autocheckpoint = 0;"
        "pragma journal_size_limit = 50331648; pragma foreign_keys = on;");
  }
  // What is deleted is overwritten, also in pages that are given up.
  // No mapped file: each connection would count its own mapping of every page it ever touched, and
  // an idle server on a small machine must stay small. A page that is not cached costs a
  // microsecond.
  script("pragma secure_delete = on; pragma temp_store = memory; pragma mmap_size = 0;");
  script(access == Access::read_write ? "pragma cache_size = -32768" : "pragma cache_size = -8192");
}

void Connection::script(const std::string& sql) {
  wrote_ = true;  // even where it fails: its first statements stay
  int code = sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) throw_sqlite(handle_, code, sql);
}

void Connection::control(std::unique_ptr<Statement>& statement) {
  int code = sqlite3_step(statement->handle_);
  sqlite3_reset(statement->handle_);
  if (code != SQLITE_DONE) throw_sqlite(handle_, code, statement->sql());
}

void Connection::rollback() noexcept {
  if (!in_transaction()) return;
  sqlite3_step(rollback_->handle_);
  sqlite3_reset(rollback_->handle_);
}

bool Connection::in_transaction() const {
  return !sqlite3_get_autocommit(handle_);
}

Statement& Connection::statement(const Sql& sql) {
  if (sql.number() >= by_number_.size()) by_number_.resize(Sql::all().size());
  return free_one(by_number_[sql.number()], sql.text());
}

Statement& Connection::statement(const std::string& sql) {
  if (by_text_.size() >= max_dynamic_statements && !by_text_.contains(sql))
    std::erase_if(by_text_, [](const auto& entry) { return !entry.second->in_use(); });
  return free_one(by_text_[sql], sql);
}

Statement& Connection::free_one(std::unique_ptr<Statement>& first, std::string_view sql) {
  std::unique_ptr<Statement>* place = &first;
  while (*place && (*place)->in_use()) place = &(*place)->next;
  if (!*place) *place = std::make_unique<Statement>(handle_, sql, wrote_);
  (*place)->in_use_ = true;
  return **place;
}

Statement& Tx::bound(Statement& statement, std::span<const Param> params) {
  try {
    statement.bind_all(params);
  } catch (...) {
    statement.reset();
    throw;
  }
  return statement;
}

}  // namespace gandan::db::sqlite
