#include "contexts/petitions/record/traces.hpp"

#include "contexts/petitions/lists/searching.hpp"
#include "kernel/letters/subscriptions.hpp"
#include "kernel/people/sealed_reasons.hpp"

namespace gandan::petitions {
namespace {

constexpr std::string_view erase_job = "petitions.erase_traces";

/// Copying so much takes seconds, in which nobody writes.
constexpr std::int64_t large = std::int64_t{1} << 30;  // bytes
constexpr auto night_begins = std::chrono::hours(1), night_ends = std::chrono::hours(4);

/// Where words of a petition may have lain in clear.
constexpr std::string_view tables[] = {
    "petitions",           "petition_contacts",   "petition_notes", "petition_pauses",
    "petition_answers",    "petition_extensions", "petition_joins", "topics",
    "topic_members",       "petition_search",     letters::table,   people::openings_table,
    people::readings_table};

const db::Sql insert_trace{"insert into petition_traces (id, left_at) values (:id, :at)"};
const db::Sql any_trace{"select id from petition_traces limit 1"};
const db::Sql select_traces{"select id from petition_traces"};
const db::Sql delete_trace{"delete from petition_traces where id = :id"};

bool is_night(const Clock& clock) {
  const Instant now = clock.now();
  const auto since_midnight =
      std::chrono::microseconds(now.micros - start_of(civil_date(now)).micros);
  return since_midnight >= night_begins && since_midnight < night_ends;
}

}  // namespace

void leave_trace(db::Tx& tx, const Env& env) {
  tx.run(insert_trace, {{"id", env.ids.next<Id<struct TraceTag>>()}, {"at", env.clock.now()}});
  if (!jobs::is_pending(tx, erase_job)) jobs::enqueue(tx, erase_job, "{}", env.clock.now());
}

bool has_traces(db::Tx& tx) {
  return tx.one<std::int64_t>(any_trace).has_value();
}

void erase_traces(db::Database& database, const Clock& clock) {
  for (;;) {
    const auto traces =
        database.read([](db::Tx& tx) { return tx.all<std::int64_t>(select_traces); });
    if (traces.empty() || (database.size() > large && !is_night(clock))) return;
    search_index.merge(database);
    database.erase_traces(tables);
    database.write([&](db::Tx& tx) {
      for (std::int64_t id : traces) tx.run(delete_trace, {{"id", id}});
    });
  }
}

void queue_erasing(db::Database& database, const Clock& clock) {
  const bool is_idle = !database.read(has_traces);
  if (is_idle) return;
  database.write([&](db::Tx& tx) {
    if (!jobs::is_pending(tx, erase_job)) jobs::enqueue(tx, erase_job, "{}", clock.now());
  });
}

void add_trace_job(jobs::Registry& jobs, Services& services) {
  jobs.on(std::string(erase_job), [&services](db::Database& database, const jobs::Job&) {
    erase_traces(database, services.clock);
  });
  // What was left by day, or while the job ended.
  jobs.every("petitions.traces", {std::chrono::minutes(10)},
             [&services](db::Database& database) { queue_erasing(database, services.clock); });
}

}  // namespace gandan::petitions
