#include "kernel/letters/subscriptions.hpp"

#include "kernel/acts/record.hpp"
#include "kernel/letters/outbox.hpp"
#include "kernel/module/letters.hpp"
#include "lib/i18n/locale.hpp"

namespace gandan::letters {
namespace {

using acts::Act;

constexpr std::string_view select_subscription =
    "select id, record_kind, record_id, code, email, language, confirmed_at, stopped_at, "
    "undeliverable_at from subscriptions";

const db::Sql insert_subscription{R"(
  insert into subscriptions (id, record_kind, record_id, code, email, language, created_at)
  values (:id, :kind, :record, :code, :email, :language, :now))"};
const db::Sql find_by_id{select_subscription, " where id = :id"};
const db::Sql find_by_code{select_subscription, " where code = :code and email <> ''"};
const db::Sql set_confirmed{R"(
  update subscriptions set confirmed_at = :now, stopped_at = null, undeliverable_at = null
  where id = :id)"};
const db::Sql set_stopped{"update subscriptions set stopped_at = :now where id = :id"};
const db::Sql set_undeliverable{"update subscriptions set undeliverable_at = :now where id = :id"};
const db::Sql empty_address{R"(
  update subscriptions set email = '' where record_kind = :kind and record_id = :record)"};
const db::Sql delete_others{R"(
  delete from subscriptions where record_kind = :kind and record_id = :record and code <> :code)"};

const db::Sql count_unconfirmed{R"(
  select (select count(*) from subscriptions
          where lower(email) = lower(:email) and created_at > :since and confirmed_at is null)
       + (select count(*) from watches
          where lower(email) = lower(:email) and created_at > :since and confirmed_at is null))"};

const db::Sql count_confirmed{R"(
  select count(*) from subscriptions
  where record_kind = :kind and record_id = :record and lower(email) = lower(:email)
    and confirmed_at is not null and stopped_at is null)"};

/// Stands in no tracking code.
constexpr char before_follower = '+';

/// Somebody else's address can be typed: a stranger's box is not filled with what nobody confirms.
constexpr int most_unconfirmed_a_day = 5;

/// Of a forgotten address nothing is journaled: its links do nothing to the record.
void note(db::Tx& tx, const Act& act, const Clock& clock, const Subscription& subscription,
          std::string_view verb) {
  if (subscription.email.empty()) return;
  acts::record_named(tx, act, {subscription.record_kind, subscription.record_id}, clock.now(),
                     subscription.record_kind + std::string(verb), {});
}

/// `sets_apart`: others may hold the same code.
void keep(db::Tx& tx, const acts::Env& env, const NewSubscription& wanted, bool sets_apart) {
  const Instant now = env.clock.now();
  if (is_asked_often(tx, wanted.email, now)) return;
  auto id = env.ids.next<SubscriptionId>();
  std::string code(wanted.code);
  if (sets_apart) code.append(1, before_follower).append(std::to_string(id.value));
  tx.run(insert_subscription, {{"id", id},
                               {"kind", wanted.record.kind},
                               {"record", wanted.record.id},
                               {"code", code},
                               {"email", wanted.email},
                               {"language", wanted.language},
                               {"now", now}});
  queue_one(tx, {.subscription = id, .letter = std::string(received), .at = now});
}

}  // namespace

SubscriptionState state_of(const Subscription& subscription) {
  if (subscription.stopped_at) return SubscriptionState::stopped;
  if (subscription.undeliverable_at) return SubscriptionState::undeliverable;
  return subscription.confirmed_at ? SubscriptionState::confirmed : SubscriptionState::unconfirmed;
}

const char* label(SubscriptionState state) {
  switch (state) {
    case SubscriptionState::unconfirmed:
      return N_("the address is not confirmed yet");
    case SubscriptionState::confirmed:
      return N_("sent to the confirmed address");
    case SubscriptionState::stopped:
      return N_("not wanted any more");
    case SubscriptionState::undeliverable:
      return N_("the letter could not be delivered");
  }
  return "";
}

bool is_asked_often(db::Tx& tx, std::string_view email, Instant now) {
  const auto unconfirmed =
      tx.one<int>(count_unconfirmed, {{"email", email}, {"since", now + -std::chrono::hours(24)}});
  return unconfirmed >= most_unconfirmed_a_day;
}

void subscribe(db::Tx& tx, const acts::Env& env, const NewSubscription& wanted) {
  if (env.by_mail && !wanted.email.empty()) keep(tx, env, wanted, false);
}

void follow(db::Tx& tx, const acts::Env& env, const NewSubscription& wanted) {
  if (!env.by_mail || wanted.email.empty()) return;
  const auto confirmed = tx.one<std::int64_t>(
      count_confirmed,
      {{"kind", wanted.record.kind}, {"record", wanted.record.id}, {"email", wanted.email}});
  if (confirmed == 0) keep(tx, env, wanted, true);
}

std::string_view code_of_record(const Subscription& subscription) {
  const std::string_view code = subscription.code;
  return code.substr(0, code.find(before_follower));
}

bool confirm_letters(db::Tx& tx, const Clock& clock, SubscriptionId id) {
  auto subscription = find_subscription(tx, id);
  if (!subscription) return false;
  if (state_of(*subscription) == SubscriptionState::confirmed) return true;
  tx.run(set_confirmed, {{"now", clock.now()}, {"id", id}});
  note(tx, Act::by_resident(), clock, *subscription, ".confirm_letters");
  return true;
}

bool stop_letters(db::Tx& tx, const Clock& clock, SubscriptionId id) {
  auto subscription = find_subscription(tx, id);
  if (!subscription) return false;
  if (subscription->stopped_at) return true;
  tx.run(set_stopped, {{"now", clock.now()}, {"id", id}});
  note(tx, Act::by_resident(), clock, *subscription, ".stop_letters");
  return true;
}

void mark_undeliverable(db::Tx& tx, const Clock& clock, SubscriptionId id) {
  auto subscription = find_subscription(tx, id);
  if (!subscription || subscription->undeliverable_at) return;
  tx.run(set_undeliverable, {{"now", clock.now()}, {"id", id}});
  note(tx, Act::by_system(), clock, *subscription, ".letter_undeliverable");
}

void forget(db::Tx& tx, const Ref& record, std::string_view code) {
  forget_others(tx, record, code);
  tx.run(empty_address, {{"kind", record.kind}, {"record", record.id}});
}

void forget_others(db::Tx& tx, const Ref& record, std::string_view code) {
  tx.run(delete_others, {{"kind", record.kind}, {"record", record.id}, {"code", code}});
}

std::string with_subscriptions(std::string_view record_kind) {
  return db::joined(
      {"select record_id as id from subscriptions where email <> '' and record_kind = '",
       record_kind, "'"});
}

std::optional<Subscription> find_subscription(db::Tx& tx, SubscriptionId id) {
  return tx.one<Subscription>(find_by_id, {{"id", id}});
}

std::optional<Subscription> find_subscription(db::Tx& tx, std::string_view code) {
  return tx.one<Subscription>(find_by_code, {{"code", code}});
}

}  // namespace gandan::letters
