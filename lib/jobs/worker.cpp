#include "lib/jobs/worker.hpp"

#include <algorithm>
#include <exception>
#include <random>

#include "lib/db/patience.hpp"
#include "lib/log/log.hpp"

namespace gandan::jobs {
namespace {

using std::chrono::microseconds;
using std::chrono::milliseconds;
using std::chrono::seconds;

/// Jobs taken, and crossed out, in one transaction.
constexpr int batch_size = 32;
/// A job that was taken and not crossed out by then is taken for lost, and due again.
constexpr std::chrono::minutes lease{10};
/// Jobs of other servers, and of commands beside this one, are seen this late.
constexpr milliseconds longest_wait{1000};

// Only PostgreSQL has, and needs, the skipping of what other servers are taking.
std::string take_sql(std::string_view locking) {
  return R"(
    with due as materialized (
      select id from jobs where dead_at is null and run_at <= :now
      order by run_at, id limit :limit )" +
         std::string(locking) + R"()
    update jobs set attempts = attempts + 1, run_at = :until where id in (select id from due)
    returning id, kind, payload, attempts)";
}
const std::string take_sqlite = take_sql("");
const std::string take_postgresql = take_sql("for update skip locked");

const db::Sql cross_out{"delete from jobs where id = :id"};
const db::Sql put_off{"update jobs set run_at = :at, last_error = :error where id = :id"};
const db::Sql put_back{"update jobs set run_at = :now, attempts = attempts - 1 where id = :id"};
const db::Sql bury{"update jobs set dead_at = :at, last_error = :error where id = :id"};
const db::Sql first_and_last{R"(
  select (select min(run_at) from jobs where dead_at is null),
    (select max(run_at) from jobs where dead_at is null))"};
const db::Sql pull_back{"update jobs set run_at = :now where dead_at is null and run_at > :latest"};
const db::Sql note_periodic{R"(
  insert into periodic_jobs (name, next_at) values (:name, :next) on conflict (name) do nothing)"};
const db::Sql take_periodic_job{R"(
  update periodic_jobs set next_at = :until
  where name = :name and (next_at <= :now or next_at > :latest))"};
const db::Sql plan_periodic{"update periodic_jobs set next_at = :next where name = :name"};
const db::Sql next_of_periodic{"select next_at from periodic_jobs where name = :name"};

double random_share() {
  thread_local std::minstd_rand generator(std::random_device{}());
  return std::uniform_real_distribution<>(0, 1)(generator);
}

/// The first moment of the schedule after `now`.
Instant next_after(const Schedule& schedule, Instant now) {
  std::int64_t every = microseconds(schedule.every).count();
  std::int64_t shift = microseconds(schedule.offset).count() - microseconds(civil_offset).count();
  std::int64_t since = (now.micros - shift) % every;
  if (since < 0) since += every;
  return {now.micros - since + every};
}

/// Beyond this no run was planned, and no lease given, by a clock that was right: whoever wrote a
/// later moment down saw a clock that has jumped back since. Servers differ by less than a minute.
Instant latest_next(const Schedule& schedule, Instant now) {
  return now + std::max<microseconds>(schedule.every, schedule.longest) + std::chrono::minutes(1);
}

bool is_due(Instant next, const Schedule& schedule, Instant now) {
  return next <= now || next > latest_next(schedule, now);
}

struct Span {
  std::optional<Instant> first;
  std::optional<Instant> last;
};

template <class Fn>
void log_failure(std::string_view event, Fn&& fn) {
  try {
    fn();
  } catch (const std::exception& error) {
    log::error(event, {{"error", error.what()}});
  }
}

}  // namespace

Worker::Worker(db::Database& database, const Clock& clock, const Registry& registry)
    : database_(database), clock_(clock), registry_(registry) {}

Worker::~Worker() {
  stop();
}

void Worker::start(int threads) {
  threads_.emplace_back([this] { keep_time(); });
  for (int i = 0; i < threads; ++i) threads_.emplace_back([this] { work(); });
}

void Worker::stop() {
  {
    std::lock_guard lock(mutex_);
    stop_ = true;
  }
  stopped_.notify_all();
  if (threads_.empty()) return;
  log_failure("jobs stop", [&] { database_.write([](db::Tx& tx) { tx.notify(); }); });
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
}

void Worker::work() {
  db::set_patience(db::Patience::work);
  std::uint64_t seen = 0;
  while (!stop_) {
    milliseconds wait = longest_wait;
    log_failure("jobs", [&] {
      while (!stop_ && run_batch() == batch_size) {
      }
      wait = until_next_job();
    });
    seen = database_.wait_notified(seen, wait);
  }
}

milliseconds Worker::until_next_job() const {
  const Span span = database_.read([](db::Tx& tx) { return *tx.one<Span>(first_and_last); });
  if (!span.first) return longest_wait;
  const Instant now = clock_.now();
  if (*span.last > now + longest_delay) return milliseconds(0);  // take() sees to it
  auto wait = std::chrono::ceil<milliseconds>(*span.first - now);
  return std::clamp(wait, milliseconds(0), longest_wait);
}

