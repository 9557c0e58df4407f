#include <chrono>
#include <filesystem>
#include <fstream>
#include <thread>

#include "lib/db/postgresql_connection.hpp"
#include "lib/db/postgresql_tools.hpp"
#include "lib/db/restore.hpp"

namespace gandan::db {
namespace {

using postgresql::Connection;

/// The only word on the first row.
std::string ask(Connection& connection, const std::string& sql) {
  postgresql::Tx tx(connection);
  connection.begin();
  auto answer = tx.one<std::string>(sql, {});
  connection.commit();
  return answer.value_or("");
}

constexpr std::chrono::milliseconds until_sessions_ended{3'000};

/// Nobody else uses the database meanwhile. A server or command that ended just now has its
/// sessions until PostgreSQL gets to know of it: some time is given to that. For the same reason
/// what was held is given back here and not by the end of the session.
class Alone {
 public:
  explicit Alone(Connection& connection) : connection_(connection) {
    const auto end = std::chrono::steady_clock::now() + until_sessions_ended;
    while (!is_taken()) {
      if (std::chrono::steady_clock::now() > end)
        throw InUse("the database is in use by a server or another command: stop it first");
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
  }
  ~Alone() {
    try {
      (void)ask(connection_, "select cast(pg_advisory_unlock(" + lock_ + ") as text)");
    } catch (const DatabaseError&) {
      // It went with the session.
    }
  }
  Alone(const Alone&) = delete;
  Alone& operator=(const Alone&) = delete;

 private:
  bool is_taken() {
    return ask(connection_, "select cast(pg_try_advisory_lock(" + lock_ + ") as text)") == "true";
  }

  Connection& connection_;
  const std::string lock_ = std::to_string(postgresql::use_lock);
};

void require_archive(const BackupFile& file) {
  std::ifstream in(file.path, std::ios::binary);
  char begin[5] = {};
  in.read(begin, sizeof begin);
  if (std::string_view(begin, sizeof begin) != "PGDMP")
    throw DatabaseError(file.path + " is no backup of a PostgreSQL database");
}

/// The same database, with the copy where "public" is looked for.
std::string address_of_copy(const std::string& address) {
  return address + (address.find('?') == std::string::npos ? "?" : "&") +
         "options=-csearch_path%3D" + std::string(postgresql::unpacked_schema);
}

bool holds_nothing(Connection& connection, const std::string& schema) {
  return ask(connection,
             "select cast(count(*) as text) from pg_class join pg_namespace n on n.oid ="
             " relnamespace where nspname = '" +
                 schema + "'") == "0";
}

/// No schema has this name yet: two may be brought back in one second.
std::string name_to_keep(Connection& connection) {
  const std::string name = std::string(postgresql::kept_schemas) + time_for_a_name();
  std::string free = name;
  for (int n = 2;
       ask(connection, "select nspname from pg_namespace where nspname = '" + free + "'") == free;
       ++n)
    free = name + "_" + std::to_string(n);
  return free;
}

}  // namespace

std::string restore_postgresql(const std::string& address, const BackupFile& file,
                               const std::function<void(Database&)>& examine) {
  require_archive(file);
  Connection holder(address, postgresql::Access::read_write);
  const Alone alone(holder);
  const std::string copy(postgresql::unpacked_schema);
  const std::string kept = name_to_keep(holder);
  postgresql::unpack_dump(address, file.path, copy);
  try {
    examine(*Database::open(address_of_copy(address)));
  } catch (...) {
    holder.script("drop schema " + copy + " cascade");
    throw;
  }
  const bool was_empty = holds_nothing(holder, "public");
  holder.script(was_empty ? "drop schema public cascade; alter schema " + copy + " rename to public"
                          : "alter schema public rename to " + kept + "; alter schema " + copy +
                                " rename to public");
  if (was_empty) return "";
  return "the schema " + kept + " of the same database; remove it with: drop schema " + kept +
         " cascade";
}

}  // namespace gandan::db
