// What the demonstration does at a place, and when.
#pragma once
#include <functional>
#include <vector>

#include "contexts/receptions/record/places.hpp"
#include "kernel/acts/env.hpp"

namespace gandan::receptions {

struct ReplayStep {
  Instant at;
  std::function<void()> happen;
};
/// What a step works with; all of it outlives the steps.
struct Replay {
  db::Tx& tx;
  const Env& env;
  const Act& act;
  Instant now;  ///< of the day of loading
};

/// An online reception that was held, with its minutes, and one that is being prepared.
[[nodiscard]] std::vector<ReplayStep> online_steps(const Replay& with, const ReceptionPlace& place);
/// People who will come on the next days on which they can.
[[nodiscard]] std::vector<ReplayStep> booking_steps(const Replay& with,
                                                    const ReceptionPlace& place);

}  // namespace gandan::receptions