int Worker::run_due() {
  int total = 0;
  for (int ran = batch_size; ran == batch_size; total += ran) ran = run_batch();
  return total;
}

std::vector<Job> Worker::take(int limit) {
  const std::string& sql =
      database_.engine() == db::Engine::postgresql ? take_postgresql : take_sqlite;
  // Most often there is nothing, and a read is cheaper than a write.
  if (until_next_job() > milliseconds(0)) return {};
  std::vector<Job> jobs = database_.write([&](db::Tx& tx) {
    Instant now = clock_.now();
    tx.run(pull_back, {{"now", now}, {"latest", now + longest_delay}});
    return tx.all<Job>(sql, {{"until", now + lease}, {"now", now}, {"limit", limit}});
  });
  // An UPDATE returns its rows in any order.
  std::sort(jobs.begin(), jobs.end(), [](const Job& a, const Job& b) { return a.id < b.id; });
  return jobs;
}

/// Takes a batch, runs it outside any transaction, and writes down how it went in one.
int Worker::run_batch() {
  std::vector<Job> jobs = take(batch_size);
  if (jobs.empty()) return 0;
  std::vector<Outcome> outcomes;
  for (const Job& job : jobs)
    outcomes.push_back(stop_ ? Outcome{.state = Outcome::untouched} : run(job));
  database_.write([&](db::Tx& tx) {
    for (std::size_t i = 0; i < jobs.size(); ++i) write_down(tx, jobs[i], outcomes[i]);
  });
  return static_cast<int>(jobs.size());
}

Worker::Outcome Worker::run(const Job& job) const {
  Outcome outcome{.state = Outcome::failed};
  try {
    const Handler* handler = registry_.find(job.kind);
    if (!handler) throw std::runtime_error("nobody handles jobs of this kind");
    // It was taken so often and never came back: it takes the server down with it.
    if (job.attempt > max_attempts) throw std::runtime_error("the server died of it");
    (*handler)(database_, job);
    return {.state = Outcome::done};
  } catch (const std::exception& failure) {
    outcome.error = failure.what();
  }
  outcome.pause = pause_after(job.attempt, random_share());
  log::warning("job failed", {{"kind", job.kind},
                              {"job", job.id.value},
                              {"attempt", job.attempt},
                              {"error", outcome.error}});
  return outcome;
}

void Worker::write_down(db::Tx& tx, const Job& job, const Outcome& outcome) const {
  Instant now = clock_.now();
  if (outcome.state == Outcome::done) {
    tx.run(cross_out, {{"id", job.id}});
  } else if (outcome.state == Outcome::untouched) {
    tx.run(put_back, {{"now", now}, {"id", job.id}});
  } else if (job.attempt >= max_attempts) {
    tx.run(bury, {{"at", now}, {"error", outcome.error}, {"id", job.id}});
  } else {
    tx.run(put_off, {{"at", now + outcome.pause}, {"error", outcome.error}, {"id", job.id}});
  }
}

void Worker::keep_time() {
  db::set_patience(db::Patience::work);
  while (!stop_) {
    log_failure("periodic jobs", [&] { run_periodic(); });
    Instant now = clock_.now();
    Instant first = now + longest_wait;
    for (const auto& [name, at] : next_) first = std::min(first, at);
    std::unique_lock lock(mutex_);
    stopped_.wait_for(lock, first - now, [&] { return stop_.load(); });
  }
}

/// SQLite has one server, so what runs every second needs no row, and an idle server does not
/// write.
bool Worker::persists(const Schedule& schedule) const {
  return database_.engine() == db::Engine::postgresql || schedule.every >= std::chrono::minutes(1);
}

int Worker::run_periodic() {
  int ran = 0;
  for (const auto& [name, periodic] : registry_.periodic()) {
    Instant now = clock_.now();
    if (stop_ || !is_due(next_[name], periodic.schedule, now)) continue;
    next_[name] = next_after(periodic.schedule, now);
    if (!take_periodic(name, periodic.schedule, now)) continue;
    log_failure(name, [&] { periodic.handler(database_); });
    ++ran;
    if (!persists(periodic.schedule)) continue;
    database_.write([&](db::Tx& tx) {
      tx.run(plan_periodic, {{"next", next_[name]}, {"name", name}});
    });
  }
  return ran;
}

bool Worker::take_periodic(const std::string& name, const Schedule& schedule, Instant now) {
  if (!persists(schedule)) return true;
  auto next = database_.read([&](db::Tx& tx) {
    return tx.one<Instant>(next_of_periodic, {{"name", name}});
  });
  if (next && !is_due(*next, schedule, now)) {
    next_[name] = std::min(next_[name], *next);
    return false;
  }
  return database_.write([&](db::Tx& tx) {
    tx.run(note_periodic, {{"name", name}, {"next", next_[name]}});
    return tx.run(take_periodic_job, {{"until", now + schedule.longest},
                                      {"name", name},
                                      {"now", now},
                                      {"latest", latest_next(schedule, now)}}) == 1;
  });
}

}  // namespace gandan::jobs
