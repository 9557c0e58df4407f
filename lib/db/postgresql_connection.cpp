#include "lib/db/postgresql_connection.hpp"

#include <libpq-fe.h>
#include <poll.h>

#include <algorithm>
#include <cerrno>
#include <utility>

#include "lib/db/copy_binary.hpp"
#include "lib/db/error_mapping.hpp"
#include "lib/db/lexer.hpp"

namespace gandan::db::postgresql {
namespace {

/// Statements built at run time that a connection keeps prepared.
constexpr std::size_t max_dynamic_statements = 256;
/// Statements sent before somebody waits for them.
constexpr std::size_t max_commands = 128;

/// "set lock_timeout = 3000;…": what the server gives up by itself. A transaction that nobody goes
/// on with (this process is stopped, say) must not hold its locks for ever either.
std::string limits(Patience patience, const std::string& set) {
  const Deadlines most = deadlines(patience);
  const auto setting = [&](const char* name, std::chrono::milliseconds value) {
    return set + " " + name + " = " + std::to_string(value.count()) + ";";
  };
  return setting("lock_timeout", most.lock) + setting("statement_timeout", most.statement) +
         setting("idle_in_transaction_session_timeout", 6 * most.statement);
}

/// What the rest of lib/db relies on, whatever the server's defaults are. A cursor's rows are all
/// read, so it is planned for all of them. A commit is answered only when it is on the disk: where
/// the server is set to less, that is raised; where it waits for replicas, that is left.
const std::string session_settings =
    "set client_encoding = 'UTF8'; set timezone = 'UTC'; set bytea_output = 'hex';"
    "set standard_conforming_strings = on; set cursor_tuple_fraction = 1; set jit = off;" +
    limits(Patience::page, "set") +
    "select set_config('synchronous_commit', 'on', false)"
    " where current_setting('synchronous_commit') = 'off'";

void require_ok(PGconn* connection, const Result& result, std::string_view sql) {
  ExecStatusType status = PQresultStatus(result.get());
  if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) return;
  const char* state = PQresultErrorField(result.get(), PG_DIAG_SQLSTATE);
  const char* message = PQresultErrorField(result.get(), PG_DIAG_MESSAGE_PRIMARY);
  throw_sqlstate(state ? state : "", message ? message : PQerrorMessage(connection), sql);
}

/// PostgreSQL remembers what a serializable transaction has read: of a scanned table the whole of
/// it, which then collides with every insert; of an index only the pages that were looked at
/// (its manual, 13.2.3, advises the same).
constexpr const char* writer_settings = "set enable_seqscan = off";

/// A session on the unpacked copy is of the one who holds the lock alone.
void take_use_lock(PGconn* connection) {
  const std::string sql = "select case when current_schema() = '" + std::string(unpacked_schema) +
                          "' then true else pg_try_advisory_lock_shared(" +
                          std::to_string(use_lock) + ") end";
  Result result(PQexec(connection, sql.c_str()));
  require_ok(connection, result, sql);
  if (std::string_view(PQgetvalue(result.get(), 0, 0)) != "t")
    throw InUse("the database is being replaced by a backup: try again when that has ended");
}

}  // namespace

Prepared::Prepared(std::string_view text) : sql(number_parameters(text)) {
  const auto first = std::find_if(sql.text.begin(), sql.text.end(), is_word);
  const auto end = std::find_if_not(first, sql.text.end(), is_word);
  writes = std::string_view(first, end) != "select";
}

Connection::Connection(const std::string& address, Access access) : access_(access) {
  // Seconds, but milliseconds of tcp_user_timeout. What the address says of them comes last, and
  // wins.
  const char* keywords[] = {
      "fallback_application_name", "connect_timeout",  "tcp_user_timeout", "keepalives_idle",
      "keepalives_interval",       "keepalives_count", "dbname",           nullptr};
  const char* values[] = {"gandan", "3", "5000", "10", "3", "3", address.c_str(), nullptr};
  handle_ = PQconnectdbParams(keywords, values, 1);
  try {
    if (PQstatus(handle_) != CONNECTION_OK) throw Unavailable(PQerrorMessage(handle_));
    PQsetNoticeProcessor(
        handle_, [](void*, const char*) {}, nullptr);
    PQsetnonblocking(handle_, 1);
    execute_script(session_settings);
    take_use_lock(handle_);
    if (access == Access::read_write) execute_script(writer_settings);
    PQenterPipelineMode(handle_);
  } catch (...) {
    PQfinish(handle_);
    throw;
  }
}

