// Who gets letters about a record, and how they say so: an address is written to once it is
// confirmed, until it is stopped or proves not to exist.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "kernel/acts/env.hpp"
#include "kernel/ids/ref.hpp"
#include "lib/base/id.hpp"
#include "lib/base/time.hpp"
#include "lib/db/db.hpp"

namespace gandan::letters {

using SubscriptionId = Id<struct SubscriptionTag>;

/// Holds addresses: a context that erases traces of what it forgot names it too.
inline constexpr std::string_view table = "subscriptions";

/// A row of it.
struct Subscription {
  SubscriptionId id;
  std::string record_kind;  ///< with `record_id` the Ref
  std::int64_t record_id = 0;
  /// The record's, or the own code of who joined it; of who follows it the record's with what tells
  /// them apart (code_of_record). Of no other subscription.
  std::string code;
  std::string email;     ///< empty where it was forgotten
  std::string language;  ///< "vi"
  std::optional<Instant> confirmed_at, stopped_at, undeliverable_at;
};

enum class SubscriptionState : std::uint8_t { unconfirmed, confirmed, stopped, undeliverable };
[[nodiscard]] SubscriptionState state_of(const Subscription& subscription);
/// For officers: how it stands with the letters.
[[nodiscard]] const char* label(SubscriptionState state);

/// Where letters can leave: keeps the address that was given, and queues the letter that asks to
/// confirm it. Nothing where no address was given, and where this one was asked often today and did
/// not confirm.
struct NewSubscription {
  Ref record;
  std::string_view code, email, language;
};
void subscribe(db::Tx& tx, const acts::Env& env, const NewSubscription& wanted);
/// The same for who follows a record that is not theirs, as many as like: `code` is the record's,
/// by which none of them is found. Nothing where the address is confirmed for it already.
void follow(db::Tx& tx, const acts::Env& env, const NewSubscription& wanted);
/// The code by which who gets the letters finds the record: their own, else the record's.
[[nodiscard]] std::string_view code_of_record(const Subscription& subscription);

/// Whether this address was asked five times within a day to confirm letters of any kind, and did
/// not.
[[nodiscard]] bool is_asked_often(db::Tx& tx, std::string_view email, Instant now);

/// What the links of a letter do; journaled as "<kind>.confirm_letters" and "<kind>.stop_letters"
/// of the record; of a forgotten address nothing is journaled. False where there is no such
/// subscription any more.
bool confirm_letters(db::Tx& tx, const Clock& clock, SubscriptionId id);
bool stop_letters(db::Tx& tx, const Clock& clock, SubscriptionId id);
/// The address was refused for good; journaled as "<kind>.letter_undeliverable".
void mark_undeliverable(db::Tx& tx, const Clock& clock, SubscriptionId id);
/// Forgets all addresses: once nothing may be written about the record any more. The links of who
/// holds this code answer as those of a record that is not public, so that they do not tell.
void forget(db::Tx& tx, const Ref& record, std::string_view code);
/// Forgets all but who holds this code: once the record is not public any more.
void forget_others(db::Tx& tx, const Ref& record, std::string_view code);

/// In SQL: SELECT of one column, `id`: the records of a kind for which an address is kept. The kind
/// is a literal.
[[nodiscard]] std::string with_subscriptions(std::string_view record_kind);

[[nodiscard]] std::optional<Subscription> find_subscription(db::Tx& tx, SubscriptionId id);
/// Of who holds this code, where the address is not forgotten.
[[nodiscard]] std::optional<Subscription> find_subscription(db::Tx& tx, std::string_view code);

}  // namespace gandan::letters
