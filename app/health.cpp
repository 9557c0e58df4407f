#include "app/health.hpp"

#include <algorithm>

#include "lib/log/log.hpp"
#include "lib/metrics/metrics.hpp"

namespace gandan::app {
namespace {

using namespace std::chrono_literals;

constexpr auto look_every = 1s;
/// How long whoever asks waits for a write, and how long an answer is good for.
constexpr auto longest_write = 3s;
constexpr auto fresh = 1s;
/// A row may still fit where a petition does not: what was refused for want of room counts so long.
constexpr auto remembered = 30s;
/// Sealing and folding run every second or two, the log grows once a minute; a letter to a slow
/// relay may hold its batch for minutes.
constexpr std::chrono::seconds longest_lag = 60s, longest_lag_of_jobs = 15min;
constexpr int missed_runs = 3;

constexpr const char* disk_is_full = "the disk is full";

const db::Sql beat{R"(
  insert into heartbeat (name, at) values ('writes', :at)
  on conflict (name) do update set at = excluded.at)"};

/// What a write came to; nothing where it is durable.
std::optional<std::string> try_to_write(Services& services) {
  try {
    services.database.write([&](db::Tx& tx) { tx.run(beat, {{"at", services.clock.now()}}); });
    return std::nullopt;
  } catch (const db::DiskFull&) {
    return disk_is_full;
  } catch (const db::Busy&) {
    return "too many wait";
  } catch (const std::exception& error) {
    log::warning("health", {{"error", error.what()}});
    return "cannot be done";
  }
}

std::optional<std::string> trouble_with_reads(db::Database& database) {
  try {
    database.ping();
    return std::nullopt;
  } catch (const db::DatabaseError&) {
    return "does not answer";
  }
}

}  // namespace

Health::Health(Services& services, const jobs::Registry& jobs, Steady now)
    : services_(services),
      jobs_(jobs),
      backlogs_(services.database, services.clock, jobs),
      now_(std::move(now)),
      written_(now_() - fresh) {}

Health::~Health() {
  {
    const std::lock_guard lock(mutex_);
    stop_ = true;
  }
  changed_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void Health::start() {
  const std::lock_guard lock(mutex_);
  if (!thread_.joinable()) thread_ = std::thread([this] { run(); });
}

void Health::run() {
  std::unique_lock lock(mutex_);
  while (!stop_) {
    write_if_asked(lock);
    lock.unlock();
    try {
      backlogs_.look(now_());
    } catch (const db::DatabaseError& error) {
      log::warning("health", {{"error", error.what()}});
    }
    lock.lock();
    changed_.wait_for(lock, look_every, [this] { return stop_ || asked_; });
  }
}

void Health::write_if_asked(std::unique_lock<std::mutex>& lock) {
  if (!asked_) return;
  lock.unlock();
  auto trouble = try_to_write(services_);
  lock.lock();
  asked_ = false;
  trouble_ = std::move(trouble);
  written_ = now_();
  changed_.notify_all();
}

void Health::note_full_disk() {
  const std::lock_guard lock(mutex_);
  full_until_ = now_() + remembered;
}

std::optional<std::string> Health::trouble_with_writes() {
  start();
  std::unique_lock lock(mutex_);
  if (now_() < full_until_) return disk_is_full;
  if (now_() - written_ < fresh) return trouble_;
  asked_ = true;
  changed_.notify_all();
  if (!changed_.wait_for(lock, longest_write, [this] { return !asked_; }))
    return "not done in time";
  return trouble_;
}

std::chrono::seconds Health::bound_of(const std::string& job) const {
  const auto periodic = jobs_.periodic().find(job);
  if (periodic == jobs_.periodic().end()) return longest_lag_of_jobs;
  return std::max(longest_lag, missed_runs * periodic->second.schedule.every);
}

std::optional<std::string> Health::trouble_with_jobs() const {
  std::string standing;
  for (const auto& lag : backlogs_.lags(now_()))
    if (lag.stands > bound_of(lag.job))
      standing += (standing.empty() ? "" : ", ") + lag.job + " stands still for " +
                  std::to_string(lag.stands.count()) + " s";
  return standing.empty() ? std::nullopt : std::optional(standing);
}

void Health::add_to(http::App& app) {
  app.health = {{"database", [this] { return trouble_with_reads(services_.database); }},
                {"writes", [this] { return trouble_with_writes(); }},
                {"work", [this] { return trouble_with_jobs(); }}};
  for (const std::string& job : backlogs_.names())
    app.metrics().observed(
        "job_lag_seconds",
        "How long the same has been first in the queue of a job; 0: nothing waits.",
        "job=\"" + job + "\"", [this, job] {
          for (const auto& lag : backlogs_.lags(now_()))
            if (lag.job == job) return static_cast<double>(lag.stands.count());
          return 0.0;
        });
}

}  // namespace gandan::app
