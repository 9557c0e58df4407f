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

TEST_P(Queries, keep_what_was_bound_after_its_owner_is_gone) {
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

TEST_P(Queries, walk_every_row_once_in_pages_also_where_keys_are_the_same) {
  for (std::int64_t id = 1; id <= 5; ++id) insert(id, "", id == 5 ? 1 : 7);
  EXPECT_THAT(walk({"born", "id", true}), ElementsAre(4, 3, 2, 1, 5));
  EXPECT_THAT(walk({"born", "id"}), ElementsAre(5, 1, 2, 3, 4));
}

TEST_P(Queries, ask_for_any_of_some_ids_and_for_all_where_there_are_none) {
  for (std::int64_t id = 1; id <= 3; ++id) insert(id, "", 0);
  auto found = [&](const std::vector<PlaceId>& ids) {
    Query query("select id from places where 1 = 1");
    query.any_of("id", ids).add(" order by id");
    return db().read([&](Tx& tx) { return query.all<PlaceId>(tx); });
  };
  EXPECT_THAT(found({PlaceId{3}, PlaceId{1}}), ElementsAre(PlaceId{1}, PlaceId{3}));
  EXPECT_EQ(found({}).size(), 3u);
}

TEST_P(Queries, change_rows) {
  insert(1, "old", 0);
  Query query("update places set name = :name where id = 1");
  query.bind("name", std::string("new"));
  db().write([&](Tx& tx) { query.run(tx); });
  EXPECT_EQ(db().read([](Tx& tx) { return tx.one<std::string>("select name from places", {}); }),
            "new");
}

TEST_P(Queries, that_select_other_columns_than_the_row_has_fields_are_refused_also_without_rows) {
  const Query query("select id, name, born from places");
  EXPECT_THROW(db().read([&](Tx& tx) { return query.all<Place>(tx); }), std::logic_error);
  EXPECT_THROW(db().read([&](Tx& tx) { return query.one<PlaceId>(tx); }), std::logic_error);
  EXPECT_THAT(db().read([](Tx& tx) { return Query("select id, born from places").all<Place>(tx); }),
              IsEmpty());
}

TEST(Cursors, are_read_back_from_links_and_nothing_else_is) {
  const Cursor cursor{2, -5, 9223372036854775807};
  const auto read = Cursor::parse(cursor.text());
  ASSERT_TRUE(read);
  EXPECT_EQ(read->text(), cursor.text());
  for (const char* text : {"", "1", "1.2", "1.2.3.4", "1.2.x", "9.1.1", "-1.1.1", " 1.2.3"})
    EXPECT_FALSE(Cursor::parse(text)) << text;
}

}  // namespace
}  // namespace gandan::db