Connection::~Connection() {
  PQfinish(handle_);
}

bool Connection::usable() const {
  return !stalled_ && PQstatus(handle_) == CONNECTION_OK &&
         PQtransactionStatus(handle_) == PQTRANS_IDLE;
}

bool Connection::closed_by_server() const {
  pollfd socket{PQsocket(handle_), POLLIN, 0};
  return ::poll(&socket, 1, 0) != 0;
}

void Connection::sent(int ok, Command command) {
  if (!ok) throw_lost();
  commands_.push_back(std::move(command));
}

void Connection::send(const std::string& sql, const Arguments& arguments) {
  sent(PQsendQueryParams(handle_, sql.c_str(), arguments.count(), nullptr, arguments.values(),
                         arguments.lengths(), arguments.formats(), 0),
       {sql});
}

/// Writers are SERIALIZABLE, because use cases are written for SQLite's one writer: what they have
/// read still holds when they commit. Readers need a snapshot only.
void Connection::send_begin() {
  if (!std::exchange(begin_pending_, false)) return;
  send(access_ == Access::read_write ? "begin isolation level serializable"
                                     : "begin isolation level repeatable read read only");
  if (patience_ == Patience::page) return;  // as the session is
  const std::string longer = limits(patience_, "set local");
  for (std::size_t at = 0; at < longer.size();) {
    const std::size_t end = longer.find(';', at);
    send(longer.substr(at, end - at));
    at = end + 1;
  }
}

void Connection::send_prepare(Prepared& prepared) {
  if (std::exchange(prepared.on_server, true)) return;
  sent(PQsendPrepare(handle_, prepared.name.c_str(), prepared.sql.text.c_str(), 0, nullptr),
       {prepared.sql.text, &prepared});
}

void Connection::send(Prepared& prepared, const Arguments& arguments) {
  send_begin();
  wrote_ = wrote_ || prepared.writes;
  if (prepared.name.empty()) {
    send(prepared.sql.text, arguments);
    return;
  }
  send_prepare(prepared);
  sent(PQsendQueryPrepared(handle_, prepared.name.c_str(), arguments.count(), arguments.values(),
                           arguments.lengths(), arguments.formats(), 0),
       {prepared.sql.text});
}

template <class Text>
void Connection::post(const Text& sql, std::span<const Param> params) {
  Prepared& statement = prepared(sql);
  arguments_.set(statement.sql, params);
  send(statement, arguments_);
  // The server works on what was sent only when somebody waits, so a long import waits at times.
  if (commands_.size() >= max_commands) posted_ = finish();
}
template void Connection::post(const Sql&, std::span<const Param>);
template void Connection::post(const std::string&, std::span<const Param>);

std::int64_t Connection::posted_changes() {
  if (!commands_.empty()) posted_ = finish();
  return changed_rows(posted_);
}

Result Connection::execute(Prepared& prepared, const Arguments& arguments) {
  send(prepared, arguments);
  return finish();
}

Result Connection::declare(const std::string& cursor, const NumberedSql& sql,
                           const Arguments& arguments, int rows) {
  send_begin();
  send("declare " + cursor + " no scroll cursor for " + sql.text, arguments);
  return fetch(cursor, rows);
}

Result Connection::fetch(const std::string& cursor, int rows) {
  send("fetch " + std::to_string(rows) + " from " + cursor);
  return finish();
}

Connection::Until Connection::until() const {
  return std::chrono::steady_clock::now() + deadlines(patience_).answer;
}

