// Identifiers: 63-bit numbers that grow with time, one strong type for each kind of record.
#pragma once
#include <atomic>
#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>

#include "lib/base/time.hpp"

namespace gandan {

/// An identifier of one kind of record: `using PetitionId = Id<struct PetitionTag>;`
/// 41 bits of milliseconds since 2020, until 2089, then 22 bits: of an installation that has a
/// number, the number (8 bits) and a counter (14); of one that has none, a counter alone, as all
/// ids were before there were numbers. It is an INTEGER PRIMARY KEY on SQLite (one b-tree, not
/// two), a BIGINT on PostgreSQL, sorts by time of creation. People see tracking codes; where a list
/// goes on, its link holds an id.
template <class Tag>
struct Id {
  std::int64_t value = 0;
  auto operator<=>(const Id&) const = default;
  [[nodiscard]] explicit operator bool() const { return value != 0; }
};

/// The number of an id as a form or an address sends it back, all of it; nothing for 0.
[[nodiscard]] std::optional<std::int64_t> parse_id_value(std::string_view text);
/// `parse_id<UnitId>(request.form.get("unit"))`
template <class I>
[[nodiscard]] std::optional<I> parse_id(std::string_view text) {
  if (auto value = parse_id_value(text)) return I{*value};
  return std::nullopt;
}

/// Hands out identifiers; safe to call from any thread. They grow, also while the clock is set back
/// by seconds; where it is set back by more, they are as unique, and sorted by what it says.
class Ids {
 public:
  /// Of an installation: 0 where it has no number.
  static constexpr std::uint32_t greatest_number = 255;

  /// The counter starts at `seed`; servers that share a database take it at random, and have no
  /// number or each its own. Two numbered ones never make the same id, whatever their clocks say,
  /// so what they make apart can be put together later; one without a number may meet any.
  /// Throws std::invalid_argument where `number` is too great.
  Ids(const Clock& clock, std::uint32_t seed, std::uint32_t number = 0);
  /// From now on in an order that only `secret`, taken at random, knows: whoever has two ids cannot
  /// tell how many were made between them, and so what came that is not shown. A server does so
  /// before it answers anybody; what is imported keeps the order of its file.
  void hide_order(std::uint64_t secret) { secret_ = secret; }

  template <class I>
  [[nodiscard]] I next() {
    return I{next_value()};
  }
  [[nodiscard]] std::int64_t next_value();

 private:
  [[nodiscard]] std::uint64_t in_order(std::int64_t millis);

  const Clock& clock_;
  const std::uint64_t number_;
  const int counter_bits_;
  std::atomic<std::uint64_t> counter_;
  std::optional<std::uint64_t> secret_;
  std::atomic<std::uint64_t> last_{0};  // milliseconds, and how many ids were made in the last
};

}  // namespace gandan

template <class Tag>
struct std::hash<gandan::Id<Tag>> {
  std::size_t operator()(const gandan::Id<Tag>& id) const noexcept {
    return std::hash<std::int64_t>{}(id.value);
  }
};
