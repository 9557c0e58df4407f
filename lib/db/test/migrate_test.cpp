#include "lib/db/migrate.hpp"

#include <gtest/gtest.h>

#include "lib/db/test_support.hpp"

namespace gandan::db {
namespace {

constexpr EmbeddedFile first{"001_first.sql", "create table a (id INTEGER primary key) strict;"};
constexpr EmbeddedFile first_changed{"001_first.sql", "create table a (id TEXT) strict;"};
constexpr EmbeddedFile second{"002_second.sql", R"(
create table b (id INTEGER primary key, t TEXT) strict;
insert into b (id, t) values (1, 'INTEGER; strict');
-- sqlite:
create virtual table words using fts5 (word);
-- postgresql:
create table words (word text, folded tsvector);
create index on words using gin (folded);
-- both:
create index b_t on b (t);
)"};
constexpr EmbeddedFile broken{"003_broken.sql",
                              "create table c (id INTEGER primary key) strict; create nonsense;"};
constexpr EmbeddedFile only_first[] = {first};
constexpr EmbeddedFile both[] = {second, first};
constexpr EmbeddedFile changed[] = {first_changed};
constexpr EmbeddedFile with_broken[] = {first, second, broken};

class Migration : public test::OnEachEngine {
 protected:
  void migrate(std::span<const EmbeddedFile> files) {
    Migrations modules[] = {{"test", files}};
    db().migrate(modules);
  }
};
GANDAN_EACH_ENGINE(Migration);

TEST_P(Migration, AppliesWhatIsMissingInTheOrderOfNamesAndOnce) {
  migrate(only_first);
  migrate(both);
  migrate(both);
  EXPECT_EQ(db().read([](Tx& tx) { return tx.one<std::string>("select t from b", {}); }),
            "INTEGER; strict");
}

TEST_P(Migration, RefusesAFileThatChangedAndADatabaseThatIsNewer) {
  migrate(both);
  EXPECT_THROW(migrate(changed), DatabaseError);
  EXPECT_THROW(migrate(only_first), DatabaseError);
}

TEST_P(Migration, KeepsNothingOfAFileThatFails) {
  EXPECT_THROW(migrate(with_broken), DatabaseError);
  migrate(both);
  EXPECT_THROW(db().read([](Tx& tx) { return tx.one<std::int64_t>("select id from c", {}); }),
               DatabaseError);
}

TEST_P(Migration, LeavesAModuleThatWasRemovedAlone) {
  migrate(both);
  Migrations other[] = {{"other", {}}};
  EXPECT_NO_THROW(db().migrate(other));
}

TEST(Dialect, RewritesTypesAndOptionsButNotLiteralsNamesOrComments) {
  EXPECT_EQ(script_for(Engine::postgresql,
                       "create table t (a INTEGER, b BLOB, c REAL, real_name TEXT default 'REAL') "
                       "strict, without rowid; -- a REAL one\n"),
            "create table t (a bigint, b bytea, c double precision, real_name TEXT default 'REAL');"
            " -- a REAL one\n");
  EXPECT_EQ(script_for(Engine::sqlite, "create table t (a INTEGER) strict;"),
            "create table t (a INTEGER) strict;");
}

TEST(Dialect, GivesEachEngineItsOwnSections) {
  constexpr std::string_view script =
      "a;\n-- sqlite:\nb REAL;\n-- postgresql:\nc REAL;\n-- both:\nd;";
  EXPECT_EQ(script_for(Engine::sqlite, script), "a;\nb REAL;\nd;");
  EXPECT_EQ(script_for(Engine::postgresql, script), "a;\nc REAL;\nd;");
}

}  // namespace
}  // namespace gandan::db
