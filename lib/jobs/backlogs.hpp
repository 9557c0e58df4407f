// What waits for jobs, and for how long it has not moved: work that stands still is seen by nobody
// until somebody misses what it should have done.
#pragma once
#include <chrono>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "lib/jobs/jobs.hpp"

namespace gandan::jobs {

/// Measures by the process's own monotonic clock, so that a wall clock that jumps neither hides nor
/// invents a lag. Safe to use from any thread.
class Backlogs {
 public:
  using Moment = std::chrono::steady_clock::time_point;

  Backlogs(db::Database& database, const Clock& clock, const Registry& registry)
      : database_(database), clock_(clock), registry_(registry) {}

  /// The jobs that can wait: "jobs", and each periodic one that says what its first is.
  [[nodiscard]] std::vector<std::string> names() const;
  /// Looks at what waits. Throws DatabaseError.
  void look(Moment now);

  struct Lag {
    std::string job;  ///< a periodic job's name; "jobs": those that were left to be done once
    std::chrono::seconds stands;  ///< since the same has been first in the queue; 0: nothing waits
  };
  /// As of the last look, for each that can wait.
  [[nodiscard]] std::vector<Lag> lags(Moment now) const;

 private:
  struct Waiting {
    std::int64_t first = 0;
    Moment since;
  };
  void note(const std::string& job, std::optional<std::int64_t> first, Moment now);

  db::Database& database_;
  const Clock& clock_;
  const Registry& registry_;
  mutable std::mutex mutex_;
  std::map<std::string, std::optional<Waiting>> waiting_;
};

}  // namespace gandan::jobs
