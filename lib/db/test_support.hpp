// For tests of every module: a fresh migrated database of either engine, gone when the test ends.
// Tests only; nothing of the program includes it.
#pragma once
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "lib/db/db.hpp"
#include "lib/db/patience.hpp"

namespace gandan::db::test {

/// A folder of its own, removed with everything in it.
class TempFolder {
 public:
  TempFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "gandan-test-XXXXXX").string();
    if (!mkdtemp(name.data())) throw std::runtime_error("cannot make a folder for the test");
    path_ = name;
  }
  ~TempFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;
  [[nodiscard]] std::string file(const std::string& name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

/// The PostgreSQL server for tests (tools/postgres/run starts one), or nullptr.
[[nodiscard]] inline const char* postgresql_server() {
  const char* address = std::getenv("GANDAN_TEST_PG");
  return address && *address ? address : nullptr;
}

/// The databases of this process on the server: few, because making and dropping one takes a second
/// of syncing, and emptied for each test.
class ServerDatabases {
 public:
  [[nodiscard]] static ServerDatabases& instance() {
    static ServerDatabases databases;
    return databases;
  }
  /// The name of an empty database.
  [[nodiscard]] std::string take() {
    if (free_.empty()) {
      made_.push_back("gandan_test_" + std::to_string(getpid()) + "_" +
                      std::to_string(made_.size()));
      run(postgresql_server(),
          "create database " + made_.back() + " encoding 'UTF8' template template0");
      return made_.back();
    }
    std::string name = std::move(free_.back());
    free_.pop_back();
    run(address_of(name), "drop schema public cascade; create schema public");
    return name;
  }
  void give_back(std::string name) { free_.push_back(std::move(name)); }

  [[nodiscard]] static std::string address_of(const std::string& name) {
    std::string server = postgresql_server();
    std::size_t query = std::min(server.find('?'), server.size());
    std::size_t path = std::min(server.find('/', server.find("//") + 2), query);
    return server.substr(0, path) + "/" + name + server.substr(query);
  }

 private:
  ~ServerDatabases() {
    for (const std::string& name : made_) {
      try {
        run(postgresql_server(), "drop database if exists " + name + " with (force)");
      } catch (const std::exception&) {
        continue;  // a test may have stopped the server; the other databases are tried all the same
      }
    }
  }
  /// Databases are made outside transactions, which lib/db does not offer; psql does.
  static void run(const std::string& address, const std::string& sql) {
    std::string command =
        "psql -qX -v ON_ERROR_STOP=1 -c \"set client_min_messages = error\" -c \"" + sql + "\" '" +
        address + "' >/dev/null";
    if (std::system(command.c_str()) != 0) throw std::runtime_error("psql failed: " + sql);
  }

  std::vector<std::string> made_;
  std::vector<std::string> free_;
};

/// An empty database of its own: a file in a temporary folder, or a database on the server.
class FreshDatabase {
 public:
  explicit FreshDatabase(Engine engine) {
    if (engine == Engine::sqlite) {
      address_ = "sqlite:" + folder_.file("test.db");
    } else {
      name_ = ServerDatabases::instance().take();
      address_ = ServerDatabases::address_of(name_);
    }
  }
  ~FreshDatabase() {
    if (!name_.empty()) ServerDatabases::instance().give_back(name_);
  }
  FreshDatabase(const FreshDatabase&) = delete;
  FreshDatabase& operator=(const FreshDatabase&) = delete;

  [[nodiscard]] const std::string& address() const { return address_; }
  [[nodiscard]] std::string file(const std::string& name) const { return folder_.file(name); }

 private:
  TempFolder folder_;
  std::string name_;
  std::string address_;
};

/// The bytes of a file, none where it is not there.
[[nodiscard]] inline std::string bytes_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// A fixture whose tests run once an engine, each on a freshly migrated database:
///
///     class Petitions : public db::test::OnEachEngine {
///      protected:
///       Petitions() : OnEachEngine({{"petitions", petitions::migrations::files()}}) {}
///     };
///     GANDAN_EACH_ENGINE(Petitions);
///     TEST_P(Petitions, keeps_what_was_sent) { db().write(…); }
///
/// Where no PostgreSQL server is given, its half is skipped and says so.
class OnEachEngine : public testing::TestWithParam<Engine> {
 protected:
  explicit OnEachEngine(std::vector<Migrations> modules = {}, Options options = {})
      : modules_(std::move(modules)), options_(options) {}

  void SetUp() override {
    if (GetParam() == Engine::postgresql && !postgresql_server())
      GTEST_SKIP() << "no PostgreSQL server: set GANDAN_TEST_PG or run under tools/postgres/run";
    fresh_ = std::make_unique<FreshDatabase>(GetParam());
    prepare();
    db_ = Database::open(fresh_->address(), options_);
    db_->migrate(modules_);
  }
  void TearDown() override {
    db_.reset();
    fresh_.reset();
  }

  /// Before the empty database is opened: on SQLite another may be put in its place.
  virtual void prepare() {}

  [[nodiscard]] Database& db() { return *db_; }
  [[nodiscard]] const std::string& address() const { return fresh_->address(); }
  /// The name of a file in the test's own folder.
  [[nodiscard]] std::string file(const std::string& name) const { return fresh_->file(name); }
  /// Closes the database and opens it again.
  void reopen() {
    db_.reset();
    db_ = Database::open(address(), options_);
  }

  /// All that the engine keeps of the database on the disk: SQLite's file and log, the files of
  /// PostgreSQL's tables (not its log, which is the server's).
  [[nodiscard]] std::string stored_bytes() {
    if (GetParam() == Engine::sqlite)
      return bytes_of(file("test.db")) + bytes_of(file("test.db-wal")) +
             bytes_of(file("test.db-shm"));
    {
      const WithPatience patient(Patience::work);  // a slow disk is no fault
      db().write([](Tx& tx) { tx.run(std::string("checkpoint"), {}); });
    }
    auto folder = db().read([](Tx& tx) {
      return tx.one<std::string>(
          std::string("select current_setting('data_directory') || '/base/' || oid from "
                      "pg_database where datname = current_database()"),
          {});
    });
    std::string all;
    for (const auto& entry : std::filesystem::directory_iterator(*folder))
      all += bytes_of(entry.path());
    return all;
  }

  std::vector<Migrations> modules_;
  Options options_;
  std::unique_ptr<FreshDatabase> fresh_;
  std::unique_ptr<Database> db_;
};

#define GANDAN_EACH_ENGINE(Fixture)                                                           \
  INSTANTIATE_TEST_SUITE_P(                                                                   \
      , Fixture, testing::Values(gandan::db::Engine::sqlite, gandan::db::Engine::postgresql), \
      [](const auto& engine) {                                                                \
        return engine.param == gandan::db::Engine::sqlite ? "sqlite" : "postgresql";          \
      })

/// Prepares every Sql of the program on `db`, which holds all migrations; returns what failed, one
/// message a statement. For the test of the whole program, into which every context is linked.
[[nodiscard]] inline std::vector<std::string> unpreparable(Database& db) {
  std::vector<std::string> failures;
  for (const Sql* sql : Sql::all()) {
    try {
      db.prepare(*sql);
    } catch (const DatabaseError& error) {
      failures.emplace_back(error.what());
    }
  }
  return failures;
}

}  // namespace gandan::db::test
