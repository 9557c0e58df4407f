// Whatever was put into a database besides its rows is told from what the migrations make.
#include "lib/db/schema.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lib/db/test_support.hpp"

namespace gandan::db {
namespace {

constexpr EmbeddedFile tables{"001_tables.sql", R"(
create table a (id INTEGER primary key, name TEXT not null default '', b INTEGER) strict;
create index a_name on a (name);
alter table a add column later INTEGER not null default 7;
-- sqlite:
create virtual table words using fts5 (word);
create trigger keep before delete on a begin select raise(abort, 'kept'); end;
-- postgresql:
create table words (word text, folded tsvector);
create function refuse() returns trigger language plpgsql as
  $$ begin raise exception 'kept'; end $$;
create trigger keep before delete on a for each statement execute function refuse();
-- both:
)"};
constexpr EmbeddedFile files[] = {tables};
constexpr Migrations modules[] = {{"test", files}};

class SchemaOf : public test::OnEachEngine {
 protected:
  SchemaOf() : OnEachEngine({modules[0]}) {}
  void SetUp() override {
    OnEachEngine::SetUp();
    if (!IsSkipped()) made_ = schema_made_by(db(), modules);
  }
  /// What differs from what the migrations make after `sql`, which is undone.
  [[nodiscard]] std::string after(const std::string& sql) {
    struct Undo {};
    std::string differs;
    try {
      db().write([&](Tx& tx) {
        tx.run(sql, {});
        differs = difference(schema_of(tx), made_);
        throw Undo();
      });
    } catch (const Undo&) {
    }
    return differs;
  }
  [[nodiscard]] bool on_sqlite() const { return GetParam() == Engine::sqlite; }
  Schema made_;
};
GANDAN_EACH_ENGINE(SchemaOf);

TEST_P(SchemaOf, AMigratedDatabaseIsWhatItsMigrationsMake) {
  db().write([](Tx& tx) {
    tx.run(std::string("insert into a (id, name) values (1, 'one')"), {});
    tx.run(std::string("insert into words (word) values ('đường')"), {});
  });
  for (int turn = 0; turn < 2; ++turn) {
    EXPECT_EQ(difference(db().read(schema_of), schema_made_by(db(), modules)), "");
    reopen();
  }
}

TEST_P(SchemaOf, WhateverWasPutInIsTold) {
  const char* is_there = " spy is there, and no migration makes it";
  EXPECT_THAT(after("create view spy as select name from a"), testing::HasSubstr(is_there));
  EXPECT_THAT(after("create table spy (name TEXT)"), testing::HasSubstr(is_there));
  EXPECT_THAT(after("create unique index spy on a (b)"), testing::HasSubstr(is_there));
  EXPECT_THAT(after("alter table a add column spy TEXT"),
              testing::HasSubstr(on_sqlite() ? "table a is not as it was made" : "a.spy is there"));
  EXPECT_THAT(
      after(on_sqlite() ? "create trigger spy after insert on a begin delete from words; end"
                        : "create trigger spy before insert on a execute function refuse()"),
      testing::HasSubstr("spy is there"));
}

TEST_P(SchemaOf, WhateverWasTakenAwayIsTold) {
  EXPECT_NE(after("alter table a drop column b"), "");
  EXPECT_THAT(after("drop index a_name"), testing::HasSubstr("index a_name is not there"));
  EXPECT_THAT(after(on_sqlite() ? "drop trigger keep" : "drop trigger keep on a"),
              testing::HasSubstr("keep is not there"));
}

TEST_P(SchemaOf, WhatOnlyOneEngineHasIsTold) {
  if (on_sqlite()) {
    EXPECT_THAT(after("drop table words_content"),
                testing::HasSubstr("words_content is not there"));
    return;
  }
  for (const char* smuggled :
       {"alter table a disable trigger keep", "alter table a enable row level security",
        "create policy spy on a using (true)", "create rule spy as on insert to a do nothing",
        "create function spy() returns int language sql as 'select 1'",
        "create or replace function refuse() returns trigger language plpgsql as "
        "'begin return null; end'",
        "alter table a alter column name set default 'x'",
        "alter table a alter column b set not null",
        "alter table a add constraint spy check (b > 0)", "create sequence spy",
        "create type spy as enum ('a')", "create domain spy as text", "alter table a set unlogged"})
    EXPECT_NE(after(smuggled), "") << smuggled;
}

}  // namespace
}  // namespace gandan::db
