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

TEST_P(Program, EveryStatementIsUnderstoodByTheFreshlyMigratedDatabase) {
  EXPECT_THAT(db::test::unpreparable(db()), testing::IsEmpty());
  EXPECT_GT(db::Sql::all().size(), 100u);
}

TEST_P(Program, RecordsAndTheEntriesThatTellOfThemAreComparedByStatementsItUnderstands) {
  for (const Module& module : modules())
    for (const journal::Kept& kept : module.kept)
      EXPECT_TRUE(db().read([&](db::Tx& tx) { return journal::compare(tx, kept); }).holds())
          << kept.what;
}

TEST_P(Program, MigratingAgainChangesNothing) {
  EXPECT_NO_THROW(db().migrate(modules_));
}

}  // namespace
}  // namespace gandan::app
