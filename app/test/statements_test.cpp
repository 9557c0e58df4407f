#include <gmock/gmock.h>

#include "app/compose.hpp"
#include "lib/db/test_support.hpp"

namespace gandan::app {
namespace {

class Program : public db::test::OnEachEngine {
 protected:
  Program() : OnEachEngine(migrations()) {}
};
GANDAN_EACH_ENGINE(Program);

TEST_P(Program, every_statement_is_understood_by_the_freshly_migrated_database) {
  EXPECT_THAT(db::test::unpreparable(db()), testing::IsEmpty());
  EXPECT_GT(db::Sql::all().size(), 100u);
}

TEST_P(Program,
       records_and_the_entries_that_tell_of_them_are_compared_by_statements_it_understands) {
  for (const Module& module : modules())
    for (const journal::Kept& kept : module.kept)
      EXPECT_TRUE(db().read([&](db::Tx& tx) { return journal::compare(tx, kept); }).holds())
          << kept.what;
}

TEST_P(Program, migrating_again_changes_nothing) {
  EXPECT_NO_THROW(db().migrate(modules_));
}

}  // namespace
}  // namespace gandan::app
