// The outbox: work that a transaction leaves to be done after it, and periodic work.
// How it is tried again, and what handlers must stand: README.md.
#pragma once
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lib/base/id.hpp"
#include "lib/base/time.hpp"
#include "lib/db/db.hpp"

namespace gandan::jobs {

using JobId = Id<struct JobTag>;

/// A job that waits for a later moment than this from now was put there by a clock that has jumped
/// back since, and is due.
inline constexpr std::chrono::hours longest_delay{24};

/// Leaves a job in the caller's transaction: it exists if that commits. `payload` is for the
/// handler of `kind` to read: ids, mostly; personal data stays in the tables of its context.
/// `run_at` is at most `longest_delay` ahead.
void enqueue(db::Tx& tx, std::string_view kind, std::string_view payload, Instant run_at);
/// Whether a job of this kind waits or runs; one that is dead does neither.
[[nodiscard]] bool is_pending(db::Tx& tx, std::string_view kind);

struct Job {
  JobId id;
  std::string kind;
  std::string payload;
  int attempt = 1;  ///< counts from 1
};

/// Does one job. It must be idempotent: it runs again if the server dies before the job is crossed
/// out. If it throws, the job is tried again later; the message is shown to administrators, so it
/// holds no personal data.
using Handler = std::function<void(db::Database&, const Job&)>;
using PeriodicHandler = std::function<void(db::Database&)>;
/// What waits for a periodic job: a number that changes as the job gets on, nothing where nothing
/// waits.
using Backlog = std::function<std::optional<std::int64_t>(db::Tx&)>;

struct Schedule {
  /// At least a second. Runs fall on multiples of it in civil time (UTC+7), plus `offset`:
  /// {24h, 2h} is at two in the morning.
  std::chrono::seconds every;
  std::chrono::seconds offset{0};
  /// After this time a run is taken for dead, and another server may begin the next.
  std::chrono::seconds longest{60};
  /// What waits for it, where somebody must be told that it stands still.
  Backlog backlog = {};
};

/// Who does what. Filled when the program is composed, then only read.
class Registry {
 public:
  void on(std::string kind, Handler handler);
  void every(std::string name, Schedule schedule, PeriodicHandler handler);

  struct Periodic {
    Schedule schedule;
    PeriodicHandler handler;
  };
  [[nodiscard]] const Handler* find(const std::string& kind) const;
  [[nodiscard]] const std::map<std::string, Periodic>& periodic() const { return periodic_; }

 private:
  std::map<std::string, Handler> handlers_;
  std::map<std::string, Periodic> periodic_;
};

inline constexpr int max_attempts = 12;
/// How long to wait after the `attempt`-th failure: 10 s, doubled each time, at most 6 h, and up to
/// a fifth more or less by `random` in [0, 1), so that what failed together does not return
/// together.
[[nodiscard]] std::chrono::microseconds pause_after(int attempt, double random);

/// A job that failed `max_attempts` times and waits for an administrator.
struct DeadJob {
  JobId id;
  std::string kind;
  std::string payload;
  int attempts = 0;
  Instant dead_at;
  std::string last_error;
};
/// Oldest first, those after `after`.
[[nodiscard]] std::vector<DeadJob> dead_jobs(db::Tx& tx, JobId after, int limit);
/// Tries it again at once, as if for the first time; false where there is no such dead job.
bool retry(db::Tx& tx, JobId id, Instant now);
/// Gives it up; false where there is no such dead job.
bool drop(db::Tx& tx, JobId id);

struct Counts {
  std::int64_t due = 0;    ///< should have begun by now
  std::int64_t later = 0;  ///< wait for their time
  std::int64_t dead = 0;
};
[[nodiscard]] Counts count(db::Tx& tx, Instant now);

}  // namespace gandan::jobs
