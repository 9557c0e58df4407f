#include "kernel/exports/turns.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace gandan::exports {
namespace {

TEST(Turns, OneSubscriberLeavesTheOthersForOthers) {
  Turns turns(6, 4);
  const Turns::Subscriber one{1}, other{2};
  std::vector<std::shared_ptr<void>> held;
  for (int n = 0; n < 4; ++n) ASSERT_TRUE(held.emplace_back(turns.take(one)));
  EXPECT_FALSE(turns.take(one));
  for (int n = 0; n < 2; ++n) ASSERT_TRUE(held.emplace_back(turns.take(other)));
  EXPECT_FALSE(turns.take(other)) << "all are taken";
  held.erase(held.begin());
  EXPECT_TRUE(turns.take(one)) << "what ended is given back";
  EXPECT_TRUE(turns.take(other)) << "to anybody";
}

TEST(Turns, ATurnMayEndAfterThePagesThatGaveIt) {
  std::shared_ptr<void> held;
  {
    Turns turns(1, 1);
    held = turns.take({});
    EXPECT_FALSE(turns.take({}));
  }
  held.reset();
}

}  // namespace
}  // namespace gandan::exports
