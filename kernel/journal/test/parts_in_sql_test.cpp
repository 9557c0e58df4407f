#include "kernel/journal/parts_in_sql.hpp"

#include <gmock/gmock.h>

#include "kernel/journal/committed.hpp"
#include "kernel/journal/migrations.hpp"
#include "lib/db/test_support.hpp"

namespace gandan::journal {
namespace {

class PartsInSql : public db::test::OnEachEngine {
 protected:
  PartsInSql() : OnEachEngine({{"journal", migrations::files()}}) {}

  std::string value_of(const std::string& sql) {
    return db().read([&](db::Tx& tx) { return *tx.one<std::string>("select " + sql, {}); });
  }
};
GANDAN_EACH_ENGINE(PartsInSql);

TEST_P(PartsInSql, AreReadInOneWayOnly) {
  EXPECT_EQ(value_of(texts({"'a'", "'1:b'"})), "1:a3:1:b");
  EXPECT_EQ(value_of(texts({"'a1:'", "'b'"})), "3:a1:1:b");
  EXPECT_EQ(value_of(numbers({"1", "cast(null as integer)", "-2"})), "1 - -2");
  EXPECT_EQ(value_of(both(numbers({"7"}), texts({"'Đ'"}))), "7 1:Đ") << "code points";
}

TEST_P(PartsInSql, StandInTheRowsOfTheirRecordThatFulfilTheCondition) {
  const db::Sql sql{parts_of_rows(
      "(select 1 as record, 10 as n, 'x' as word union all select 1, 11, '' union all "
      "select 2, 12, 'y') r",
      "r.record", {{nth("word", {"r.n"}), texts({"r.word"}), "r.word <> ''"}, {"'all'", "'a'"}})};
  const Committed committed{.kind = "note", .words = {&sql}};
  const std::int64_t asked[] = {1};
  const auto parts = db().read([&](db::Tx& tx) { return parts_of(tx, committed, asked); });
  ASSERT_EQ(parts.size(), 1U);
  std::vector<std::string> said;
  for (const Part& part : parts.at(1)) said.push_back(part.name + "=" + part.value);
  EXPECT_THAT(said, testing::ElementsAre("all=a", "all=a", "word 10=1:x"));
}

}  // namespace
}  // namespace gandan::journal
