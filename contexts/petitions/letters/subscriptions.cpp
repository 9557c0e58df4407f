#include "contexts/petitions/letters/subscriptions.hpp"

#include "contexts/petitions/letters/letters.hpp"
#include "lib/crypto/encoding.hpp"
#include "lib/crypto/hash.hpp"
#include "lib/i18n/locale.hpp"

namespace gandan::petitions {
namespace {

#define SUBSCRIPTION_COLUMNS \
  "id, petition_id, code, email, language, confirmed_at, stopped_at, undeliverable_at"

const db::Sql insert_subscription{R"(
  insert into petition_subscriptions (id, petition_id, code, email, language, created_at)
  values (:id, :petition, :code, :email, :language, :now))"};
const db::Sql find_subscription_by_id{"select " SUBSCRIPTION_COLUMNS
                                      " from petition_subscriptions where id = :id"};
const db::Sql find_subscription_by_code{"select " SUBSCRIPTION_COLUMNS
                                        " from petition_subscriptions where code = :code"};
const db::Sql set_confirmed{R"(
  update petition_subscriptions set confirmed_at = :now, stopped_at = null, undeliverable_at = null
  where id = :id)"};
const db::Sql set_stopped{"update petition_subscriptions set stopped_at = :now where id = :id"};
const db::Sql set_undeliverable{
    "update petition_subscriptions set undeliverable_at = :now where id = :id"};
const db::Sql delete_all{"delete from petition_subscriptions where petition_id = :petition"};
const db::Sql delete_joiners{
    "delete from petition_subscriptions where petition_id = :petition and code <> :code"};

const db::Sql count_unconfirmed{R"(
  select count(*) from petition_subscriptions
  where lower(email) = lower(:email) and created_at > :since and confirmed_at is null)"};

/// Somebody else's address can be typed: a stranger's box is not filled with what nobody confirms.
constexpr int most_unconfirmed_a_day = 5;

constexpr std::size_t id_bytes = 8;
constexpr std::size_t mac_bytes = 16;

void note(db::Tx& tx, const Act& act, const Clock& clock, PetitionId petition, Verb verb) {
  record(tx, act, subject_of(petition), clock.now(), verb);
}

std::string mac_of(const crypto::KeyFile& keys, SubscriptionId id) {
  // The first key, as for the keys on receipts: links in old letters outlive a rotation.
  return crypto::hmac_sha256(keys.keys().front().secret_key,
                             "petition letters " + std::to_string(id.value))
      .substr(0, mac_bytes);
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

void subscribe(db::Tx& tx, const Env& env, const NewSubscription& wanted) {
  if (!env.by_mail || wanted.email.empty() || wanted.kind == Kind::denunciation) return;
  auto unconfirmed =
      tx.one<int>(count_unconfirmed,
                  {{"email", wanted.email}, {"since", env.clock.now() + -std::chrono::hours(24)}});
  if (unconfirmed >= most_unconfirmed_a_day) return;
  auto id = env.ids.next<SubscriptionId>();
  tx.run(insert_subscription, {{"id", id},
                               {"petition", wanted.petition},
                               {"code", wanted.code},
                               {"email", wanted.email},
                               {"language", wanted.language},
                               {"now", env.clock.now()}});
  queue(tx, {.subscription = id, .letter = Letter::received, .at = env.clock.now()});
}

bool confirm_letters(db::Tx& tx, const Clock& clock, SubscriptionId id) {
  auto subscription = find_subscription(tx, id);
  if (!subscription) return false;
  if (state_of(*subscription) == SubscriptionState::confirmed) return true;
  tx.run(set_confirmed, {{"now", clock.now()}, {"id", id}});
  note(tx, Act::by_resident(), clock, subscription->petition, Verb::confirm_letters);
  return true;
}

bool stop_letters(db::Tx& tx, const Clock& clock, SubscriptionId id) {
  auto subscription = find_subscription(tx, id);
  if (!subscription) return false;
  if (subscription->stopped_at) return true;
  tx.run(set_stopped, {{"now", clock.now()}, {"id", id}});
  note(tx, Act::by_resident(), clock, subscription->petition, Verb::stop_letters);
  return true;
}

void mark_undeliverable(db::Tx& tx, const Clock& clock, SubscriptionId id) {
  auto subscription = find_subscription(tx, id);
  if (!subscription || subscription->undeliverable_at) return;
  tx.run(set_undeliverable, {{"now", clock.now()}, {"id", id}});
  note(tx, Act::by_system(), clock, subscription->petition, Verb::letter_undeliverable);
}

void drop_subscriptions(db::Tx& tx, PetitionId id) {
  tx.run(delete_all, {{"petition", id}});
}

void drop_joiners(db::Tx& tx, PetitionId id, std::string_view code) {
  tx.run(delete_joiners, {{"petition", id}, {"code", code}});
}

std::optional<Subscription> find_subscription(db::Tx& tx, SubscriptionId id) {
  return tx.one<Subscription>(find_subscription_by_id, {{"id", id}});
}

std::optional<Subscription> find_subscription(db::Tx& tx, std::string_view code) {
  return tx.one<Subscription>(find_subscription_by_code, {{"code", code}});
}

std::string letter_token(const crypto::KeyFile& keys, SubscriptionId id) {
  std::string bytes;
  for (std::size_t i = id_bytes; i-- > 0;)
    bytes += static_cast<char>(static_cast<std::uint64_t>(id.value) >> (8 * i) & 0xFF);
  return crypto::base64url(bytes + mac_of(keys, id));
}

std::optional<SubscriptionId> read_letter_token(const crypto::KeyFile& keys,
                                                std::string_view token) {
  auto bytes = crypto::from_base64url(token);
  if (!bytes || bytes->size() != id_bytes + mac_bytes) return std::nullopt;
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < id_bytes; ++i)
    number = number << 8 | static_cast<unsigned char>((*bytes)[i]);
  SubscriptionId id{static_cast<std::int64_t>(number)};
  if (!crypto::same_secret(bytes->substr(id_bytes), mac_of(keys, id))) return std::nullopt;
  return id;
}

}  // namespace gandan::petitions
