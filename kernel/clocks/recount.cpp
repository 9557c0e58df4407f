#include "kernel/clocks/recount.hpp"

#include <algorithm>
#include <charconv>
#include <limits>

#include "kernel/module/services.hpp"

namespace gandan::clocks {
namespace {

constexpr int moved_at_once = 500;
/// Servers read the rules anew each minute, and a request takes seconds.
constexpr auto until_all_know = std::chrono::minutes(2);

struct Due {
  std::int64_t id = 0;
  Instant due_at;
};

/// Walks one index from the day on. What moves ahead is met again and does not move twice.
void walk(db::Database& database, const acts::Env& env, const Recount& recount,
          const db::Sql& select, Instant from, std::int64_t& left, Counted& counted) {
  Due last{.due_at = from};
  for (bool is_more = true; is_more;) {
    const std::int64_t limit = std::min<std::int64_t>(moved_at_once, left);
    if (limit == 0) {
      counted.is_done = false;
      return;
    }
    const auto rows = database.read([&](db::Tx& tx) {
      return tx.all<Due>(select, {{"due", last.due_at}, {"id", last.id}, {"limit", limit}});
    });
    counted.moved += database.write([&](db::Tx& tx) {
      return std::count_if(rows.begin(), rows.end(),
                           [&](const Due& row) { return recount.count(tx, env, row.id); });
    });
    left -= static_cast<std::int64_t>(rows.size());
    is_more = static_cast<std::int64_t>(rows.size()) == limit;
    if (!rows.empty()) last = rows.back();
  }
}

void leave_to_job(Services& services, const Recount& recount, Date since, Instant at) {
  services.database.write(
      [&](db::Tx& tx) { jobs::enqueue(tx, recount.job, std::to_string(since.days), at); });
}

}  // namespace

Counted count_again(db::Database& database, const acts::Env& env, const Recount& recount,
                    const LimitsChange& change) {
  Counted counted;
  std::int64_t left = change.at_once;
  const Instant from = start_of(change.since);
  for (const db::Sql* select : recount.walks)
    walk(database, env, recount, *select, from, left, counted);
  return counted;
}

std::int64_t limits_changed(Services& services, const Recount& recount,
                            const LimitsChange& change) {
  if (!services.database.read(
          [&](db::Tx& tx) { return tx.one<std::int64_t>(recount.any).has_value(); }))
    return 0;
  const auto book = services.rules.book();
  const auto counted =
      count_again(services.database, acts::Env::of(services, *book), recount, change);
  const Instant now = services.clock.now();
  if (!counted.is_done) leave_to_job(services, recount, change.since, now);
  leave_to_job(services, recount, change.since, now + until_all_know);
  return counted.moved;
}

void add_job(jobs::Registry& jobs, Services& services, const Recount& recount) {
  jobs.on(std::string(recount.job), [&services, &recount](db::Database& database,
                                                          const jobs::Job& job) {
    Date since;
    std::from_chars(job.payload.data(), job.payload.data() + job.payload.size(), since.days);
    services.rules.refresh();
    const auto book = services.rules.book();
    count_again(database, acts::Env::of(services, *book), recount,
                {since, std::numeric_limits<std::int64_t>::max()});
  });
}

}  // namespace gandan::clocks
