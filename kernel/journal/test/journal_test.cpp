#include "kernel/journal/journal.hpp"

#include <gmock/gmock.h>

#include "kernel/journal/kept.hpp"
#include "kernel/journal/migrations.hpp"
#include "lib/db/test_support.hpp"

namespace gandan::journal {
namespace {

using testing::ElementsAre;

class Journal : public db::test::OnEachEngine {
 protected:
  Journal() : OnEachEngine({{"journal", migrations::files()}}) {}

  void append_one(std::string_view verb, std::int64_t subject) {
    db().write([&](db::Tx& tx) {
      append(tx, {.at = clock.now(),
                  .actor = Actor::resident(),
                  .verb = verb,
                  .subject = {"petition", subject}});
    });
  }
  std::int64_t seal_now() {
    return db().write([&](db::Tx& tx) { return seal(tx, clock); });
  }
  Verification verify_now() {
    return db().read([&](db::Tx& tx) { return verify(tx, clock.now()); });
  }
  /// As somebody would who holds the database itself.
  void tamper(const std::string& sql) {
    db().write([&](db::Tx& tx) {
      if (tx.engine() == db::Engine::sqlite) {
        tx.run(std::string("drop trigger if exists journal_no_update"), {});
        tx.run(std::string("drop trigger if exists journal_no_delete"), {});
        tx.run(std::string("drop trigger if exists journal_seals_no_delete"), {});
      } else {
        tx.run(std::string("drop trigger if exists journal_append_only on journal"), {});
        tx.run(std::string("drop trigger if exists journal_seals_append_only on journal_seals"),
               {});
      }
      tx.run(sql, {});
    });
  }

