// What must hold when the power or the disk fails: nothing acknowledged is lost.
#include <fcntl.h>
#include <gmock/gmock.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <csignal>
#include <cstdio>
#include <fstream>
#include <future>
#include <random>
#include <thread>

#include "lib/db/error_mapping.hpp"
#include "lib/db/test/rows.hpp"

namespace gandan::db {
namespace {

using test::ids, test::insert, test::insert_row, test::rows_modules;

/// Writes from several threads and says on the pipe, after each write, which one has returned.
[[noreturn]] void write_until_killed(const std::string& address, int pipe, std::int64_t first_id) {
  auto database = Database::open(address);
  std::atomic<std::int64_t> next{first_id};
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&] {
      for (;;) {
        std::int64_t id = next++;
        insert(*database, id);
        if (::write(pipe, &id, sizeof id) != sizeof id) _exit(1);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  _exit(1);
}

/// Kills a writing process after a while; returns what had been acknowledged.
std::vector<std::int64_t> kill_a_writer(const std::string& address, std::int64_t first_id,
                                        std::chrono::microseconds after) {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  pid_t child = ::fork();
  if (child == 0) write_until_killed(address, ends[1], first_id);
  ::close(ends[1]);
  std::vector<std::int64_t> acknowledged;
  std::int64_t id = 0;
  // The time runs from the first acknowledgement, so that every round has something to lose.
  if (::read(ends[0], &id, sizeof id) == sizeof id) acknowledged.push_back(id);
  std::this_thread::sleep_for(after);
  ::kill(child, SIGKILL);
  while (::read(ends[0], &id, sizeof id) == sizeof id) acknowledged.push_back(id);
  ::close(ends[0]);
  ::waitpid(child, nullptr, 0);
  return acknowledged;
}

class Faults : public test::OnEachEngine {
 protected:
  Faults() : OnEachEngine(rows_modules) {}
};
GANDAN_EACH_ENGINE(Faults);

TEST_P(Faults, AWriterKilledAHundredTimesLosesNothingThatItAcknowledged) {
  constexpr int rounds = 100;
  std::minstd_rand random(7);
  std::uniform_int_distribution<int> micros(0, 20'000);
  std::vector<std::int64_t> acknowledged;
  for (int round = 0; round < rounds; ++round) {
    db_.reset();  // no threads and no file may be open in a process that forks
    auto more =
        kill_a_writer(address(), round * 1'000'000, std::chrono::microseconds(micros(random)));
    ASSERT_FALSE(more.empty());
    acknowledged.insert(acknowledged.end(), more.begin(), more.end());
  }
  db_ = Database::open(address());
  std::sort(acknowledged.begin(), acknowledged.end());
  std::vector<std::int64_t> kept = ids(db());
  EXPECT_TRUE(std::includes(kept.begin(), kept.end(), acknowledged.begin(), acknowledged.end()));
  EXPECT_NO_THROW(db().check_integrity());
  RecordProperty("acknowledged", static_cast<int>(acknowledged.size()));
}

class DiskFullTest : public testing::Test {
 protected:
  void SetUp() override {
    database = Database::open(fresh.address());
    database->migrate(rows_modules);
  }
  /// Inserts from several threads until the disk is full; returns what was acknowledged.
  std::vector<std::int64_t> fill() {
    std::mutex mutex;
    std::vector<std::int64_t> acknowledged;
    std::atomic<std::int64_t> next{1};
    std::atomic<int> full{0};
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t) {
      threads.emplace_back([&] {
        try {
          while (next < 1'000'000) {
            std::int64_t id = next++;
            insert(*database, id);
            std::lock_guard lock(mutex);
            acknowledged.push_back(id);
          }
        } catch (const DiskFull&) {
          ++full;
        }
      });
    }
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(full, 4);
    std::sort(acknowledged.begin(), acknowledged.end());
    return acknowledged;
  }

  test::FreshDatabase fresh{Engine::sqlite};
  std::unique_ptr<Database> database;
};

TEST_F(DiskFullTest, AFullDatabaseSaysSoKeepsWhatItHasAndGoesOnWhenThereIsRoom) {
  auto limit = [&](int pages) {
    database->write([&](Tx& tx) {
      (void)tx.one<std::int64_t>("pragma max_page_count = " + std::to_string(pages), {});
    });
  };
  limit(200);
  std::vector<std::int64_t> acknowledged = fill();
  EXPECT_EQ(ids(*database), acknowledged);
  limit(1'000'000);
  insert(*database, 1'000'000);
  EXPECT_NO_THROW(database->check_integrity());
}

TEST_F(DiskFullTest, ADiskThatTakesNoMoreIsTheSame) {
  rlimit before{};
  getrlimit(RLIMIT_FSIZE, &before);
  std::signal(SIGXFSZ, SIG_IGN);
  rlimit small = before;
  small.rlim_cur = 1 << 20;
  setrlimit(RLIMIT_FSIZE, &small);
  std::vector<std::int64_t> acknowledged = fill();
  setrlimit(RLIMIT_FSIZE, &before);
  insert(*database, 1'000'000);
  acknowledged.push_back(1'000'000);
  database.reset();
  database = Database::open(fresh.address());
  EXPECT_EQ(ids(*database), acknowledged);
  EXPECT_NO_THROW(database->check_integrity());
}

TEST(SqlState, OfAFullDiskALostConnectionAndAFailedSerializationAreToldApart) {
  EXPECT_THROW(throw_sqlstate("53100", "could not extend file", "insert"), DiskFull);
  EXPECT_THROW(throw_sqlstate("57P01", "terminating connection", "insert"), Unavailable);
  EXPECT_THROW(throw_sqlstate("", "server closed the connection", "insert"), Unavailable);
  EXPECT_THROW(throw_sqlstate("40P01", "deadlock detected", "insert"), SerializationFailure);
  EXPECT_THROW(throw_sqlstate("42601", "syntax error", "insert"), DatabaseError);
}

TEST(Queue, ThatIsFullSaysBusyAndLosesNothing) {
  test::FreshDatabase fresh(Engine::sqlite);
  auto database = Database::open(fresh.address(), {.write_queue = 2});
  database->migrate(rows_modules);
  std::atomic<std::int64_t> kept{0}, busy{0};
  std::vector<std::thread> threads;
  for (int t = 0; t < 16; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < 50; ++i) {
        try {
          insert(*database, t * 50 + i);
          ++kept;
        } catch (const Busy&) {
          ++busy;
        }
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(kept + busy, 16 * 50);
  EXPECT_EQ(static_cast<std::int64_t>(ids(*database).size()), kept);
}

TEST_P(Faults, TracesAreErasedWhileTheDatabaseIsUsed) {
  insert(db(), 1);
  const std::string_view tables[] = {"rows"};
  db().erase_traces(tables);
  insert(db(), 2);
  EXPECT_EQ(ids(db()).size(), 2u);
}

/// What a program finds when a file of its database is taken away under it.
class TakenAway : public testing::Test {
 protected:
  void SetUp() override {
    database->migrate(rows_modules);
    insert(*database, 1);
    database->when_gone([this] { ++told; });
  }
  void expect_refused() {
    EXPECT_THROW(insert(*database, 2), Gone);
    EXPECT_THROW(insert(*database, 3), Gone);
    EXPECT_THROW(database->ping(), Gone);
    EXPECT_EQ(told, 1);
  }
  test::FreshDatabase fresh{Engine::sqlite};
  std::unique_ptr<Database> database = Database::open(fresh.address());
  std::string file = fresh.file("test.db");
  std::atomic<int> told{0};
};

TEST_F(TakenAway, ADatabaseThatWasDeletedTakesNoWrite) {
  std::filesystem::remove(file);
  expect_refused();
}

TEST_F(TakenAway, ADatabaseThatWasReplacedTakesNoWriteAndTheOtherFileIsLeftAlone) {
  std::ofstream(file + ".other") << "another's";
  std::filesystem::rename(file + ".other", file);
  expect_refused();
  EXPECT_EQ(std::filesystem::file_size(file), 9u);
}

TEST_F(TakenAway, ADatabaseWhoseLogWasDeletedTakesNoWrite) {
  std::filesystem::remove(file + "-wal");
  expect_refused();
}

TEST_F(TakenAway, AnIdleDatabaseSaysSoWhenItIsAsked) {
  std::filesystem::rename(file, file + ".moved");
  EXPECT_THROW(database->ping(), Gone);
  EXPECT_EQ(told, 1);
}

TEST(Modes, ADatabaseMayBeReadByItsOwnerAloneAlsoOneThatOthersCouldReadBefore) {
  test::FreshDatabase fresh(Engine::sqlite);
  auto mode = [&](const char* name) {
    return std::filesystem::status(fresh.file(name)).permissions();
  };
  using std::filesystem::perms;
  { auto made = Database::open(fresh.address()); }
  std::filesystem::permissions(fresh.file("test.db"), perms(0664));
  auto database = Database::open(fresh.address());
  database->migrate(rows_modules);
  for (const char* name : {"test.db", "test.db-wal", "test.db-shm", "test.db.lock"})
    EXPECT_EQ(mode(name), perms(0600)) << name;
}

}  // namespace
}  // namespace gandan::db
