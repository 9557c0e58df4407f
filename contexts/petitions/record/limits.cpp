#include "contexts/petitions/record/limits.hpp"

#include <algorithm>
#include <charconv>
#include <limits>

#include "contexts/petitions/record/clock.hpp"
#include "kernel/module/services.hpp"

namespace gandan::petitions {
namespace {

constexpr std::string_view count_job = "petitions.count_limits";
constexpr int moved_at_once = 500;
/// Servers read the rules anew each minute, and a request takes seconds.
constexpr auto until_all_know = std::chrono::minutes(2);

const db::Sql select_open{
    "select id, due_at from petitions p where ", sql::is_open,
    " and due_at >= :due and (due_at > :due or id > :id) order by due_at, id limit :limit"};
const db::Sql select_imported{
    "select id, due_at from petitions p where ", sql::is_imported, " and ", sql::is_closed,
    " and due_at >= :due and (due_at > :due or id > :id) order by due_at, id limit :limit"};
const db::Sql update_due{"update petitions set due_at = :due_at where id = :id"};

struct Due {
  PetitionId id;
  Instant due_at;
};

/// Counts one limit anew; whether it moved.
bool count(db::Tx& tx, const Env& env, PetitionId id) {
  auto petition = find(tx, id);
  if (!petition || !petition->due_at) return false;
  if (!is_open(petition->state) && petition->channel != Channel::import) return false;
  const auto due = due_of(tx, env, *petition);
  if (!due || due->at == petition->due_at) return false;
  tx.run(update_due, {{"id", id}, {"due_at", due->at}});
  record(tx, Act::by_system(), subject_of(id), env.clock.now(), Verb::limit,
         {{"was", civil_date(*petition->due_at).days}, {"is", due->date.days}});
  return true;
}

/// Walks one index from the day on. What moves ahead is met again and does not move twice.
void walk(db::Database& database, const Env& env, const db::Sql& select, Instant from,
          std::int64_t& left, LimitsCounted& counted) {
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
                           [&](const Due& row) { return count(tx, env, row.id); });
    });
    left -= static_cast<std::int64_t>(rows.size());
    is_more = static_cast<std::int64_t>(rows.size()) == limit;
    if (!rows.empty()) last = rows.back();
  }
}

void leave_to_job(Services& services, Date since, Instant at) {
  services.database.write(
      [&](db::Tx& tx) { jobs::enqueue(tx, count_job, std::to_string(since.days), at); });
}

}  // namespace

LimitsCounted count_limits_again(db::Database& database, const Env& env,
                                 const LimitsChange& change) {
  LimitsCounted counted;
  std::int64_t left = change.at_once;
  const Instant from = start_of(change.since);
  for (const db::Sql* select : {&select_open, &select_imported})
    walk(database, env, *select, from, left, counted);
  return counted;
}

std::int64_t limits_changed(Services& services, const LimitsChange& change) {
  static const db::Sql any{"select id from petitions limit 1"};
  // A database without a petition needs no key file for it.
  if (!services.database.read([](db::Tx& tx) { return tx.one<std::int64_t>(any).has_value(); }))
    return 0;
  const auto book = services.rules.book();
  const auto counted = count_limits_again(services.database, Env::of(services, *book), change);
  const Instant now = services.clock.now();
  if (!counted.is_done) leave_to_job(services, change.since, now);
  leave_to_job(services, change.since, now + until_all_know);
  return counted.moved;
}

void add_limits_job(jobs::Registry& jobs, Services& services) {
  jobs.on(std::string(count_job), [&services](db::Database& database, const jobs::Job& job) {
    Date since;
    std::from_chars(job.payload.data(), job.payload.data() + job.payload.size(), since.days);
    services.rules.refresh();
    const auto book = services.rules.book();
    count_limits_again(database, Env::of(services, *book),
                       {since, std::numeric_limits<std::int64_t>::max()});
  });
}

}  // namespace gandan::petitions
