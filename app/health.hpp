// Whether people can be served: the database answers, a write becomes durable, and the work behind
// the pages gets on. Asked by /healthz, read by /metrics.
#pragma once
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "kernel/module/services.hpp"
#include "lib/http/app.hpp"
#include "lib/jobs/backlogs.hpp"

namespace gandan::app {

/// One thread looks at what waits, once a second, and writes a row when it is asked: whoever asks
/// waits for it three seconds at most, however stuck the database is.
class Health {
 public:
  /// A clock that no hand sets; tests move one of their own.
  using Steady = std::function<jobs::Backlogs::Moment()>;

  Health(Services& services, const jobs::Registry& jobs, Steady now);
  ~Health();
  Health(const Health&) = delete;
  Health& operator=(const Health&) = delete;

  /// Adds the checks, and what /metrics says of lags. Both refer to this.
  void add_to(http::App& app);
  /// Somebody's write was refused for want of room.
  void note_full_disk();
  /// Begins to look; the first question does so too.
  void start();

 private:
  using Moment = jobs::Backlogs::Moment;
  void run();
  void write_if_asked(std::unique_lock<std::mutex>& lock);
  [[nodiscard]] std::optional<std::string> trouble_with_writes();
  [[nodiscard]] std::optional<std::string> trouble_with_jobs() const;

  /// Beyond it, what stands still is trouble.
  [[nodiscard]] std::chrono::seconds bound_of(const std::string& job) const;

  Services& services_;
  const jobs::Registry& jobs_;
  jobs::Backlogs backlogs_;
  Steady now_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool asked_ = false;
  bool stop_ = false;
  Moment written_;                      // when it was last known how a write goes
  std::optional<std::string> trouble_;  // how it went
  Moment full_until_;
  std::thread thread_;
};

}  // namespace gandan::app
