#include "lib/base/id.hpp"

#include <algorithm>

namespace gandan {
namespace {

constexpr int low_bits = 22, half_bits = low_bits / 2;
constexpr std::uint64_t half_mask = (1ULL << half_bits) - 1;

/// The finaliser of splitmix64 (Steele, Lea, Flood 2014).
std::uint64_t mixed(std::uint64_t x) {
  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9ULL;
  x = (x ^ (x >> 27)) * 0x94D049BB133111EBULL;
  return x ^ (x >> 31);
}

/// A permutation of the low bits: a Feistel network, whose rounds need no inverse.
std::uint64_t permuted(std::uint64_t low, std::uint64_t secret) {
  std::uint64_t left = low >> half_bits, right = low & half_mask;
  for (std::uint64_t round = 1; round <= 6; ++round) {
    const std::uint64_t next = left ^ (mixed(mixed(secret + round) ^ right) & half_mask);
    left = right;
    right = next;
  }
  return (left << half_bits) | right;
}

}  // namespace

std::int64_t Ids::next_value() {
  constexpr std::int64_t epoch_millis = 1'577'836'800'000;  // 2020-01-01T00:00:00Z
  const std::int64_t millis =
      in_order(std::max<std::int64_t>(0, clock_.now().micros / 1000 - epoch_millis));
  std::uint64_t low = counter_.fetch_add(1, std::memory_order_relaxed) & ((1ULL << low_bits) - 1);
  if (secret_) low = permuted(low, *secret_);
  return static_cast<std::int64_t>((static_cast<std::uint64_t>(millis) << low_bits) | low);
}

/// Not before the one before it, where the clock was set back by a little.
std::int64_t Ids::in_order(std::int64_t millis) {
  constexpr std::int64_t little =
      10'000;  // milliseconds: what a correction by the network comes to
  std::int64_t last = last_.load(std::memory_order_relaxed);
  for (;;) {
    if (millis < last && last - millis <= little) return last;
    if (last_.compare_exchange_weak(last, millis, std::memory_order_relaxed)) return millis;
  }
}

}  // namespace gandan
