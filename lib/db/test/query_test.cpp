#include "lib/db/query.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lib/db/test_support.hpp"

namespace gandan::db {
namespace {

using testing::ElementsAre, testing::IsEmpty;

using PlaceId = Id<struct PlaceTag>;

constexpr EmbeddedFile places_files[] = {{"001_places.sql", R"(
create table places (
  id INTEGER primary key,
  name TEXT not null,
  born INTEGER not null
) strict;
)"}};

const Sql insert_place("insert into places (id, name, born) values (:id, :name, :born)");

struct Place {
  PlaceId id;
  std::int64_t born = 0;
};

class Queries : public test::OnEachEngine {
 protected:
  Queries() : OnEachEngine({{"places", places_files}}) {}
  void insert(std::int64_t id, std::string_view name, std::int64_t born) {
    db().write([&](Tx& tx) { tx.run(insert_place, {{"id", id}, {"name", name}, {"born", born}}); });
  }
  /// All pages of two, one behind the other.
  std::vector<std::int64_t> walk(const Order& order) {
    constexpr int limit = 2;
    std::vector<std::int64_t> seen;
    std::optional<Cursor> after;
    do {
      Query query("select id, born from places where 1 = 1");
      query.behind(order, after).page(order, limit);
      auto rows = db().read([&](Tx& tx) { return query.all<Place>(tx); });
      const bool more = cut(rows, limit);
      for (const Place& row : rows) seen.push_back(row.id.value);
      after =
          more ? std::optional(Cursor{0, rows.back().born, rows.back().id.value}) : std::nullopt;
    } while (after);
    return seen;
  }
};
GANDAN_EACH_ENGINE(Queries);

TEST_P(Queries, KeepWhatWasBoundAfterItsOwnerIsGone) {
  insert(1, "Xã Đồng Đăng, tỉnh Lạng Sơn, longer than a short string", 1945);
  Query query("select id from places where name = :name");
  {
    std::string name = "Xã Đồng Đăng, tỉnh Lạng Sơn, longer than a short string";
    query.bind("name", name);
    name.assign(name.size(), '?');
  }
  Query copy("select id from (");
  copy.add(query).add({") as found where id ", "< ", ":most"}).bind("most", 5);
  query = Query();
  EXPECT_EQ(db().read([&](Tx& tx) { return copy.one<PlaceId>(tx); }), PlaceId{1});
}

TEST_P(Queries, WalkEveryRowOnceInPagesAlsoWhereKeysAreTheSame) {
  for (std::int64_t id = 1; id <= 5; ++id) insert(id, "", id == 5 ? 1 : 7);
  EXPECT_THAT(walk({"born", "id", true}), ElementsAre(4, 3, 2, 1, 5));
  EXPECT_THAT(walk({"born", "id"}), ElementsAre(5, 1, 2, 3, 4));
}

TEST_P(Queries, PageThroughAListAndSayWhereTheNextPageBegins) {
  for (std::int64_t id = 1; id <= 3; ++id) insert(id, "", 7);
  const auto page = [&](const std::optional<Cursor>& after) {
    return db().read([&](Tx& tx) {
      return Query("select id from places where 1 = 1")
          .page_of<PlaceId>(tx, {"born", "id"}, after, 2, [](PlaceId last) {
            return Cursor{0, 7, last.value};
          });
    });
  };
  const auto first = page({});
  EXPECT_THAT(first.rows, ElementsAre(PlaceId{1}, PlaceId{2}));
  ASSERT_TRUE(first.next);
  const auto last = page(first.next);
  EXPECT_THAT(last.rows, ElementsAre(PlaceId{3}));
  EXPECT_FALSE(last.next);
}

TEST_P(Queries, AskForAnyOfSomeIdsAndForAllWhereThereAreNone) {
  for (std::int64_t id = 1; id <= 3; ++id) insert(id, "", 0);
  auto found = [&](const std::vector<PlaceId>& ids) {
    Query query("select id from places where 1 = 1");
    query.any_of("id", ids).add(" order by id");
    return db().read([&](Tx& tx) { return query.all<PlaceId>(tx); });
  };
  EXPECT_THAT(found({PlaceId{3}, PlaceId{1}}), ElementsAre(PlaceId{1}, PlaceId{3}));
  EXPECT_EQ(found({}).size(), 3u);
}

TEST_P(Queries, ChangeRows) {
  insert(1, "old", 0);
  Query query("update places set name = :name where id = 1");
  query.bind("name", std::string("new"));
  db().write([&](Tx& tx) { query.run(tx); });
  EXPECT_EQ(db().read([](Tx& tx) { return tx.one<std::string>("select name from places", {}); }),
            "new");
}

TEST_P(Queries, ThatSelectOtherColumnsThanTheRowHasFieldsAreRefusedAlsoWithoutRows) {
  const Query query("select id, name, born from places");
  EXPECT_THROW(db().read([&](Tx& tx) { return query.all<Place>(tx); }), std::logic_error);
  EXPECT_THROW(db().read([&](Tx& tx) { return query.one<PlaceId>(tx); }), std::logic_error);
  EXPECT_THAT(db().read([](Tx& tx) { return Query("select id, born from places").all<Place>(tx); }),
              IsEmpty());
}

/// A plain aggregate among the fields of a row stands for as many columns as it has fields.
struct Birth {
  std::string name;
  std::int64_t born = 0;
};
struct PlaceWithBirth {
  PlaceId id;
  Birth birth;
  std::int64_t again = 0;
};
TEST_P(Queries, ReadThePartsOfARowInTheirPlace) {
  insert(7, "Đồng Đăng", 1945);
  const Query query("select id, name, born, id from places");
  const auto row = db().read([&](Tx& tx) { return query.one<PlaceWithBirth>(tx); });
  ASSERT_TRUE(row);
  EXPECT_EQ(row->id, PlaceId{7});
  EXPECT_EQ(row->birth.name, "Đồng Đăng");
  EXPECT_EQ(row->birth.born, 1945);
  EXPECT_EQ(row->again, 7);
  const Query short_of_one("select id, name, born from places");
  EXPECT_THROW(db().read([&](Tx& tx) { return short_of_one.all<PlaceWithBirth>(tx); }),
               std::logic_error);
}

TEST(Cursors, AreReadBackFromLinksAndNothingElseIs) {
  const Cursor cursor{2, -5, 9223372036854775807};
  const auto read = Cursor::parse(cursor.text());
  ASSERT_TRUE(read);
  EXPECT_EQ(read->text(), cursor.text());
  for (const char* text : {"", "1", "1.2", "1.2.3.4", "1.2.x", "9.1.1", "-1.1.1", " 1.2.3"})
    EXPECT_FALSE(Cursor::parse(text)) << text;
}

}  // namespace
}  // namespace gandan::db
