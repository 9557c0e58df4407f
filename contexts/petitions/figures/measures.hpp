// The indicators of petitions, one a line: what it is called and means, how many of a group it
// counts, and what a list is asked for that shows them.
#pragma once
#include <cstdint>
#include <optional>
#include <vector>

#include "contexts/petitions/figures/report.hpp"
#include "kernel/indicators/indicator.hpp"

namespace gandan::petitions {

/// A group as the database gives it; number 0 is what has no such field, body or place.
struct Sums {
  std::int64_t number = 0;
  std::int64_t received = 0;
  std::int64_t alone = 0;  ///< in no topic
  std::int64_t answered = 0, overdue = 0, answered_late = 0, withdrawn_late = 0;
  std::int64_t settled = 0, in_progress = 0, scheduled = 0, explained = 0, returned = 0,
               withdrawn = 0;

  [[nodiscard]] std::int64_t pending() const { return received - answered - withdrawn; }
  [[nodiscard]] std::int64_t pending_overdue() const {
    return overdue - answered_late - withdrawn_late;
  }
};

struct Measure {
  indicators::Indicator indicator;
  std::int64_t (*of)(const Sums&);  ///< none: a ratio
  std::optional<Counted> opens;     ///< none: its records cannot be listed
};
/// received = answered + pending + withdrawn, pending = pending_overdue + not_due. Apart from that
/// each has a verdict by its limit, as of the day: received = on_time + overdue. How well limits
/// are kept is said by the standing alone.
[[nodiscard]] const std::vector<Measure>& measures();
/// One a measure, in their order.
[[nodiscard]] std::vector<std::int64_t> counts_of(const Sums& sums);

}  // namespace gandan::petitions
