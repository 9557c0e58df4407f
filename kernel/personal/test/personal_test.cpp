#include "kernel/personal/personal.hpp"

#include <gmock/gmock.h>

#include <array>

#include "lib/db/test_support.hpp"

namespace gandan::personal {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const Declared notes{.kept = {{"What you wrote",
                               "To answer.",
                               "As long as the note.",
                               "The officers.",
                               true,
                               {"notes.words", "notes.photo"}}},
                     .of_nobody = {"notes.kind"}};

TEST(PersonalData, HoldsWhereEveryColumnIsNamedOnce) {
  EXPECT_THAT(faults_of({"notes.kind", "notes.photo", "notes.words"}, std::array{notes}),
              IsEmpty());
}

TEST(PersonalData, TellsOfAColumnThatNobodyNamedOrTwoDidOrIsGone) {
  const Declared again{.kept = {}, .of_nobody = {"notes.words", "notes.colour"}};
  EXPECT_THAT(faults_of({"notes.kind", "notes.photo", "notes.tune", "notes.words"},
                        std::array{notes, again}),
              ElementsAre("notes.tune: no module says whether it holds something of a person",
                          "notes.words: is named more than once",
                          "notes.colour: is no column of text or bytes"));
}

class PersonalColumns : public db::test::OnEachEngine {};
GANDAN_EACH_ENGINE(PersonalColumns);

TEST_P(PersonalColumns, AreThoseOfTextAndBytes) {
  db().write([&](db::Tx& tx) {
    const bool on_sqlite = tx.engine() == db::Engine::sqlite;
    const std::string bytes = on_sqlite ? "BLOB" : "BYTEA";
    tx.run("create table notes (id BIGINT primary key, words TEXT, photo " + bytes + ")", {});
    tx.run(std::string(on_sqlite ? "create virtual table found using fts5 (a, b, content='')"
                                 : "create table found (id BIGINT primary key, keys tsvector)"),
           {});
  });
  auto columns = db().read(columns_of);
  std::erase_if(columns, [](const std::string& column) {
    return column.starts_with("schema_migrations.") || column == "notes.id" || column == "found.id";
  });
  EXPECT_THAT(columns, ElementsAre("found.words", "notes.photo", "notes.words"));
}

}  // namespace
}  // namespace gandan::personal
