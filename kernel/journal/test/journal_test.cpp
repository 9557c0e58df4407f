#include "kernel/journal/journal.hpp"

#include <gmock/gmock.h>

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
    return db().read([](db::Tx& tx) { return verify(tx); });
  }
  /// As somebody would who holds the database itself.
  void tamper(const std::string& sql) {
    db().write([&](db::Tx& tx) {
      if (tx.engine() == db::Engine::sqlite) {
        tx.run(std::string("drop trigger if exists journal_no_update"), {});
        tx.run(std::string("drop trigger if exists journal_no_delete"), {});
      } else {
        tx.run(std::string("drop trigger if exists journal_append_only on journal"), {});
      }
      tx.run(sql, {});
    });
  }

  FixedClock clock{Date::of(2026, 7, 1)};
};
GANDAN_EACH_ENGINE(Journal);

TEST_P(Journal, entries_of_a_record_come_back_in_order) {
  append_one("petition.submit", 1);
  append_one("petition.submit", 2);
  append_one("petition.route", 1);
  auto entries = db().read([](db::Tx& tx) { return entries_of(tx, {"petition", 1}); });
  ASSERT_EQ(entries.size(), 2u);
  EXPECT_EQ(entries[0].verb, "petition.submit");
  EXPECT_EQ(entries[1].verb, "petition.route");
}

TEST_P(Journal, what_was_rolled_back_left_no_entry) {
  EXPECT_THROW(db().write([&](db::Tx& tx) {
    append(tx, {.at = clock.now(), .verb = "x", .subject = {"petition", 1}});
    throw std::runtime_error("no");
  }),
               std::runtime_error);
  EXPECT_EQ(verify_now().entries, 0);
}

TEST_P(Journal, is_sealed_in_batches_and_holds) {
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

TEST_P(Journal, refuses_updates_and_deletions) {
  append_one("petition.submit", 1);
  for (const char* sql : {"update journal set verb = 'y'", "delete from journal"})
    EXPECT_THROW(db().write([&](db::Tx& tx) { tx.run(std::string(sql), {}); }), db::DatabaseError);
}

TEST_P(Journal, shows_where_an_entry_was_altered_removed_or_cut_off) {
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

TEST_P(Journal, changes_are_told_once_and_only_when_sealed) {
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
