#include "lib/http/rate_limiter.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <random>

namespace gandan::http {
namespace {

/// The finisher of MurmurHash3. The seed is secret and random, so that nobody can choose whom to
/// crowd.
std::uint64_t mix(std::uint64_t value) {
  value ^= value >> 33;
  value *= 0xFF51AFD7ED558CCDU;
  value ^= value >> 33;
  value *= 0xC4CEB9FE1A85EC53U;
  return value ^ (value >> 33);
}

}  // namespace

RateLimiter::RateLimiter(std::vector<RateLimit> limits) : limits_(std::move(limits)) {
  std::random_device random;
  seed_ = (static_cast<std::uint64_t>(random()) << 32) | random();
  if (!limits_.empty()) sets_ = std::make_unique<std::array<Set, sets>>();
}

std::optional<std::chrono::seconds> RateLimiter::take(const Address& client,
                                                      std::string_view rate_class, Instant now) {
  const auto limit = std::find_if(limits_.begin(), limits_.end(),
                                  [&](const RateLimit& each) { return each.name == rate_class; });
  if (limit == limits_.end()) return std::nullopt;

  const auto subscriber = client.subscriber();
  std::uint64_t halves[2];
  std::memcpy(halves, subscriber.data(), sizeof halves);
  const auto number = static_cast<std::uint64_t>(limit - limits_.begin());
  const std::uint64_t key = mix(mix(mix(seed_ ^ halves[0]) ^ halves[1]) ^ number) | 1;
  const std::size_t at = (key >> 1) % sets;

  const std::lock_guard lock(locks_[at % locks]);
  auto& buckets = (*sets_)[at].buckets;
  auto bucket = std::find_if(buckets.begin(), buckets.end(),
                             [&](const Bucket& each) { return each.key == key; });
  if (bucket == buckets.end()) {
    bucket = std::min_element(buckets.begin(), buckets.end(),
                              [](const Bucket& a, const Bucket& b) { return a.at < b.at; });
    *bucket = {key, now.micros, limit->burst};
  }
  const double per_micro = limit->per_minute / 60e6;
  const auto elapsed = static_cast<double>(std::max<std::int64_t>(0, now.micros - bucket->at));
  bucket->tokens = std::min(limit->burst, bucket->tokens + elapsed * per_micro);
  bucket->at = now.micros;
  if (bucket->tokens >= 1) {
    bucket->tokens -= 1;
    return std::nullopt;
  }
  const double wait = (1 - bucket->tokens) / per_micro / 1e6;  // seconds
  return std::chrono::seconds(
      std::max<std::int64_t>(1, static_cast<std::int64_t>(std::ceil(wait - 1e-6))));
}

}  // namespace gandan::http
