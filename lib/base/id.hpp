// Identifiers: 63-bit numbers that grow with time, one strong type for each kind of record.
#pragma once
#include <atomic>
#include <compare>
#include <cstdint>
#include <functional>
#include <optional>

#include "lib/base/time.hpp"

namespace gandan {

/// An identifier of one kind of record: `using PetitionId = Id<struct PetitionTag>;`
/// 41 bits of milliseconds since 2020, then 22 bits that no two of a process's share for a long
/// time. It is an INTEGER PRIMARY KEY on SQLite (one b-tree, not two), a BIGINT on PostgreSQL,
/// sorts by time of creation. People see tracking codes; where a list goes on, its link holds an
/// id.
template <class Tag>
struct Id {
  std::int64_t value = 0;
  auto operator<=>(const Id&) const = default;
  [[nodiscard]] explicit operator bool() const { return value != 0; }
};

/// Hands out identifiers; safe to call from any thread. They grow, also while the clock is set back
/// by seconds; where it is set back by more, they are as unique, and sorted by what it says.
class Ids {
 public:
  /// The low bits count up from `seed`; servers that share a database take it at random.
  Ids(const Clock& clock, std::uint32_t seed) : clock_(clock), counter_(seed) {}
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
  [[nodiscard]] std::int64_t in_order(std::int64_t millis);

  const Clock& clock_;
  std::atomic<std::uint64_t> counter_;
  std::optional<std::uint64_t> secret_;
  std::atomic<std::int64_t> last_{0};  // milliseconds
};

}  // namespace gandan

template <class Tag>
struct std::hash<gandan::Id<Tag>> {
  std::size_t operator()(const gandan::Id<Tag>& id) const noexcept {
    return std::hash<std::int64_t>{}(id.value);
  }
};
