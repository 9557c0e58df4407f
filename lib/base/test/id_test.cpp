#include "lib/base/id.hpp"

#include <gtest/gtest.h>

namespace gandan {
namespace {

TEST(Id, IsReadWholeAsAFormSendsItBackOrNotAtAll) {
  using BoatId = Id<struct BoatTag>;
  EXPECT_EQ(parse_id<BoatId>("891234567890123456"), BoatId{891'234'567'890'123'456});
  for (const char* text : {"", "0", "12a", " 12", "12 ", "+12", "1.5", "99999999999999999999"})
    EXPECT_FALSE(parse_id<BoatId>(text)) << '"' << text << '"';
}

}  // namespace
}  // namespace gandan
