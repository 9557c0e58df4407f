#include <future>

#include "lib/db/test_support.hpp"

namespace gandan::db {
namespace {

constexpr EmbeddedFile migration{"001_letters.sql", R"(
create table letters (id INTEGER PRIMARY KEY, text TEXT NOT NULL, note TEXT NOT NULL) STRICT;
create index letters_note on letters (note);
)"};

class Traces : public test::OnEachEngine {
 protected:
  Traces() : OnEachEngine({{"letters", {&migration, 1}}}) {}

  void run(const std::string& sql) {
    db().write([&](Tx& tx) { tx.run(sql, {}); });
  }
  bool is_stored(std::string_view words) { return stored_bytes().find(words) != std::string::npos; }

  /// Something is deleted and erased while the transaction that `within` runs, and `begin` begins,
  /// is open.
  template <class Within>
  void expect_waited_for(Within&& within, const std::string& begin) {
    run("insert into letters (id, text, note) values (1, 'zqmarker', '')");
    std::promise<void> begun, may_end;
    auto older = std::async(std::launch::async, [&] {
      within([&](Tx& tx) {
        EXPECT_TRUE(tx.one<std::string>(begin, {}));
        begun.set_value();
        may_end.get_future().wait();
      });
    });
    begun.get_future().wait();
    run("delete from letters");
    auto erasing = std::async(std::launch::async, [&] {
      const std::string_view erased[] = {"letters"};
      db().erase_traces(erased);
    });
    EXPECT_EQ(erasing.wait_for(std::chrono::milliseconds(300)), std::future_status::timeout);
    may_end.set_value();
    older.get();
    erasing.get();
    EXPECT_FALSE(is_stored("zqmarker"));
  }
};
GANDAN_EACH_ENGINE(Traces);

TEST_P(Traces, NothingIsLeftOfWhatWasOverwrittenOrDeletedOnceTheyAreErased) {
  // Rows that grow make pages part, and pages that part keep copies of what has moved on.
  for (int i = 1; i <= 400; ++i)
    run("insert into letters (id, text, note) values (" + std::to_string(i * 7 % 401) +
        ", 'zqmarker " + std::string(static_cast<std::size_t>(i % 90), 'x') + "', 'zqnote')");
  run("update letters set note = note || note || text where id % 3 = 0");
  EXPECT_TRUE(is_stored("zqmarker"));
  run("delete from letters where id % 5 = 0");
  run("update letters set text = '', note = ''");
  const std::string_view erased[] = {"letters"};
  db().erase_traces(erased);
  EXPECT_FALSE(is_stored("zqmarker"));
  EXPECT_FALSE(is_stored("zqnote"));
  auto n = db().read(
      [](Tx& tx) { return tx.one<int>(std::string("select count(*) from letters"), {}); });
  EXPECT_EQ(n, 320);
  EXPECT_GT(db().size(), 0);
  run("insert into letters (id, text, note) values (1000, 'and it is written on', '')");
}

TEST_P(Traces, AReaderWhoMayStillSeeThemIsWaitedFor) {
  if (GetParam() == Engine::sqlite) GTEST_SKIP() << "SQLite's VACUUM keeps no earlier rows";
  expect_waited_for([&](auto&& fn) { db().read(fn); },
                    "select cast(count(*) as text) from letters");
}

TEST_P(Traces, WhoWritesToAnotherDatabaseOfTheServerIsWaitedFor) {
  if (GetParam() == Engine::sqlite) GTEST_SKIP() << "SQLite has no server";
  const test::FreshDatabase elsewhere(GetParam());
  const auto other = Database::open(elsewhere.address(), {});
  other->migrate(modules_);
  expect_waited_for([&](auto&& fn) { other->write(fn); },
                    "select cast(pg_current_xact_id() as text)");
}

}  // namespace
}  // namespace gandan::db