void Connection::wait_for_server(short events, Until until) {
  using std::chrono::milliseconds;
  for (;;) {
    const auto left = std::chrono::ceil<milliseconds>(until - std::chrono::steady_clock::now());
    pollfd socket{PQsocket(handle_), events, 0};
    const int ready = ::poll(&socket, 1, static_cast<int>(std::max<std::int64_t>(left.count(), 0)));
    if (ready > 0) return;
    if (ready < 0 && errno == EINTR) continue;
    // What the server still sends belongs to nobody: the connection is not used again.
    stalled_ = true;
    commands_.clear();
    throw Stalled("the database server does not answer in time");
  }
}

/// Until the server's socket has all of it.
void Connection::send_all(Until until) {
  for (int unsent = 0; (unsent = PQflush(handle_)) != 0;) {
    if (unsent < 0) throw_lost();
    wait_for_server(POLLIN | POLLOUT, until);
    if (!PQconsumeInput(handle_)) throw_lost();
  }
}

Result Connection::next_result(Until until) {
  for (;;) {
    const int unsent = PQflush(handle_);
    if (unsent < 0) throw_lost();
    if (unsent == 0 && PQisBusy(handle_) == 0) return Result(PQgetResult(handle_));
    wait_for_server(static_cast<short>(unsent > 0 ? POLLIN | POLLOUT : POLLIN), until);
    if (!PQconsumeInput(handle_)) throw_lost();
  }
}

Result Connection::execute_script(const std::string& sql) {
  if (!PQsendQuery(handle_, sql.c_str())) throw_lost();
  return last_result(sql, until());
}

Result Connection::last_result(const std::string& sql, Until until) {
  Result last, failed;
  while (Result result = next_result(until)) {
    const ExecStatusType status = PQresultStatus(result.get());
    Result& place = status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK ? last : failed;
    place = std::move(result);
  }
  if (failed) require_ok(handle_, failed, sql);
  if (PQstatus(handle_) != CONNECTION_OK) throw_lost();
  return last;
}

/// Waits for all that was sent. Returns the result of the last command, or throws the first error.
Result Connection::finish() {
  if (!PQpipelineSync(handle_)) throw_lost();
  const Until end = until();
  Result last;
  Result failed;
  std::string failed_sql;
  for (auto command = commands_.begin();;) {
    Result result = next_result(end);
    if (!result) {  // the end of one command's results
      if (PQstatus(handle_) != CONNECTION_OK || command == commands_.end()) throw_lost();
      ++command;
      continue;
    }
    ExecStatusType status = PQresultStatus(result.get());
    if (status == PGRES_PIPELINE_SYNC) break;
    bool ok = status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
    if (ok) {
      last = std::move(result);
    } else if (command != commands_.end()) {
      if (command->preparing) command->preparing->on_server = false;
      if (!failed) {
        failed = std::move(result);
        failed_sql = command->sql;
      }
    }
  }
  commands_.clear();
  if (failed) require_ok(handle_, failed, failed_sql);
  return last;
}

void Connection::throw_lost() {
  commands_.clear();
  throw_sqlstate("", PQerrorMessage(handle_), "");
}

void Connection::commit() {
  if (std::exchange(begin_pending_, false)) return;  // there was no statement
  send("commit");
  commit_sent_ = true;
  Result result = finish();
  close_transaction();
  // COMMIT of a transaction in which a statement failed answers ROLLBACK, and no error.
  if (std::string_view(PQcmdStatus(result.get())) != "COMMIT")
    throw DatabaseError("the transaction had failed, though its error was not passed on");
}

void Connection::rollback() noexcept {
  if (std::exchange(begin_pending_, false)) return;
  if (stalled_ || PQstatus(handle_) != CONNECTION_OK) return;
  try {
    send("rollback");
    finish();
  } catch (const std::exception&) {
    return;  // usable() then says no, and the connection is dropped, which rolls back too
  }
  close_transaction();
}

void Connection::must_come_first() const {
  if (!begin_pending_) throw MustComeFirst("a table is locked after a statement was run");
}

void Connection::close_transaction() {
  commit_sent_ = false;
  cursors_ = 0;
  unnamed_.clear();
}

