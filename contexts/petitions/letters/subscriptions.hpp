// Who gets letters about a petition, and how they say so: an address is written to once it is
// confirmed, until it is stopped or proves not to exist. A denunciation has no subscriptions.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "contexts/petitions/use_cases.hpp"
#include "lib/crypto/sealed.hpp"

namespace gandan::petitions {

using SubscriptionId = Id<struct SubscriptionTag>;

/// A row of `petition_subscriptions`.
struct Subscription {
  SubscriptionId id;
  PetitionId petition;
  std::string code;  ///< the petition's, or the own code of who joined it
  std::string email;
  std::string language;  ///< "vi"
  std::optional<Instant> confirmed_at, stopped_at, undeliverable_at;
};

enum class SubscriptionState : std::uint8_t { unconfirmed, confirmed, stopped, undeliverable };
[[nodiscard]] SubscriptionState state_of(const Subscription& subscription);
/// For officers: how it stands with the letters.
[[nodiscard]] const char* label(SubscriptionState state);

/// Where letters can leave: keeps the address that was given, and queues the letter that asks to
/// confirm it. Nothing where no address was given, where this one was asked often today and did not
/// confirm, and nothing about a denunciation.
struct NewSubscription {
  PetitionId petition;
  Kind kind = Kind::proposal;
  std::string_view code, email, language;
};
void subscribe(db::Tx& tx, const Env& env, const NewSubscription& wanted);

/// What the links of a letter do. False where there is no such subscription any more.
bool confirm_letters(db::Tx& tx, const Clock& clock, SubscriptionId id);
bool stop_letters(db::Tx& tx, const Clock& clock, SubscriptionId id);
/// The mail server refused the address for good.
void mark_undeliverable(db::Tx& tx, const Clock& clock, SubscriptionId id);
/// Forgets everybody: once the petition is known for a denunciation.
void drop_subscriptions(db::Tx& tx, PetitionId id);
/// Forgets who joined the petition of this code: once it is not public any more, whatever the
/// reason.
void drop_joiners(db::Tx& tx, PetitionId id, std::string_view code);

[[nodiscard]] std::optional<Subscription> find_subscription(db::Tx& tx, SubscriptionId id);
/// Of who holds this code.
[[nodiscard]] std::optional<Subscription> find_subscription(db::Tx& tx, std::string_view code);

/// What the links of a subscription's letters end with: 32 characters that only the holder of the
/// key file can make.
[[nodiscard]] std::string letter_token(const crypto::KeyFile& keys, SubscriptionId id);
[[nodiscard]] std::optional<SubscriptionId> read_letter_token(const crypto::KeyFile& keys,
                                                              std::string_view token);

}  // namespace gandan::petitions
