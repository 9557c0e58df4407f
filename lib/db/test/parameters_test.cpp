#include "lib/db/parameters.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace gandan::db {
namespace {

TEST(Parameters, AreNumberedByFirstAppearanceAndANameKeepsItsNumber) {
  NumberedSql sql = number_parameters("select :b, :a, :b where x = :long_name1");
  EXPECT_EQ(sql.text, "select $1, $2, $1 where x = $3");
  EXPECT_THAT(sql.names, testing::ElementsAre("b", "a", "long_name1"));
}

TEST(Parameters, AreNotLookedForInLiteralsNamesCommentsAndCasts) {
  NumberedSql sql = number_parameters("select ':a', 'it''s :b', \":c\", x::text -- :d\n, :e");
  EXPECT_EQ(sql.text, "select ':a', 'it''s :b', \":c\", x::text -- :d\n, $1");
  EXPECT_THAT(sql.names, testing::ElementsAre("e"));
}

}  // namespace
}  // namespace gandan::db
