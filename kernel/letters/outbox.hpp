// Which letters wait to be sent. They are queued in the transaction of the change that they tell
// of; a job words and sends them (delivery.cpp), so that a payload holds numbers and names alone.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "kernel/letters/subscriptions.hpp"

namespace gandan::letters {

/// Queues a letter, one of the kind's, to all who want letters about the record: their words are
/// found when it is sent, by `at`, the moment of the change, and `about`, whatever number else that
/// takes. Asks nobody whether letters can leave at all (`Env::by_mail`).
void queue(db::Tx& tx, const Ref& record, std::string_view letter, Instant at,
           std::int64_t about = 0);
/// The same to one subscriber, who holds this code: a question to who sent it.
void queue_to(db::Tx& tx, std::string_view code, std::string_view letter, Instant at,
              std::int64_t about = 0);

/// A letter to one subscriber that waits.
struct Waiting {
  SubscriptionId subscription;
  std::string letter;
  Instant at;
  std::int64_t about = 0;
};
[[nodiscard]] std::string to_payload(const Waiting& waiting);
/// Throws where the payload is of another make.
[[nodiscard]] Waiting parse_waiting(std::string_view payload);
/// The kind of the jobs.
inline constexpr std::string_view letter_job = "letters.send";
void queue_one(db::Tx& tx, const Waiting& waiting);

/// Letters to many, some hundreds at a time: who follows is behind `next.subscription`.
struct Round {
  std::string kind;
  std::int64_t record = 0;
  Waiting next;
};
[[nodiscard]] std::string to_payload(const Round& round);
[[nodiscard]] Round parse_round(std::string_view payload);
/// The kind of the jobs that go on with a round.
inline constexpr std::string_view round_job = "letters.round";
/// Queues the letters to the next of those with a confirmed address, and a job for who is left.
void queue_round(db::Tx& tx, const Round& round);

}  // namespace gandan::letters