  FixedClock clock{Date::of(2026, 7, 1)};
};
GANDAN_EACH_ENGINE(Journal);

TEST_P(Journal, EntriesOfARecordComeBackInOrder) {
  append_one("petition.submit", 1);
  append_one("petition.submit", 2);
  append_one("petition.route", 1);
  auto entries = db().read([](db::Tx& tx) { return entries_of(tx, {"petition", 1}); });
  ASSERT_EQ(entries.size(), 2u);
  EXPECT_EQ(entries[0].verb, "petition.submit");
  EXPECT_EQ(entries[1].verb, "petition.route");
}

TEST_P(Journal, WhatWasRolledBackLeftNoEntry) {
  EXPECT_THROW(db().write([&](db::Tx& tx) {
    append(tx, {.at = clock.now(), .verb = "x", .subject = {"petition", 1}});
    throw std::runtime_error("no");
  }),
               std::runtime_error);
  EXPECT_EQ(verify_now().entries, 0);
}

TEST_P(Journal, IsSealedInBatchesAndHolds) {
  for (int i = 0; i < 5; ++i) append_one("petition.submit", i);
  EXPECT_EQ(seal_now(), 5);
  EXPECT_EQ(seal_now(), 0);
  append_one("petition.route", 3);
  auto before = verify_now();
  EXPECT_EQ(before.entries, 6);
  EXPECT_EQ(before.sealed, 5);
  EXPECT_FALSE(before.broken_at);
  seal_all(db(), clock);
  EXPECT_EQ(verify_now().sealed, 6);
  EXPECT_NE(verify_now().head, before.head);
}

TEST_P(Journal, RefusesUpdatesAndDeletions) {
  append_one("petition.submit", 1);
  for (const char* sql : {"update journal set verb = 'y'", "delete from journal"})
    EXPECT_THROW(db().write([&](db::Tx& tx) { tx.run(std::string(sql), {}); }), db::DatabaseError);
}

TEST_P(Journal, ShowsWhereAnEntryWasAlteredRemovedOrCutOff) {
  for (int i = 0; i < 6; ++i) append_one("petition.submit", i);
  seal_now();
  tamper("update journal set subject_id = 99 where seq = 4");
  EXPECT_EQ(verify_now().broken_at, 4);
  tamper("update journal set subject_id = 3 where seq = 4");
  EXPECT_FALSE(verify_now().broken_at);
  tamper("delete from journal where seq = 2");
  EXPECT_EQ(verify_now().broken_at, 6);
  tamper("delete from journal where seq = 6");
  EXPECT_TRUE(verify_now().broken_at);
}

TEST_P(Journal, ThatWasEmptiedWhileItsSealsStandIsBroken) {
  append_one("petition.submit", 1);
  seal_now();
  tamper("delete from journal");
  EXPECT_TRUE(verify_now().broken_at);
}

TEST_P(Journal, WhoseSealsWereTakenAwayIsBrokenAfterAMinute) {
  append_one("petition.submit", 1);
  seal_now();
  append_one("petition.route", 1);
  clock.set(clock.now() + std::chrono::seconds(59));
  EXPECT_FALSE(verify_now().broken_at) << "what is not sealed yet is young";
  tamper("delete from journal_seals");
  clock.set(clock.now() + std::chrono::seconds(2));
  EXPECT_EQ(verify_now().broken_at, 1);
}

class Records : public Journal {
 protected:
  void SetUp() override {
    Journal::SetUp();
    if (IsSkipped()) return;
    db().write([](db::Tx& tx) {
      tx.run(std::string("create table petitions (id bigint, answer bigint)"), {});
    });
  }
  void store(std::int64_t id, std::int64_t answer = 0) {
    db().write([&](db::Tx& tx) {
      tx.run("insert into petitions (id, answer) values (:id, :answer)",
             {{"id", id}, {"answer", answer}});
      append(tx, {.at = clock.now(),
                  .verb = "petition.submit",
                  .subject = {"petition", id},
                  .detail = "{\"answer\":" + std::to_string(answer) + "}"});
    });
  }
  Comparison compared(const Kept& kept) {
    return db().read([&](db::Tx& tx) { return compare(tx, kept); });
  }
  const Kept petitions{"petitions", "select id from petitions", "petition", {"petition.submit"}};
};
GANDAN_EACH_ENGINE(Records);

TEST_P(Records, AndEntriesThatTellOfEachOtherHold) {
  EXPECT_TRUE(compared(petitions).holds());
  store(1);
  store(2);
  append_one("petition.route", 1);
  Comparison found = compared(petitions);
  EXPECT_EQ(found.records, 2);
  EXPECT_TRUE(found.holds());
}

TEST_P(Records, WithoutAnEntryAreFound) {
  store(1);
  store(2);
  tamper("delete from journal where subject_id = 2");
  EXPECT_EQ(compared(petitions).without_entry, 1);
  EXPECT_EQ(compared(petitions).first, "2");
  tamper("delete from journal");
  EXPECT_EQ(compared(petitions).without_entry, 2);
}

TEST_P(Records, ThatAreGoneAreFoundByTheirEntries) {
  store(1);
  store(2);
  tamper("delete from petitions where id = 1");
  EXPECT_EQ(compared(petitions).without_record, 1);
  EXPECT_EQ(compared(petitions).first, "1");
  EXPECT_EQ(compared(petitions).without_entry, 0);
}

TEST_P(Records, AreFoundByAFactOfTheirEntry) {
  store(1, 71);
  store(2, 0);
  Kept answers = petitions;
  answers.records = "select answer as id from petitions where answer <> 0";
  answers.fact = "answer";
  EXPECT_TRUE(compared(answers).holds());
  EXPECT_EQ(compared(answers).records, 1);
  tamper("update petitions set answer = 72 where id = 1");
  EXPECT_EQ(compared(answers).without_entry, 1);
  EXPECT_EQ(compared(answers).without_record, 1);
}

TEST_P(Records, WithManyEntriesNeedSome) {
  store(1);
  append_one("petition.submit", 1);
  Kept some = petitions;
  EXPECT_FALSE(compared(some).holds());
  some.match = Kept::Match::some_each;
  EXPECT_TRUE(compared(some).holds());
  append_one("petition.submit", 2);
  EXPECT_EQ(compared(some).without_record, 1);
  some.match = Kept::Match::needs_an_entry;
  EXPECT_TRUE(compared(some).holds());
}

TEST_P(Records, ThatAnEntryUndidAreGoneAndTheOthersThere) {
  auto give = [&](const char* verb, int role) {
    db().write([&](db::Tx& tx) {
      append(tx, {.at = clock.now(),
                  .verb = verb,
                  .subject = {"account", 5},
                  .detail = "{\"role\":" + std::to_string(role) + ",\"unit\":9}"});
    });
  };
  auto hold = [&](const char* sql) { tamper(sql); };
  const Kept roles{.what = "roles",
                   .records = "select 5 || '/' || id || '/' || answer as id from petitions",
                   .subject_kind = "account",
                   .verbs = {"give"},
                   .facts = {"role", "unit"},
                   .undone_by = {"take"}};
  give("give", 1);
  give("give", 2);
  give("take", 1);
  hold("insert into petitions (id, answer) values (2, 9)");
  EXPECT_TRUE(compared(roles).holds());
  give("give", 1);
  EXPECT_EQ(compared(roles).without_record, 1) << "taken away without an entry";
  EXPECT_EQ(compared(roles).first, "5/1/9");
  give("take", 1);
  hold("insert into petitions (id, answer) values (3, 9)");
  EXPECT_EQ(compared(roles).without_entry, 1) << "given without an entry";
  EXPECT_EQ(compared(roles).first, "5/3/9");
}

TEST_P(Records, ThatMustBeThereOrThatOtherRecordsTellOf) {
  store(1);
  append_one("petition.seal", 1);
  Kept sealed = petitions;
  sealed.verbs = {"petition.seal"};
  sealed.match = Kept::Match::needs_a_record;
  EXPECT_TRUE(compared(sealed).holds());
  store(2);
  EXPECT_TRUE(compared(sealed).holds()) << "one that was not sealed is none";
  tamper("delete from petitions where id = 1");
  EXPECT_EQ(compared(sealed).without_record, 1);
  Kept told = petitions;
  told.told_by = "select 2 as id union select 3 as id";
  EXPECT_EQ(compared(told).without_record, 1);
  EXPECT_EQ(compared(told).first, "3");
}

TEST_P(Journal, ChangesAreToldOnceAndOnlyWhenSealed) {
  append_one("petition.submit", 7);
  append_one("petition.route", 7);
  append_one("petition.submit", 8);
  auto read = [&](std::int64_t after) {
    return db().read([&](db::Tx& tx) { return changes_since(tx, "petition", after, 100); });
  };
  EXPECT_THAT(read(0).subjects, ElementsAre());
  seal_now();
  Changes changes = read(0);
  EXPECT_THAT(changes.subjects, ElementsAre(7, 8));
  EXPECT_THAT(read(changes.last_seq).subjects, ElementsAre());
}

}  // namespace
}  // namespace gandan::journal
