// Lists of the desk out of the book: their order over the books of several bodies, and the index by
// which a page is read.
#include "contexts/receptions/desk/listed.hpp"

#include <gmock/gmock.h>

#include "contexts/receptions/test/support.hpp"

namespace gandan::receptions {
namespace {

using people::Within;
using testing::AnyOf;
using testing::HasSubstr;
using testing::Not;

const std::string still_owed = db::joined({sql::is_no_denunciation, " and ", sql::is_open});

class ListedVisits : public test::ReceptionsDatabase {
 protected:
  void SetUp() override {
    ReceptionsDatabase::SetUp();
    if (IsSkipped()) return;
    for (const char* body : {"Bộ Y tế", "Bộ Nội vụ", "Bộ Tài chính"}) open_place(body);
  }
  [[nodiscard]] UnitId health() { return unit("Bộ Y tế"); }
  [[nodiscard]] UnitId home_affairs() { return unit("Bộ Nội vụ"); }

  void enter_at(UnitId body, int hours_ago) {
    EnterForm it = form();
    it.place = db().read([&](db::Tx& tx) {
      return tx.one<ReceptionPlace>(
          db::joined(
              {"select ", place_columns, " from reception_places p where p.body_id = :body"}),
          {{"body", body}});
    });
    it.received_at = clock.now() + std::chrono::hours(-hours_ago);
    entered_.push_back(enter_as_is(it));
  }
  /// The codes of all pages of the list.
  std::vector<std::string> pages_of(const Within& within, const BookList& list) {
    std::vector<std::string> codes;
    std::optional<db::Cursor> after;
    do {
      const auto page =
          db().read([&](db::Tx& tx) { return page_of_book(tx, within, list, after, 2); });
      EXPECT_LE(page.rows.size(), 2U);
      for (const Visit& visit : page.rows) codes.push_back(visit.code);
      after = page.next;
    } while (after);
    return codes;
  }
  [[nodiscard]] std::vector<std::string> newest_first(const std::vector<UnitId>& bodies) const {
    std::vector<Visit> theirs;
    for (const Visit& visit : entered_)
      if (std::ranges::find(bodies, visit.body) != bodies.end()) theirs.push_back(visit);
    std::ranges::sort(theirs, [](const Visit& one, const Visit& other) {
      return std::pair(other.received_at, other.id.value) <
             std::pair(one.received_at, one.id.value);
    });
    std::vector<std::string> codes;
    for (const Visit& visit : theirs) codes.push_back(visit.code);
    return codes;
  }

  struct Step {
    std::int64_t id, parent, unused;
    std::string detail;
  };
  /// How the engine reads a page. PostgreSQL reads so small a table whole, and is kept from it.
  std::string plan_of(const Within& within, const BookList& list) {
    return db().read([&](db::Tx& tx) {
      const bool on_sqlite = tx.engine() == db::Engine::sqlite;
      db::Query explained(on_sqlite ? "explain query plan " : "explain (costs off) ");
      explained.add(page_query(within, list, db::Cursor{0, 1, 1}, 25));
      std::string plan;
      if (on_sqlite) {
        for (const Step& step : explained.all<Step>(tx)) plan += step.detail + "\n";
        return plan;
      }
      for (const char* way : {"seqscan", "bitmapscan", "sort"})
        tx.run(db::joined({"set local enable_", way, " = off"}), {});
      for (const std::string& line : explained.all<std::string>(tx)) plan += line + "\n";
      return plan;
    });
  }

  std::vector<Visit> entered_;
};
GANDAN_EACH_ENGINE(ListedVisits);

TEST_P(ListedVisits, OfSeveralBodiesStandInOneOrderPageByPage) {
  for (const int hours : {9, 2, 5, 2, 7}) {
    enter_at(health(), hours);
    enter_at(home_affairs(), hours + hours % 2);
    enter_at(unit("Bộ Tài chính"), 3);
  }
  const BookList whole{sql::is_no_denunciation};
  const std::vector<UnitId> both{health(), home_affairs()};
  EXPECT_EQ(pages_of({.bodies = both}, whole), newest_first(both));
  EXPECT_EQ(pages_of({.bodies = {health()}}, whole), newest_first({health()}));
  EXPECT_EQ(pages_of({.everywhere = true}, whole).size(), entered_.size());
  EXPECT_TRUE(pages_of({}, whole).empty());
  // All were accepted on one day, so all are told by the same moment, and the first entered first.
  EXPECT_EQ(pages_of({.bodies = both}, {still_owed, true}).size(), newest_first(both).size());
}

TEST_P(ListedVisits, AreReadByAnIndex) {
  const Within one{.bodies = {health()}}, two{.bodies = {health(), home_affairs()}};
  const Within all{.everywhere = true};
  const BookList whole{sql::is_no_denunciation}, owed{still_owed, true},
      sealed{sql::is_denunciation};
  EXPECT_THAT(plan_of(all, whole), HasSubstr("visits_received"));
  EXPECT_THAT(plan_of(all, owed), HasSubstr("visits_due"));
  EXPECT_THAT(plan_of(all, sealed), HasSubstr("visits_sealed"));
  for (const BookList& list : {whole, owed, sealed})
    EXPECT_THAT(plan_of(one, list), AnyOf(HasSubstr("Index Scan"), HasSubstr("USING INDEX")));
  if (db().engine() != db::Engine::sqlite) return;  // PostgreSQL goes by how many rows there are
  EXPECT_THAT(plan_of(one, whole), HasSubstr("visits_of_body"));
  EXPECT_THAT(plan_of(one, owed), HasSubstr("visits_open"));
  EXPECT_THAT(plan_of(one, sealed), HasSubstr("visits_sealed_of_body"));
  for (const BookList& list : {whole, owed, sealed})
    for (const Within& within : {one, all})
      EXPECT_THAT(plan_of(within, list), Not(HasSubstr("TEMP B-TREE")));
  // Of several bodies SQLite ends each one's walk where it can give the page nothing more.
  EXPECT_THAT(plan_of(two, whole), HasSubstr("visits_of_body"));
  EXPECT_THAT(plan_of(two, owed), HasSubstr("visits_open"));
  EXPECT_THAT(plan_of(two, sealed), HasSubstr("visits_sealed_of_body"));
}

}  // namespace
}  // namespace gandan::receptions
