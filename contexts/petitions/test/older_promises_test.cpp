// Promises that were made before there were undertakings.
#include <gtest/gtest.h>

#include <vector>

#include "contexts/petitions/migrations.hpp"
#include "contexts/petitions/test/support.hpp"
#include "kernel/tasks/record.hpp"

namespace gandan::petitions {
namespace {

/// All but the migration that makes undertakings of promises.
Module before_undertakings() {
  static const std::vector<EmbeddedFile> files = [] {
    std::vector<EmbeddedFile> kept;
    for (const EmbeddedFile& file : migrations::files())
      if (file.name != std::string_view("022_undertakings.sql")) kept.push_back(file);
    return kept;
  }();
  Module all = module();
  all.migrations = {"petitions", files};
  return all;
}

constexpr Date spring = Date::of(2027, 3, 31), summer = Date::of(2027, 6, 30);

class OlderPromises : public test::PetitionsDatabase {
 protected:
  OlderPromises() : PetitionsDatabase(before_undertakings()) {}
  PetitionId routed() {
    const PetitionId id = send("Đề nghị sửa cầu treo sang bản").id;
    EXPECT_TRUE(route_to(id, "Bộ Nội vụ"));
    return id;
  }
  void answer_with(PetitionId id, Outcome outcome, std::optional<Date> promised_on = {}) {
    clock.advance(std::chrono::hours(24));
    const AnswerForm form{.outcome = outcome, .text = "Đang xem.", .promised_on = promised_on};
    ASSERT_TRUE(act([&](db::Tx& tx, const Act& by) { return answer(tx, env(), by, id, form); }));
  }
  PetitionId promised() {
    const PetitionId id = routed();
    answer_with(id, Outcome::scheduled, spring);
    return id;
  }
  template <class Fn>
  void by_sender(Fn&& use_case) {
    clock.advance(std::chrono::hours(24));
    ASSERT_TRUE(db().write([&](db::Tx& tx) { return use_case(tx, Act::by_resident()); }));
  }
  /// As an earlier version left them: with none in the kernel.
  void migrate() {
    db().write([](db::Tx& tx) { tx.run(std::string("delete from undertakings"), {}); });
    const db::Migrations whole[] = {{"petitions", migrations::files()}};
    db().migrate(whole);
  }
  std::vector<tasks::Undertaking> undertakings_of(PetitionId id) {
    return db().read([&](db::Tx& tx) { return tasks::of_source(tx, subject_of(id)); });
  }
};
GANDAN_EACH_ENGINE(OlderPromises);

TEST_P(OlderPromises, AreOwedByTheDayThatStandsAndTheFirstIsNotForgotten) {
  const PetitionId id = promised(), hidden = promised(), never = routed();
  answer_with(id, Outcome::in_progress, summer);
  answer_with(never, Outcome::explained);
  ASSERT_TRUE(act([&](db::Tx& tx, const Act& by) {
    return publish(tx, env(), by, hidden, false, "Một lý do.");
  }));
  migrate();
  ASSERT_EQ(undertakings_of(id).size(), 1U);
  const tasks::Undertaking owed = undertakings_of(id)[0];
  EXPECT_EQ(owed.body, unit("Bộ Nội vụ"));
  EXPECT_EQ(owed.first_due_on, spring);
  EXPECT_EQ(owed.due_on, summer);
  EXPECT_EQ(civil_date(owed.undertaken_at), Date::of(2026, 10, 2));
  EXPECT_FALSE(owed.ending);
  EXPECT_TRUE(owed.shown);
  EXPECT_FALSE(undertakings_of(hidden).at(0).shown);
  EXPECT_TRUE(undertakings_of(never).empty());
  answer_with(id, Outcome::settled);
  EXPECT_EQ(tasks::state_of(undertakings_of(id)[0], clock.today()), tasks::State::done)
      << "it goes on as one that was made today";
}

TEST_P(OlderPromises, ThatCameToAnEndAreToldWithIt) {
  const PetitionId done = promised(), explained = promised(), content = promised();
  answer_with(done, Outcome::settled);
  const Instant done_at = clock.now();
  answer_with(explained, Outcome::explained);
  by_sender([&](db::Tx& tx, const Act& by) { return settle(tx, env(), by, content); });
  const Instant said_at = clock.now();
  migrate();
  EXPECT_EQ(undertakings_of(done).at(0).ending, tasks::Ending::done);
  EXPECT_EQ(undertakings_of(done).at(0).ended_at, done_at);
  EXPECT_EQ(undertakings_of(explained).at(0).ending, tasks::Ending::withdrawn);
  EXPECT_EQ(undertakings_of(content).at(0).ending, tasks::Ending::done);
  EXPECT_EQ(undertakings_of(content).at(0).ended_at, said_at);
}

TEST_P(OlderPromises, OfBeforeAPetitionWasReopenedAreNoneOfItAnyMore) {
  const PetitionId waits = promised(), anew = promised(), settled = promised();
  for (PetitionId id : {waits, anew, settled})
    by_sender([&](db::Tx& tx, const Act& by) {
      return petitions::reopen(tx, env(), by, id, "Chưa xong.");
    });
  answer_with(anew, Outcome::scheduled, summer);
  answer_with(settled, Outcome::settled);
  migrate();
  EXPECT_TRUE(undertakings_of(waits).empty());
  EXPECT_TRUE(undertakings_of(settled).empty()) << "no promise was made since";
  ASSERT_EQ(undertakings_of(anew).size(), 1U);
  EXPECT_EQ(undertakings_of(anew)[0].first_due_on, summer);
}

}  // namespace
}  // namespace gandan::petitions
