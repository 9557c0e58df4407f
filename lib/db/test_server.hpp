// For tests: the databases of this process on a PostgreSQL server. Tests only.
#pragma once
#include <libpq-fe.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace gandan::db::test {

/// The PostgreSQL server for tests (tools/postgres/run starts one), or nullptr.
[[nodiscard]] inline const char* postgresql_server() {
  const char* address = std::getenv("GANDAN_TEST_PG");
  return address && *address ? address : nullptr;
}

/// The databases of this process on the server: few, because making and dropping one takes a second
/// of syncing. Those that are filled alike are brought back to that after a test; others are
/// emptied.
class ServerDatabases {
 public:
  struct Taken {
    std::string name;
    std::string filling;
    bool is_filled = false;
  };

  [[nodiscard]] static ServerDatabases& instance() {
    static ServerDatabases databases;
    return databases;
  }
  /// One that is filled so, or else an empty one.
  [[nodiscard]] Taken take(const std::string& filling) {
    for (auto kept = free_.begin(); kept != free_.end(); ++kept) {
      if (kept->filling != filling) continue;
      Taken taken = std::move(*kept);
      free_.erase(kept);
      taken.is_filled = !filling.empty() && error_of(address_of(taken.name), bring_back).empty();
      if (!taken.is_filled) run(address_of(taken.name), make_empty);
      return taken;
    }
    made_.push_back("gandan_test_" + std::to_string(getpid()) + "_" + std::to_string(made_.size()));
    run(postgresql_server(),
        "create database " + made_.back() + " encoding 'UTF8' template template0");
    return {made_.back(), filling};
  }
  void keep(const Taken& filled) { run(address_of(filled.name), keep_filled); }
  void give_back(Taken taken) { free_.push_back(std::move(taken)); }

  [[nodiscard]] static std::string address_of(const std::string& name) {
    std::string server = postgresql_server();
    std::size_t query = std::min(server.find('?'), server.size());
    std::size_t path = std::min(server.find('/', server.find("//") + 2), query);
    return server.substr(0, path) + "/" + name + server.substr(query);
  }

 private:
  ~ServerDatabases() {
    // To drop one takes the server a second or three, and this server goes when the tests have
    // ended.
    if (std::getenv("GANDAN_TEST_PG_CONTROL")) return;
    for (const std::string& name : made_) {
      try {
        run(postgresql_server(), "drop database if exists " + name + " with (force)");
      } catch (const std::exception&) {
        continue;  // a test may have stopped the server; the other databases are tried all the same
      }
    }
  }
  static constexpr const char* make_empty =
      "drop schema if exists filled cascade; drop schema public cascade; create schema public";

  /// A copy of every table, and what its rows are known by: how many, and the newest.
  static constexpr const char* keep_filled = R"(
    create schema filled;
    create table filled.tables (name text primary key, many bigint, newest bigint);
    -- All columns, indexes and triggers, so that a test that changed them is found out.
    create function filled.shape() returns text language sql as $shape$
      select md5(string_agg(concat_ws('.', relname, attname, atttypid, attnotnull), ',' order by relname, attnum))
          || (select count(*) from pg_trigger where tgenabled <> 'D')
        from pg_class join pg_attribute on attrelid = pg_class.oid
        where relnamespace = 'public'::regnamespace
      $shape$;
    create table filled.known as select filled.shape() as shape;
    do $keep$
      declare each text;
      begin
        for each in select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' loop
          execute format('create table filled.%I as table public.%I', 'rows_' || each, each);
          execute format('insert into filled.tables select %L, count(*), coalesce(max(xmin::text::bigint), 0)
            from public.%I', each, each);
        end loop;
      end $keep$;
    create table filled.sequences as
      select sequencename as name, last_value as last from pg_sequences where schemaname = 'public';)";

  /// What a test inserted, changed or deleted is as it was; an error where it changed a table
  /// itself.
  static constexpr const char* bring_back = R"(
    do $back$
      declare each record; n bigint; last bigint;
      begin
        if (select shape from filled.known) <> filled.shape() then raise exception 'its tables have changed'; end if;
        set local session_replication_role = replica;
        for each in select * from filled.tables loop
          execute format('select count(*), coalesce(max(xmin::text::bigint), 0) from public.%I', each.name)
            into n, last;
          continue when n = each.many and last = each.newest;
          execute format('delete from public.%I', each.name);
          execute format('insert into public.%I overriding system value select * from filled.%I',
            each.name, 'rows_' || each.name);
          execute format('update filled.tables set newest = (select coalesce(max(xmin::text::bigint), 0)
            from public.%I) where name = %L', each.name, each.name);
        end loop;
        perform setval('public.' || quote_ident(s.name), coalesce(s.last, 1), s.last is not null) from filled.sequences s;
      end $back$;)";

  /// By libpq itself: databases are made outside transactions, which lib/db does not offer.
  [[nodiscard]] PGconn* connection_to(const std::string& address) {
    Connection& kept = connections_.try_emplace(address, nullptr, PQfinish).first->second;
    if (!kept) {
      kept.reset(PQconnectdb(address.c_str()));
      PQsetNoticeProcessor(
          kept.get(), [](void*, const char*) {}, nullptr);
    }
    return kept.get();
  }
  /// Why it failed, empty where it did not. Once more by a new connection: a test may have stopped
  /// the server since, which the old one does not always know.
  [[nodiscard]] std::string error_of(const std::string& address, const std::string& sql) {
    PGconn* connection = connection_to(address);
    if (is_done(connection, sql)) return {};
    PQreset(connection);
    return is_done(connection, sql) ? std::string() : PQerrorMessage(connection);
  }
  [[nodiscard]] static bool is_done(PGconn* connection, const std::string& sql) {
    const std::unique_ptr<PGresult, void (*)(PGresult*)> result(PQexec(connection, sql.c_str()),
                                                                PQclear);
    const ExecStatusType status = PQresultStatus(result.get());
    return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
  }
  void run(const std::string& address, const std::string& sql) {
    if (const std::string error = error_of(address, sql); !error.empty())
      throw std::runtime_error(error + sql);
  }

  using Connection = std::unique_ptr<PGconn, void (*)(PGconn*)>;
  std::map<std::string, Connection> connections_;
  std::vector<std::string> made_;
  std::vector<Taken> free_;
};

}  // namespace gandan::db::test
