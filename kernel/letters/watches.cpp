#include "kernel/letters/watches.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <chrono>

#include "kernel/journal/journal.hpp"
#include "kernel/letters/subscriptions.hpp"
#include "lib/jobs/jobs.hpp"

namespace gandan::letters {
namespace {

constexpr std::string_view select_watch =
    "select id, list, asked, email, language, confirmed_at, told_to from watches";
const db::Sql find_watch_by_id{select_watch, " where id = :id"};
const db::Sql select_due{select_watch, R"(
  where confirmed_at is not null and told_at < :today order by told_at, id limit :most)"};
const db::Sql insert_watch{R"(
  insert into watches (id, list, asked, email, language, created_at, told_to, told_at)
  values (:id, :list, :asked, :email, :language, :now, 0, :now))"};
const db::Sql set_watched{R"(
  update watches set confirmed_at = :now, told_to = :told_to, told_at = :now where id = :id)"};
const db::Sql set_told{"update watches set told_to = :told_to, told_at = :now where id = :id"};
const db::Sql delete_watch{"delete from watches where id = :id"};
const db::Sql delete_unconfirmed{
    "delete from watches where confirmed_at is null and created_at < :since"};
const db::Sql count_same{R"(
  select count(*) from watches where lower(email) = lower(:email) and list = :list
    and asked = :asked and confirmed_at is not null)"};

constexpr std::chrono::hours longest_unconfirmed{7 * 24};

}  // namespace

void watch(db::Tx& tx, const acts::Env& env, const NewWatch& wanted) {
  if (!env.by_mail || wanted.email.empty()) return;
  const Instant now = env.clock.now();
  const auto same = tx.one<std::int64_t>(
      count_same, {{"email", wanted.email}, {"list", wanted.list}, {"asked", wanted.asked}});
  if (same.value_or(0) > 0 || is_asked_often(tx, wanted.email, now)) return;
  const auto id = env.ids.next<WatchId>();
  tx.run(insert_watch, {{"id", id},
                        {"list", wanted.list},
                        {"asked", wanted.asked},
                        {"email", wanted.email},
                        {"language", wanted.language},
                        {"now", now}});
  queue_news(tx, {.watch = id}, now);
}

bool confirm_watch(db::Tx& tx, const Clock& clock, WatchId id) {
  const auto watch = find_watch(tx, id);
  if (!watch) return false;
  if (!watch->confirmed_at)
    tx.run(set_watched, {{"now", clock.now()}, {"told_to", journal::last_sealed(tx)}, {"id", id}});
  return true;
}

void forget_watch(db::Tx& tx, WatchId id) {
  tx.run(delete_watch, {{"id", id}});
}

void forget_unconfirmed(db::Tx& tx, const Clock& clock) {
  tx.run(delete_unconfirmed, {{"since", clock.now() + -longest_unconfirmed}});
}

std::optional<Watch> find_watch(db::Tx& tx, WatchId id) {
  return tx.one<Watch>(find_watch_by_id, {{"id", id}});
}

std::vector<Watch> watches_due(db::Tx& tx, const Clock& clock, int most) {
  return tx.all<Watch>(select_due, {{"today", start_of(clock.today())}, {"most", most}});
}

void mark_told(db::Tx& tx, const Clock& clock, WatchId id, std::int64_t told_to) {
  tx.run(set_told, {{"told_to", told_to}, {"now", clock.now()}, {"id", id}});
}

void queue_news(db::Tx& tx, const NewsErrand& errand, Instant at) {
  jobs::enqueue(
      tx, news_job,
      boost::json::serialize(boost::json::object{
          {"watch", errand.watch.value}, {"after", errand.after}, {"until", errand.until}}),
      at);
}

NewsErrand parse_errand(std::string_view payload) {
  const boost::json::value value = boost::json::parse({payload.data(), payload.size()});
  return {.watch = {value.at("watch").as_int64()},
          .after = value.at("after").as_int64(),
          .until = value.at("until").as_int64()};
}

}  // namespace gandan::letters
