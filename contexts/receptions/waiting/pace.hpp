// How long people wait and are heard on a day, computed from the periods of their tickets.
#pragma once
#include <optional>

#include "contexts/receptions/waiting/waiting.hpp"

namespace gandan::receptions {

/// What may be said of how long somebody still waits: from how long today's took, in minutes.
struct Wait {
  int ahead = 0;  ///< who are called before
  struct Range {
    int least = 0, most = 0;
  };
  std::optional<Range> minutes;  ///< nothing where too few were served today to tell
};
[[nodiscard]] Wait wait_of(db::Tx& tx, const Ticket& ticket, Instant now);

/// A place's day so far, in minutes: half of the people waited, or were heard, no longer than that.
struct DayPace {
  int done = 0;
  std::optional<int> waited, heard;  ///< nothing where nobody was served yet
};
[[nodiscard]] DayPace pace_of(db::Tx& tx, PlaceId place, Date day);

}  // namespace gandan::receptions
