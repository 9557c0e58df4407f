#include "lib/jobs/backlogs.hpp"

namespace gandan::jobs {
namespace {

const db::Sql first_of_due{R"(
  select id from jobs where dead_at is null and (run_at <= :now or run_at > :latest)
  order by run_at, id limit 1)"};

}  // namespace

std::vector<std::string> Backlogs::names() const {
  std::vector<std::string> names{"jobs"};
  for (const auto& [name, periodic] : registry_.periodic())
    if (periodic.schedule.backlog) names.push_back(name);
  return names;
}

void Backlogs::look(Moment now) {
  std::map<std::string, std::optional<std::int64_t>> found;
  database_.read([&](db::Tx& tx) {
    found["jobs"] = tx.one<std::int64_t>(
        first_of_due, {{"now", clock_.now()}, {"latest", clock_.now() + longest_delay}});
    for (const auto& [name, periodic] : registry_.periodic())
      if (periodic.schedule.backlog) found[name] = periodic.schedule.backlog(tx);
  });
  for (const auto& [job, first] : found) note(job, first, now);
}

void Backlogs::note(const std::string& job, std::optional<std::int64_t> first, Moment now) {
  const std::lock_guard lock(mutex_);
  std::optional<Waiting>& waiting = waiting_[job];
  if (!first) {
    waiting.reset();
  } else if (!waiting || waiting->first != *first) {
    waiting = {*first, now};
  }
}

std::vector<Backlogs::Lag> Backlogs::lags(Moment now) const {
  using std::chrono::seconds;
  std::vector<Lag> lags;
  const std::lock_guard lock(mutex_);
  for (const auto& [job, waiting] : waiting_)
    lags.push_back(
        {job, waiting ? std::chrono::duration_cast<seconds>(now - waiting->since) : seconds(0)});
  return lags;
}

}  // namespace gandan::jobs
