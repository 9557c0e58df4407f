#include "lib/db/db.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "lib/db/restore.hpp"
#include "lib/db/test_support.hpp"

namespace gandan::db {
namespace {

using NoteId = Id<struct NoteTag>;

constexpr EmbeddedFile notes_files[] = {{"001_notes.sql", R"(
create table notes (
  id INTEGER primary key,
  title TEXT not null unique,
  body BLOB,
  score REAL,
  at INTEGER,
  check (title <> 'refused')
) strict;
)"}};

struct Note {
  NoteId id;
  std::string title;
  std::optional<Blob> body;
  std::optional<double> score;
  std::optional<Instant> at;
  bool operator==(const Note&) const = default;
};

const Sql insert_note(
    "insert into notes (id, title, body, score, at) values (:id, :title, :body, :score, :at)");
const Sql insert_title("insert into notes (id, title) values (:id, :title)");
const Sql select_note("select id, title, body, score, at from notes where id = :id");
const Sql select_ids("select id from notes order by id");
const Sql count_notes("select count(*) from notes");
const Sql rename_note("update notes set title = :title where id = :id");
const Sql wrong("select nothing from nowhere");
const Sql insert_next(
    "insert into notes (id, title) select coalesce(max(id), 0) + 1, :title from notes");

class Db : public test::OnEachEngine {
 protected:
  Db() : OnEachEngine({{"notes", notes_files}}) {}
  void insert(std::int64_t id, std::string_view title) {
    db().write([&](Tx& tx) { tx.run(insert_title, {{"id", id}, {"title", title}}); });
  }
  std::int64_t count() {
    return *db().read([](Tx& tx) { return tx.one<std::int64_t>(count_notes); });
  }
};
GANDAN_EACH_ENGINE(Db);

TEST_P(Db, ItsStateIsAnotherOnceSomethingIsCommittedOrHeldAnew) {
  const std::string before = db().state();
  EXPECT_EQ(count(), 0);
  // On PostgreSQL what another database of the server writes counts too.
  if (GetParam() == Engine::sqlite) {
    EXPECT_EQ(db().state(), before) << "reading changes nothing";
  }
  insert(1, "một");
  const std::string after = db().state();
  EXPECT_NE(after, before);
  const auto other = Database::open(address());
  other->write([](Tx& tx) { tx.run(insert_title, {{"id", 2}, {"title", "hai"}}); });
  const std::string by_another = db().state();
  EXPECT_NE(by_another, after);
  db().held_anew();
  EXPECT_NE(db().state(), by_another);
}

TEST_P(Db, GivesBackEveryTypeAsItWasWritten) {
  Note full{NoteId{7}, "Đường Võ Chí Công 'x' \\ \" :id $1", Blob{std::string("\0\x01\xff'\\", 5)},
            0.1, Instant{-5}};
  Note bare{NoteId{std::numeric_limits<std::int64_t>::max()}, "", {}, {}, {}};
  for (const Note& note : {full, bare}) {
    db().write([&](Tx& tx) {
      EXPECT_EQ(tx.run(insert_note, {{"at", note.at},
                                     {"id", note.id},
                                     {"score", note.score},
                                     {"body", note.body},
                                     {"title", note.title}}),
                1);
    });
    EXPECT_EQ(db().read([&](Tx& tx) {
      return tx.one<Note>(select_note, {{"id", note.id}});
    }),
              note);
  }
}

TEST_P(Db, TellsConstraintsApartByTypeAndGoesOn) {
  insert(1, "one");
  try {
    insert(2, "one");
    FAIL() << "the title is taken";
  } catch (const ConstraintError& error) {
    EXPECT_EQ(error.kind, ConstraintError::Kind::unique);
  }
  try {
    insert(2, "refused");
    FAIL() << "the check refuses it";
  } catch (const ConstraintError& error) {
    EXPECT_EQ(error.kind, ConstraintError::Kind::other);
  }
  insert(2, "two");
  EXPECT_EQ(count(), 2);
}

TEST_P(Db, MakesOtherIdsWhereTheFirstAreTaken) {
  const FixedClock clock(Date::of(2026, 1, 1));
  Ids here(clock, 5), elsewhere(clock, 5);  // servers that met by chance
  for (Ids* ids : {&here, &elsewhere})
    db().write([&](Tx& tx) {
      const NoteId id = ids->next<NoteId>();
      tx.run(insert_title, {{"id", id}, {"title", std::to_string(id.value)}});
    });
  EXPECT_EQ(count(), 2);
}

TEST_P(Db, TriesOtherKeysOnceAndKeepsNothingWhereTheyAreTakenToo) {
  insert(1, "one");
  int runs = 0;
  EXPECT_THROW(db().write([&](Tx& tx) {
    ++runs;
    tx.run(insert_title, {{"id", 10 + runs}, {"title", std::to_string(runs)}});
    tx.run(insert_title, {{"id", 1}, {"title", "again"}});
  }),
               ConstraintError);
  EXPECT_GE(runs, 2);
  EXPECT_EQ(count(), 1);
}

TEST_P(Db, KeepsNothingOfAWriteThatThrowsAndHandsOnWhatItThrew) {
  EXPECT_THROW(db().write([&](Tx& tx) {
    tx.run(insert_title, {{"id", 1}, {"title", "one"}});
    throw std::out_of_range("changed my mind");
  }),
               std::out_of_range);
  EXPECT_EQ(count(), 0);
}

enum class Refusal { afterwards };

TEST_P(Db, KeepsNothingOfAWriteWhoseResultIsAnErrorAndHandsTheErrorOn) {
  auto refused = db().write([](Tx& tx) -> Result<int, Refusal> {
    tx.run(insert_title, {{"id", 1}, {"title", "one"}});
    return fail(Refusal::afterwards);
  });
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error(), Refusal::afterwards);
  EXPECT_EQ(count(), 0);
  auto done = db().write([](Tx& tx) -> Result<int, Refusal> {
    tx.run(insert_title, {{"id", 1}, {"title", "one"}});
    return 1;
  });
  EXPECT_EQ(done, 1);
  EXPECT_EQ(count(), 1);
}

TEST_P(Db, KeepsWhatWasWrittenWithAnErrorOnlyWhereTheSameWriteSaysSo) {
  auto refuse = [this](std::int64_t id, bool keep) {
    return db().write([&](Tx& tx) -> Result<void, Refusal> {
      tx.run(insert_title, {{"id", id}, {"title", std::to_string(id)}});
      if (keep) tx.keep_despite_error();
      return fail(Refusal::afterwards);
    });
  };
  EXPECT_FALSE(refuse(1, true));
  EXPECT_EQ(count(), 1);
  EXPECT_FALSE(refuse(2, false));
  EXPECT_EQ(count(), 1);
}

TEST_P(Db, AnErrorBeforeAnythingWasWrittenCostsTheOthersOfItsBatchNothing) {
  if (GetParam() == Engine::postgresql)
    GTEST_SKIP() << "there others lead past a write that takes long";
  std::vector<std::thread> waiting;
  const Stats before = db().stats();
  db().write([&](Tx&) {
    for (int i = 1; i <= 4; ++i)
      waiting.emplace_back([this, i] {
        db().write([i](Tx& tx) -> Result<void, Refusal> {
          if (i % 2 == 0) return fail(Refusal::afterwards);
          tx.run(insert_title, {{"id", i}, {"title", std::to_string(i)}});
          return {};
        });
      });
    while (db().stats().waiting < 4) std::this_thread::yield();
  });
  for (std::thread& thread : waiting) thread.join();
  EXPECT_EQ(count(), 2);
  EXPECT_EQ(db().stats().retries, before.retries);
  EXPECT_EQ(db().stats().commits, before.commits + 1)
      << "who comes while it runs shares the commit";
}

TEST_P(Db, WhatComesWhileAWriteRunsIsKeptThoughThatWriteIsUndone) {
  if (GetParam() == Engine::postgresql)
    GTEST_SKIP() << "there others lead past a write that takes long";
  std::vector<std::thread> waiting;
  auto undone = db().write([&](Tx& tx) -> Result<void, Refusal> {
    tx.run(insert_title, {{"id", 9}, {"title", "nine"}});
    if (!waiting.empty()) return fail(Refusal::afterwards);  // the batch runs again without it
    for (int i = 1; i <= 4; ++i) waiting.emplace_back([this, i] { insert(i, std::to_string(i)); });
    while (db().stats().waiting < 4) std::this_thread::yield();
    return fail(Refusal::afterwards);
  });
  for (std::thread& thread : waiting) thread.join();
  EXPECT_FALSE(undone);
  EXPECT_EQ(count(), 4);
}

TEST_P(Db, ReturnsWhatTheWriteReturnedAndCountsChangedRows) {
  insert(1, "one");
  insert(2, "two");
  EXPECT_EQ(db().write([](Tx& tx) { return tx.run(rename_note, {{"id", 2}, {"title", "2"}}); }), 1);
  EXPECT_EQ(db().write([](Tx& tx) { return tx.run(rename_note, {{"id", 9}, {"title", "9"}}); }), 0);
}

TEST_P(Db, CannotWriteWhileReading) {
  EXPECT_THROW(db().read([](Tx& tx) {
    tx.run(insert_title, {{"id", 1}, {"title", "one"}});
  }),
               DatabaseError);
  EXPECT_EQ(count(), 0);
}

TEST_P(Db, AReadSeesOneSnapshot) {
  insert(1, "one");
  db().read([&](Tx& tx) {
    EXPECT_EQ(tx.one<std::int64_t>(count_notes), 1);
    std::thread([&] { insert(2, "two"); }).join();
    EXPECT_EQ(tx.one<std::int64_t>(count_notes), 1);
  });
  EXPECT_EQ(count(), 2);
}

TEST_P(Db, RunsAStatementInsideTheLoopOverItsOwnRows) {
  for (int i = 1; i <= 3; ++i) insert(i, std::to_string(i));
  std::vector<std::int64_t> seen;
  db().read([&](Tx& tx) {
    tx.each<NoteId>(select_ids, {}, [&](NoteId outer) {
      tx.each<NoteId>(select_ids, {},
                      [&](NoteId inner) { seen.push_back(outer.value * 10 + inner.value); });
    });
  });
  EXPECT_THAT(seen, testing::ElementsAre(11, 12, 13, 21, 22, 23, 31, 32, 33));
}

TEST_P(Db, ReadsMoreRowsOneByOneThanAreFetchedAtOnce) {
  constexpr std::int64_t rows = 2500;
  db().write([](Tx& tx) {
    for (std::int64_t i = 1; i <= rows; ++i)
      tx.run(insert_title, {{"id", i}, {"title", std::to_string(i)}});
  });
  std::int64_t sum = 0;
  db().read([&](Tx& tx) { tx.each<NoteId>(select_ids, {}, [&](NoteId id) { sum += id.value; }); });
  EXPECT_EQ(sum, rows * (rows + 1) / 2);
}

TEST_P(Db, TakesStatementsBuiltAtRunTime) {
  insert(1, "one");
  std::string sql = "select title from notes where id = :id and :id > 0 and title <> ':id'";
  EXPECT_EQ(db().read([&](Tx& tx) { return tx.one<std::string>(sql, {{"id", 1}}); }), "one");
}

TEST_P(Db, RefusesAParameterThatTheStatementDoesNotHaveAndOneThatIsMissing) {
  EXPECT_THROW(db().read([](Tx& tx) {
    return tx.one<Note>(select_note, {{"no", 1}});
  }),
               DatabaseError);
  EXPECT_THROW(db().read([](Tx& tx) { return tx.one<Note>(select_note, {}); }), DatabaseError);
  EXPECT_EQ(count(), 0);
}

TEST_P(Db, ManyThreadsWriteAtOnceAndThoseWhoThrowOrRefuseDoNotDisturbTheOthers) {
  constexpr int threads = 16;
  constexpr int each = 50;
  std::atomic<int> threw{0}, refused{0}, twice{0};
  insert(-1, "taken");
  std::vector<std::thread> crowd;
  for (int t = 0; t < threads; ++t) {
    crowd.emplace_back([&, t] {
      for (int i = 0; i < each; ++i) {
        try {
          auto written = db().write([&](Tx& tx) -> Result<void, Refusal> {
            if (i % 10 == 1) tx.lock_table("notes");
            tx.run(insert_title, {{"id", t * each + i}, {"title", std::to_string(t * each + i)}});
            if (i % 10 == 7) tx.run(insert_title, {{"id", -1}, {"title", "again"}});
            if (i % 10 == 0) throw std::runtime_error("not this one");
            if (i % 10 == 5) return fail(Refusal::afterwards);
            return {};
          });
          if (!written) ++refused;
        } catch (const ConstraintError&) {
          ++twice;
        } catch (const std::runtime_error&) {
          ++threw;
        }
      }
    });
  }
  for (std::thread& thread : crowd) thread.join();
  EXPECT_EQ(threw, threads * each / 10);
  EXPECT_EQ(refused, threads * each / 10);
  EXPECT_EQ(twice, threads * each / 10);
  EXPECT_EQ(count(), threads * each * 7 / 10 + 1);
}

TEST_P(Db, RefusesAWriteInsideAWrite) {
  EXPECT_THROW(db().write([&](Tx&) { insert(1, "one"); }), std::logic_error);
  insert(1, "one");
}

TEST_P(Db, WritesOfWhichEachReadsWhatTheOthersWriteAllSucceed) {
  constexpr int threads = 8;
  constexpr int each = 25;
  std::vector<std::thread> crowd;
  for (int t = 0; t < threads; ++t) {
    crowd.emplace_back([&, t] {
      for (int i = 0; i < each; ++i) {
        std::string title = std::to_string(t * each + i);
        db().write([&](Tx& tx) { tx.run(insert_next, {{"title", title}}); });
      }
    });
  }
  for (std::thread& thread : crowd) thread.join();
  auto ids = db().read([](Tx& tx) { return tx.all<std::int64_t>(select_ids); });
  ASSERT_EQ(ids.size(), static_cast<std::size_t>(threads * each));
  EXPECT_EQ(ids.back(), threads * each) << "without a gap: as if they had come one by one";
}

TEST_P(Db, WakesWhoWaitsForACommitThatNotifies) {
  std::uint64_t seen = db().wait_notified(0, std::chrono::milliseconds(0));
  std::thread writer([&] { db().write([](Tx& tx) { tx.notify(); }); });
  EXPECT_EQ(db().wait_notified(seen, std::chrono::seconds(60)), seen + 1);
  writer.join();
}

TEST_P(Db, KeepsWhatWasWrittenWhenItIsOpenedAgain) {
  insert(1, "one");
  reopen();
  EXPECT_EQ(count(), 1);
  EXPECT_NO_THROW(db().check_integrity());
}

TEST_P(Db, IsCopiedWhileItIsWrittenToAndBroughtBack) {
  for (int i = 1; i <= 500; ++i) insert(i, std::to_string(i));
  std::atomic<bool> stop{false};
  std::thread writer([&] {
    for (int i = 501; !stop; ++i) insert(i, std::to_string(i));
  });
  std::int64_t described = 0;
  db().backup(file("backup"), [&](Tx& tx) { described = *tx.one<std::int64_t>(count_notes); });
  stop = true;
  writer.join();
  std::int64_t at_the_end = count();
  db().write([](Tx& tx) { tx.run(rename_note, {{"id", 1}, {"title", "changed since"}}); });

  const BackupFile copy{file("backup"), std::filesystem::file_size(file("backup"))};
  EXPECT_THROW((void)restore(address(), copy, [](Database&) {}), InUse);
  db_.reset();
  std::int64_t examined = 0;
  auto look = [&](Database& unpacked) {
    examined = *unpacked.read([](Tx& tx) { return tx.one<std::int64_t>(count_notes); });
  };
  EXPECT_THROW((void)restore(address(), copy,
                             [&](Database& unpacked) {
                               look(unpacked);
                               throw std::out_of_range("not this one");
                             }),
               std::out_of_range);
  reopen();
  EXPECT_EQ(count(), at_the_end) << "a copy that was refused changes nothing";
  db_.reset();
  EXPECT_NE(restore(address(), copy, look), "") << "what stood there is kept";
  reopen();
  EXPECT_EQ(described, examined);
  EXPECT_EQ(count(), described);
  EXPECT_GE(count(), 500);
  EXPECT_LE(count(), at_the_end);
  EXPECT_EQ(db().read([](Tx& tx) { return tx.one<Note>(select_note, {{"id", 1}}); })->title, "1");
  insert(1'000'000, "after the restore");
}

TEST_P(Db, IsBroughtBackThoughTheServerGetsToKnowLaterThatItsLastSessionHasEnded) {
  if (GetParam() == Engine::sqlite) GTEST_SKIP() << "there a lock goes with its process";
  insert(1, "one");
  db().backup(file("backup"), [](Tx&) {});
  const BackupFile copy{file("backup"), std::filesystem::file_size(file("backup"))};
  std::jthread ends_later([this] {
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    db_.reset();
  });
  const std::string kept = restore(address(), copy, [](Database&) {});
  ends_later.join();
  EXPECT_NE(restore(address(), copy, [](Database&) {}), kept) << "each restore keeps what was";
  reopen();
  EXPECT_EQ(count(), 1);
}

TEST_P(Db, PreparesAStatementWithoutRunningItAndRefusesAWrongOne) {
  EXPECT_NO_THROW(db().prepare(insert_note));
  EXPECT_EQ(count(), 0);
  EXPECT_THROW(db().prepare(wrong), DatabaseError);
  EXPECT_NO_THROW(db().prepare(rename_note));
  EXPECT_THAT(test::unpreparable(db()), testing::Contains(testing::HasSubstr("nowhere")));
}

}  // namespace
}  // namespace gandan::db
