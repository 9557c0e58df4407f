// SQLite's log beside steady writing: it stays short, and keeps nothing that was erased.
#include <gmock/gmock.h>

#include <atomic>
#include <filesystem>
#include <functional>
#include <thread>

#include "lib/db/test/rows.hpp"

namespace gandan::db {
namespace {

using test::ids, test::insert, test::insert_row, test::rows_modules;

constexpr std::uintmax_t megabyte = 1 << 20;

/// Four that write 300 MB in all, beside readers; the longest that the log was.
class Log : public testing::Test {
 protected:
  void SetUp() override { database->migrate(rows_modules); }

  void write_beside(const std::vector<std::function<void()>>& readers) {
    std::atomic<bool> stop{false};
    std::vector<std::thread> reading;
    for (const auto& reader : readers)
      reading.emplace_back([&] {
        while (!stop) reader();
      });
    std::atomic<std::int64_t> next{1};
    std::vector<std::thread> writing;
    for (int t = 0; t < 4; ++t)
      writing.emplace_back([&] {
        const std::string large(50'000, 'x');
        while (next < 6'000) {
          std::int64_t id = next++;
          database->write([&](Tx& tx) { tx.run(insert_row, {{"id", id}, {"text", large}}); });
          longest = std::max(longest.load(), std::filesystem::file_size(fresh.file("test.db-wal")));
        }
      });
    for (std::thread& thread : writing) thread.join();
    stop = true;
    for (std::thread& thread : reading) thread.join();
  }
  void look() {
    (void)database->read(
        [](Tx& tx) { return tx.one<std::int64_t>("select max(id) from rows", {}); });
  }

  test::FreshDatabase fresh{Engine::sqlite};
  std::unique_ptr<Database> database = Database::open(fresh.address());
  std::atomic<std::uintmax_t> longest{0};
};

TEST_F(Log, StaysShortUnderSteadyWritingWithManyReaders) {
  write_beside(std::vector<std::function<void()>>(6, [this] { look(); }));
  EXPECT_GT(database->stats().checkpoints, 0u);
  EXPECT_LE(longest, 64 * megabyte);
}

TEST_F(Log, StaysShortBesideOneWhoReadsAgainAndAgainForLong) {
  write_beside({[this] {
    database->read([](Tx& tx) {
      (void)tx.one<std::int64_t>("select max(id) from rows", {});
      std::this_thread::sleep_for(std::chrono::milliseconds(700));
    });
  }});
  EXPECT_LE(longest, 64 * megabyte);
}

TEST_F(Log, StaysShortBesideAReadWithoutEndWhichIsToldToComeAgain) {
  std::atomic<int> ended{0};
  write_beside({[&] {
    if (ended > 0) return;  // one is enough: nobody ends it once nobody writes
    try {
      (void)database->read([](Tx& tx) {
        return tx.one<std::int64_t>(
            "with recursive n(i) as (select max(id) from rows union all select i + 1 from n)"
            " select count(*) from n where i < 0",
            {});
      });
    } catch (const Busy&) {
      ++ended;
    }
  }});
  EXPECT_GT(ended, 0);
  EXPECT_LE(longest, 64 * megabyte);
}

TEST_F(Log, AndFreePagesKeepNothingThatWasErased) {
  auto hold = [&](const std::string& word) {
    for (const char* name : {"test.db", "test.db-wal"}) {
      std::ifstream in(fresh.file(name), std::ios::binary);
      std::string all{std::istreambuf_iterator<char>(in), {}};
      if (all.find(word) != std::string::npos) return true;
    }
    return false;
  };
  database->write([&](Tx& tx) {
    for (int id = 1; id <= 50; ++id)
      tx.run(insert_row, {{"id", id}, {"text", std::string(5'000, 'x') + "Nguyen Thi Bi Mat"}});
  });
  EXPECT_TRUE(hold("Nguyen Thi Bi Mat"));
  database->write([&](Tx& tx) { tx.run(std::string("delete from rows"), {}); });
  database->erase_traces({});
  EXPECT_FALSE(hold("Nguyen Thi Bi Mat"));
}

}  // namespace
}  // namespace gandan::db
