#include "lib/http/rate_limiter.hpp"

#include <gtest/gtest.h>

namespace gandan::http {
namespace {

using std::chrono::seconds;

constexpr Instant start{1'000'000'000'000};
const Address someone = Address::parse("203.0.113.7").value();

TEST(RateLimiter, ABurstPassesThenOneAtATimeAsTokensReturn) {
  RateLimiter limiter({{.name = "writes", .per_minute = 6, .burst = 3}});
  for (int i = 0; i < 3; ++i) EXPECT_FALSE(limiter.take(someone, "writes", start));
  EXPECT_EQ(limiter.take(someone, "writes", start), seconds(10));
  EXPECT_EQ(limiter.take(someone, "writes", start + seconds(4)), seconds(6));
  EXPECT_FALSE(limiter.take(someone, "writes", start + seconds(10)));
  EXPECT_TRUE(limiter.take(someone, "writes", start + seconds(10)));
  for (int i = 0; i < 3; ++i)
    EXPECT_FALSE(limiter.take(someone, "writes", start + seconds(3600))) << "never above the burst";
  EXPECT_TRUE(limiter.take(someone, "writes", start + seconds(3600)));
}

TEST(RateLimiter, SubscribersAndClassesAreCountedApart) {
  RateLimiter limiter({{.name = "reads", .per_minute = 1, .burst = 1},
                       {.name = "writes", .per_minute = 1, .burst = 1}});
  EXPECT_FALSE(limiter.take(someone, "reads", start));
  EXPECT_FALSE(limiter.take(someone, "writes", start));
  EXPECT_FALSE(limiter.take(Address::parse("203.0.113.8").value(), "reads", start));
  EXPECT_TRUE(limiter.take(someone, "reads", start));
  EXPECT_FALSE(limiter.take(someone, "unlimited", start));
}

TEST(RateLimiter, OneSubscriberHasAWholeIpv6Network) {
  RateLimiter limiter({{.name = "reads", .per_minute = 1, .burst = 1}});
  EXPECT_FALSE(limiter.take(Address::parse("2001:db8:1:2::1").value(), "reads", start));
  EXPECT_TRUE(limiter.take(Address::parse("2001:db8:1:2:ffff::9").value(), "reads", start));
  EXPECT_FALSE(limiter.take(Address::parse("2001:db8:1:3::1").value(), "reads", start));
}

TEST(RateLimiter, AClockThatGoesBackTakesNothingAway) {
  RateLimiter limiter({{.name = "reads", .per_minute = 60, .burst = 2}});
  EXPECT_FALSE(limiter.take(someone, "reads", start));
  EXPECT_FALSE(limiter.take(someone, "reads", start + seconds(-100)));
}

TEST(RateLimiter, AMillionAddressesNeedNoMoreMemory) {
  RateLimiter limiter({{.name = "reads", .per_minute = 1, .burst = 1}});
  Address address = someone;
  for (std::uint32_t i = 0; i < 1'000'000; ++i) {
    for (unsigned byte = 0; byte < 4; ++byte)
      address.bytes[12 + byte] = static_cast<std::uint8_t>(i >> (8 * byte));
    EXPECT_FALSE(limiter.take(address, "reads", start + seconds(i / 1000)));
  }
  EXPECT_TRUE(limiter.take(address, "reads", start + seconds(1000)));
}

}  // namespace
}  // namespace gandan::http
