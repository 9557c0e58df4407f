// For tests of every module: a fresh migrated database of either engine, gone when the test ends.
// Tests only; nothing of the program includes it.
#pragma once
#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "lib/db/db.hpp"

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

/// An empty database of its own: a file in a temporary folder, or a database on the server.
class FreshDatabase {
 public:
  explicit FreshDatabase(Engine engine) : engine_(engine) {
    if (engine == Engine::sqlite) {
      address_ = "sqlite:" + folder_.file("test.db");
      return;
    }
    static std::atomic<int> count{0};
    name_ = "gandan_test_" + std::to_string(getpid()) + "_" + std::to_string(++count);
    std::string server = postgresql_server();
    on_server("create database " + name_ + " encoding 'UTF8' template template0");
    std::size_t path = server.find('/', server.find("//") + 2);
    std::size_t query = server.find('?');
    address_ = server.substr(0, std::min(path, query)) + "/" + name_ +
               (query == std::string::npos ? "" : server.substr(query));
  }
  ~FreshDatabase() {
    if (engine_ == Engine::postgresql)
      on_server("drop database if exists " + name_ + " with (force)");
  }
  FreshDatabase(const FreshDatabase&) = delete;
  FreshDatabase& operator=(const FreshDatabase&) = delete;

  [[nodiscard]] const std::string& address() const { return address_; }
  [[nodiscard]] std::string file(const std::string& name) const { return folder_.file(name); }

 private:
  /// Databases are made and dropped outside transactions, which lib/db does not offer; psql does.
  static void on_server(const std::string& sql) {
    std::string command =
        "psql -qX -v ON_ERROR_STOP=1 -c \"" + sql + "\" '" + postgresql_server() + "' >/dev/null";
    if (std::system(command.c_str()) != 0) throw std::runtime_error("psql failed: " + sql);
  }

  Engine engine_;
  TempFolder folder_;
  std::string name_;
  std::string address_;
};

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
    db_ = Database::open(fresh_->address(), options_);
    db_->migrate(modules_);
  }
  void TearDown() override {
    db_.reset();
    fresh_.reset();
  }

  [[nodiscard]] Database& db() { return *db_; }
  [[nodiscard]] const std::string& address() const { return fresh_->address(); }
  /// The name of a file in the test's own folder.
  [[nodiscard]] std::string file(const std::string& name) const { return fresh_->file(name); }
  /// Closes the database and opens it again.
  void reopen() {
    db_.reset();
    db_ = Database::open(address(), options_);
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