Result Connection::copy_rows(const std::string& sql,
                             const std::function<bool(std::string&)>& next) {
  if (!PQsendQuery(handle_, sql.c_str())) throw_lost();
  const Until end = until();
  if (Result begun = next_result(end); PQresultStatus(begun.get()) != PGRES_COPY_IN) {
    (void)last_result(sql, end);
    require_ok(handle_, begun, sql);
    throw_lost();
  }
  try {
    std::string rows(copy_header);
    for (bool more = true; more; rows.clear()) {
      more = next(rows);
      if (!more) rows += copy_trailer;
      // What was refused meanwhile, and why, its result says.
      if (PQputCopyData(handle_, rows.data(), static_cast<int>(rows.size())) != 1)
        return copied(sql, end);
      send_all(end);
    }
  } catch (...) {  // the server is told, so that the connection is of use
    if (PQputCopyEnd(handle_, "the rows could not be made") == 1)
      while (next_result(end)) {
      }
    throw;
  }
  (void)PQputCopyEnd(handle_, nullptr);
  return copied(sql, end);
}

Result Connection::copied(const std::string& sql, Until end) {
  Result result = last_result(sql, end);
  if (!result) throw_lost();
  return result;
}

/// Many statements in one text need the simple protocol, which a pipeline excludes, as it does
/// COPY.
template <class Fn>
void Connection::outside_of_pipeline(Fn&& fn) {
  send_begin();
  wrote_ = true;
  if (!commands_.empty()) finish();
  PQexitPipelineMode(handle_);
  try {
    fn();
  } catch (...) {
    PQenterPipelineMode(handle_);
    throw;
  }
  PQenterPipelineMode(handle_);
}

void Connection::script(const std::string& sql) {
  outside_of_pipeline([&] { execute_script(sql); });
}

void Connection::copy(const std::string& sql, const std::function<bool(std::string&)>& next) {
  outside_of_pipeline([&] { posted_ = copy_rows(sql, next); });
}

void Connection::be_patient() {
  patience_ = Patience::work;
  script(limits(patience_, "set"));
}

void Connection::prepare(const Sql& sql) {
  Prepared& statement = prepared(sql);
  send_prepare(statement);
  finish();
}

Prepared& Connection::prepared(const Sql& sql) {
  if (sql.number() >= by_number_.size()) by_number_.resize(Sql::all().size());
  std::unique_ptr<Prepared>& place = by_number_[sql.number()];
  if (!place) {
    place = std::make_unique<Prepared>(sql.text());
    place->name = "s" + std::to_string(sql.number());
  }
  return *place;
}

Prepared& Connection::prepared(const std::string& sql) {
  if (auto found = by_text_.find(sql); found != by_text_.end()) return *found->second;
  auto statement = std::make_unique<Prepared>(sql);
  if (by_text_.size() >= max_dynamic_statements)
    return *unnamed_.emplace_back(std::move(statement));
  statement->name = "d" + std::to_string(by_text_.size());
  return *by_text_.emplace(sql, std::move(statement)).first->second;
}

template <class Text>
Statement& Connection::statement(const Text& sql, std::span<const Param> params, bool large) {
  Statement& free = free_statement();
  free.open(prepared(sql), params, large ? "c" + std::to_string(++cursors_) : "");
  return free;
}
template Statement& Connection::statement(const Sql&, std::span<const Param>, bool);
template Statement& Connection::statement(const std::string&, std::span<const Param>, bool);

Statement& Connection::free_statement() {
  for (auto& statement : statements_)
    if (!statement->in_use()) return *statement;
  return *statements_.emplace_back(std::make_unique<Statement>(*this));
}

void Tx::lock_table(std::string_view table, std::optional<std::chrono::milliseconds> at_most) {
  if (!std::all_of(table.begin(), table.end(), is_word))
    throw DatabaseError("no name of a table: " + std::string(table));
  connection_.must_come_first();
  const std::string limit =
      at_most ? "set local lock_timeout = " + std::to_string(at_most->count()) + ";" : "";
  connection_.script(limit + "lock table " + std::string(table) + " in exclusive mode");
}

}  // namespace gandan::db::postgresql
