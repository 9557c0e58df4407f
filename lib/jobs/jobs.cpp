#include "lib/jobs/jobs.hpp"

#include <algorithm>
#include <stdexcept>

namespace gandan::jobs {
namespace {

const db::Sql insert_job{R"(
  insert into jobs (kind, payload, run_at, attempts, last_error)
  values (:kind, :payload, :run_at, 0, ''))"};
const db::Sql select_pending{"select 1 from jobs where kind = :kind and dead_at is null limit 1"};
const db::Sql select_dead{R"(
  select id, kind, payload, attempts, dead_at, last_error from jobs
  where dead_at is not null and id > :after order by id limit :limit)"};
const db::Sql revive{R"(
  update jobs set dead_at = null, attempts = 0, run_at = :now
  where id = :id and dead_at is not null)"};
const db::Sql delete_dead{"delete from jobs where id = :id and dead_at is not null"};
const db::Sql count_jobs{R"(
  select
    (select count(*) from jobs where dead_at is null and run_at <= :now),
    (select count(*) from jobs where dead_at is null and run_at > :now),
    (select count(*) from jobs where dead_at is not null))"};

}  // namespace

void enqueue(db::Tx& tx, std::string_view kind, std::string_view payload, Instant run_at) {
  tx.run(insert_job, {{"kind", kind}, {"payload", payload}, {"run_at", run_at}});
  tx.notify();
}

bool is_pending(db::Tx& tx, std::string_view kind) {
  return tx.one<int>(select_pending, {{"kind", kind}}).has_value();
}

void Registry::on(std::string kind, Handler handler) {
  if (!handlers_.emplace(std::move(kind), std::move(handler)).second)
    throw std::logic_error("two handlers for one kind of job");
}

void Registry::every(std::string name, Schedule schedule, PeriodicHandler handler) {
  if (schedule.every < std::chrono::seconds(1))
    throw std::logic_error("a periodic job runs at most once a second");
  if (!periodic_.emplace(std::move(name), Periodic{schedule, std::move(handler)}).second)
    throw std::logic_error("two periodic jobs of one name");
}

const Handler* Registry::find(const std::string& kind) const {
  auto found = handlers_.find(kind);
  return found == handlers_.end() ? nullptr : &found->second;
}

std::chrono::microseconds pause_after(int attempt, double random) {
  constexpr std::chrono::seconds first{10};
  constexpr std::chrono::seconds longest = std::chrono::hours(6);
  constexpr int doublings = 12;  // more than reach the longest
  std::chrono::seconds pause =
      std::min(first * (1 << std::clamp(attempt - 1, 0, doublings)), longest);
  return std::chrono::duration_cast<std::chrono::microseconds>(pause * (0.8 + 0.4 * random));
}

std::vector<DeadJob> dead_jobs(db::Tx& tx, JobId after, int limit) {
  return tx.all<DeadJob>(select_dead, {{"after", after}, {"limit", limit}});
}

bool retry(db::Tx& tx, JobId id, Instant now) {
  tx.notify();
  return tx.run(revive, {{"now", now}, {"id", id}}) == 1;
}

bool drop(db::Tx& tx, JobId id) {
  return tx.run(delete_dead, {{"id", id}}) == 1;
}

Counts count(db::Tx& tx, Instant now) {
  return *tx.one<Counts>(count_jobs, {{"now", now}});
}

}  // namespace gandan::jobs
