#include "lib/base/id.hpp"

namespace gandan {

std::int64_t Ids::next_value() {
  constexpr std::int64_t epoch_millis = 1'577'836'800'000;  // 2020-01-01T00:00:00Z
  constexpr std::uint64_t low_bits = 22;
  std::int64_t millis = clock_.now().micros / 1000 - epoch_millis;
  std::uint64_t low = counter_.fetch_add(1, std::memory_order_relaxed) & ((1ULL << low_bits) - 1);
  return static_cast<std::int64_t>((static_cast<std::uint64_t>(millis) << low_bits) | low);
}

}  // namespace gandan
