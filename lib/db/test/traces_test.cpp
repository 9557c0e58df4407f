#include <gmock/gmock.h>

#include "lib/db/test_support.hpp"

namespace gandan::db {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr EmbeddedFile migration{"001_letters.sql", R"(
create table letters (id INTEGER PRIMARY KEY, text TEXT NOT NULL, note TEXT NOT NULL) STRICT;
create index letters_note on letters (note);
)"};

class Traces : public test::OnEachEngine {
 protected:
  Traces() : OnEachEngine({{"letters", {&migration, 1}}}) {}

  void run(const std::string& sql) {
    db().write([&](Tx& tx) { tx.run(sql, {}); });
  }
};
GANDAN_EACH_ENGINE(Traces);

TEST_P(Traces, nothing_is_left_of_what_was_overwritten_or_deleted_once_they_are_erased) {
  // Rows that grow make pages part, and pages that part keep copies of what has moved on.
  for (int i = 1; i <= 400; ++i)
    run("insert into letters (id, text, note) values (" + std::to_string(i * 7 % 401) +
        ", 'zqmarker " + std::string(static_cast<std::size_t>(i % 90), 'x') + "', 'zqnote')");
  run("update letters set note = note || note || text where id % 3 = 0");
  EXPECT_THAT(stored_bytes(), HasSubstr("zqmarker"));
  run("delete from letters where id % 5 = 0");
  run("update letters set text = '', note = ''");
  const std::string_view tables[] = {"letters"};
  db().erase_traces(tables);
  EXPECT_THAT(stored_bytes(), Not(HasSubstr("zqmarker")));
  EXPECT_THAT(stored_bytes(), Not(HasSubstr("zqnote")));
  auto n = db().read(
      [](Tx& tx) { return tx.one<int>(std::string("select count(*) from letters"), {}); });
  EXPECT_EQ(n, 320);
  EXPECT_GT(db().size(), 0);
  run("insert into letters (id, text, note) values (1000, 'and it is written on', '')");
}

}  // namespace
}  // namespace gandan::db
