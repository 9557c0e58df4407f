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
#include "lib/db/test_server.hpp"

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

/// An empty database of its own: a file in a temporary folder, or a database on the server.
class FreshDatabase {
 public:
  /// Of the server: one that another test filled as `filling` says, if there is any.
  explicit FreshDatabase(Engine engine, const std::string& filling = {}) {
    if (engine == Engine::sqlite) {
      address_ = "sqlite:" + folder_.file("test.db");
    } else {
      on_server_ = ServerDatabases::instance().take(filling);
      address_ = ServerDatabases::address_of(on_server_.name);
    }
  }
  ~FreshDatabase() {
    if (!on_server_.name.empty()) ServerDatabases::instance().give_back(std::move(on_server_));
  }
  FreshDatabase(const FreshDatabase&) = delete;
  FreshDatabase& operator=(const FreshDatabase&) = delete;

  [[nodiscard]] const std::string& address() const { return address_; }
  [[nodiscard]] std::string file(const std::string& name) const { return folder_.file(name); }
  [[nodiscard]] bool is_filled() const { return on_server_.is_filled; }
  /// It was filled; tests to come begin with it as it is now.
  void keep_filled() { ServerDatabases::instance().keep(on_server_); }

 private:
  TempFolder folder_;
  ServerDatabases::Taken on_server_;
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
    const std::string filling = filling_of();
    fresh_ = std::make_unique<FreshDatabase>(GetParam(), filling);
    prepare();
    db_ = Database::open(fresh_->address(), options_);
    db_->migrate(modules_);
    if (GetParam() == Engine::sqlite || filling.empty() || fresh_->is_filled()) return;
    fill();
    fresh_->keep_filled();
  }
  void TearDown() override {
    db_.reset();
    fresh_.reset();
  }

  /// Before the empty database is opened: on SQLite another may be put in its place.
  virtual void prepare() {}
  /// What fill() puts into the migrated database, by a name that nothing else has. On PostgreSQL
  /// that is done once a process, and undone is what a test did, not the whole database. Empty:
  /// each test has one in which nothing ever was.
  [[nodiscard]] virtual std::string filling_of() const { return {}; }
  virtual void fill() {}

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
