// Which letters a change brings, and to whom. They are queued in the change's own transaction; a
// job words and sends them (letter_job.cpp), so that a payload holds numbers alone.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "contexts/petitions/letters/subscriptions.hpp"

namespace gandan::petitions {

enum class Letter : std::uint8_t {
  received,    ///< the first: asks to confirm the address
  question,    ///< who sent it is asked for more
  routed,      ///< sent to a body
  extended,    ///< more time was granted
  answered,    ///< the first answer
  promise,     ///< a further answer: what came of a promise
  given_back,  ///< not taken up, with the reason
  decided,     ///< of a complaint: accepted, not accepted, suspended, resumed, ended
};

/// The letter that a transition brings; most bring none.
[[nodiscard]] std::optional<Letter> letter_of(const Transition& transition);

/// What the job needs to find again what it writes about.
struct Errand {
  SubscriptionId subscription;
  Letter letter = Letter::received;
  Instant at;              ///< of the change
  std::int64_t about = 0;  ///< the body that it was sent to, or the answer
};
[[nodiscard]] std::string to_payload(const Errand& errand);
/// Throws std::runtime_error where the payload is of another make.
[[nodiscard]] Errand parse_payload(std::string_view payload);

/// The kind of the jobs.
inline constexpr std::string_view letter_job = "petitions.letter";
void queue(db::Tx& tx, const Errand& errand);
/// Letters to many, some hundreds at a time: who follows is behind `next.subscription`.
struct Round {
  PetitionId petition;
  Errand next;
};
[[nodiscard]] std::string to_payload(const Round& round);
[[nodiscard]] Round parse_round(std::string_view payload);
/// The kind of the jobs that go on with a round.
inline constexpr std::string_view round_job = "petitions.letter_round";
/// Queues the letters to the next of those with a confirmed address, and a job for who is left.
void queue_round(db::Tx& tx, const Petition& petition, const Errand& next);
/// Begins the round that `made` brings. A question goes only to whom it is asked; a denunciation
/// brings no letter to anybody.
void queue_letters(db::Tx& tx, const Petition& petition, const Transition& made, Instant at);

}  // namespace gandan::petitions
