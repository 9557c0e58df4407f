// Links between records of different modules, read from either end.
#include "kernel/records/links.hpp"

#include <gtest/gtest.h>

#include "kernel/records/kinds.hpp"
#include "kernel/testing/database.hpp"

namespace gandan::records {
namespace {

class RecordLinks : public test::Database {
 protected:
  RecordLinks() : Database({}, {.units = false}) {}
  void link_them(const Ref& from, Relation relation, const Ref& to) {
    db().write([&](db::Tx& tx) { link(tx, from, relation, to, clock.now()); });
  }
};
GANDAN_EACH_ENGINE(RecordLinks);

TEST_P(RecordLinks, AreReadFromEitherEndAndStandOnce) {
  const Ref visit{"visit", 1}, other{"visit", 2}, petition{"petition", 1};
  link_them(visit, Relation::became, petition);
  link_them(visit, Relation::became, petition);
  clock.advance(std::chrono::minutes(1));
  link_them(other, Relation::joined, petition);
  db().read([&](db::Tx& tx) {
    const auto from = links_from(tx, visit);
    ASSERT_EQ(from.size(), 1U);
    EXPECT_EQ(from.front().ref(), petition);
    const auto to = links_to(tx, petition);
    ASSERT_EQ(to.size(), 2U);
    EXPECT_EQ(to[0].ref(), visit);
    EXPECT_EQ(to[0].relation, Relation::became);
    EXPECT_EQ(to[1].relation, Relation::joined);
    EXPECT_TRUE(links_from(tx, petition).empty());
  });
}

TEST_P(RecordLinks, AreToldInTheWordsOfTheKindThatTheyComeFrom) {
  const Kinds kinds(
      {{.name = "visit", .prefix = "TD", .said_first = "First said", .said_also = "Also said"},
       {.name = "note", .prefix = "NT"}});
  const Ref petition{"petition", 1};
  link_them({"visit", 1}, Relation::became, petition);
  link_them({"note", 1}, Relation::became, petition);
  link_them({"nobody's", 1}, Relation::became, petition);
  clock.advance(std::chrono::minutes(1));
  link_them({"visit", 2}, Relation::joined, petition);
  db().read([&](db::Tx& tx) {
    const auto origins = kinds.origins_of(tx, petition);
    ASSERT_EQ(origins.size(), 2U);
    EXPECT_STREQ(origins[0].said, "First said");
    EXPECT_STREQ(origins[1].said, "Also said");
  });
}

}  // namespace
}  // namespace gandan::records
