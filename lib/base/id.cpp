#include "lib/base/id.hpp"

#include <algorithm>

namespace gandan {

std::int64_t Ids::next_value() {
  constexpr std::int64_t epoch_millis = 1'577'836'800'000;  // 2020-01-01T00:00:00Z
  constexpr std::uint64_t low_bits = 22;
  const std::int64_t millis =
      in_order(std::max<std::int64_t>(0, clock_.now().micros / 1000 - epoch_millis));
  std::uint64_t low = counter_.fetch_add(1, std::memory_order_relaxed) & ((1ULL << low_bits) - 1);
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
