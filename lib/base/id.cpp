#include "lib/base/id.hpp"

#include <algorithm>
#include <charconv>
#include <stdexcept>

namespace gandan {
namespace {

constexpr int low_bits = 22, number_bits = 8;

constexpr std::uint64_t mask_of(int bits) {
  return (1ULL << bits) - 1;
}
static_assert(mask_of(number_bits) == Ids::greatest_number);

/// The finaliser of splitmix64 (Steele, Lea, Flood 2014).
std::uint64_t mixed(std::uint64_t x) {
  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9ULL;
  x = (x ^ (x >> 27)) * 0x94D049BB133111EBULL;
  return x ^ (x >> 31);
}

/// A permutation of an even number of bits: a Feistel network, whose rounds need no inverse.
std::uint64_t permuted(std::uint64_t low, int bits, std::uint64_t secret) {
  const int half = bits / 2;
  std::uint64_t left = low >> half, right = low & mask_of(half);
  for (std::uint64_t round = 1; round <= 6; ++round) {
    const std::uint64_t next = left ^ (mixed(mixed(secret + round) ^ right) & mask_of(half));
    left = right;
    right = next;
  }
  return (left << half) | right;
}

}  // namespace

std::optional<std::int64_t> parse_id_value(std::string_view text) {
  std::int64_t value = 0;
  const char* end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, value);
  if (read.ec != std::errc() || read.ptr != end || value == 0) return std::nullopt;
  return value;
}

Ids::Ids(const Clock& clock, std::uint32_t seed, std::uint32_t number)
    : clock_(clock),
      number_(number),
      counter_bits_(number == 0 ? low_bits : low_bits - number_bits),
      counter_(seed) {
  if (number > greatest_number) throw std::invalid_argument("an installation's number is 0 to 255");
}

std::int64_t Ids::next_value() {
  constexpr std::int64_t epoch_millis = 1'577'836'800'000;  // 2020-01-01T00:00:00Z
  const std::uint64_t millis =
      in_order(std::max<std::int64_t>(0, clock_.now().micros / 1000 - epoch_millis));
  std::uint64_t low = counter_.fetch_add(1, std::memory_order_relaxed) & mask_of(counter_bits_);
  if (secret_) low = permuted(low, counter_bits_, *secret_);
  return static_cast<std::int64_t>(millis << low_bits | number_ << counter_bits_ | low);
}

/// Not before the one before it, where the clock was set back by a little. A millisecond that lasts
/// so long that the counter might come round in it is followed by the next one.
std::uint64_t Ids::in_order(std::int64_t millis) {
  constexpr std::int64_t little =
      10'000;  // milliseconds: what a correction by the network comes to
  // Half of what it counts: of threads that count at once none goes so far ahead.
  const std::uint64_t room = mask_of(counter_bits_ - 1);
  std::uint64_t last = last_.load(std::memory_order_relaxed);
  for (;;) {
    const auto before = static_cast<std::int64_t>(last >> low_bits);
    std::uint64_t next = static_cast<std::uint64_t>(millis) << low_bits;
    if (millis <= before && before - millis <= little)
      next = (last & mask_of(low_bits)) < room ? last + 1 : ((last >> low_bits) + 1) << low_bits;
    if (last_.compare_exchange_weak(last, next, std::memory_order_relaxed)) return next >> low_bits;
  }
}

}  // namespace gandan
